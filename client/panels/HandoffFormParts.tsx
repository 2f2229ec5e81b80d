import {useStore} from 'zustand'
import type {Card} from '../../shared/protocol/message.ts'
import type {WouldTell} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {designatorOf} from '../../shared/base/id.ts'
import {openContacts} from '../state/things.ts'
import type {Form} from './desk.ts'
import {useWorkplace} from './workplace.ts'

type HandoffFormState = Extract<Form, {type: 'handoff'}>

/** So many others are offered to go along. */
const MOST_ALONG = 8

/** What is told, less what the person keeps back of it. */
export function cutBy(
  {fields, withheld, precisionM, historyS, agreement}: Card['handoff'][number],
  withhold: readonly string[],
): Omit<WouldTell, 'allowed'> {
  const isTold = (field: string) => !withhold.includes(field)
  return {
    fields: fields.filter(isTold),
    withheld: [...withheld, ...fields.filter(field => !isTold(field))],
    historyS: isTold('history') ? (historyS ?? 0) : 0,
    ...(precisionM === undefined || !isTold('position') ? {} : {precisionM}),
    ...(agreement === undefined ? {} : {agreement: agreement as NonNullable<WouldTell['agreement']>}),
  }
}

/** Fields that may be told and can be kept back. */
export function Withhold({form, fields}: {form: HandoffFormState; fields: readonly string[]}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <details className="choices">
      <summary>{t('queue.keepBack', {count: form.withhold.length})}</summary>
      <div className="inline">
        {fields.map(field => (
          <label key={field}>
            <input
              type="checkbox"
              data-testid={`withhold-${field}`}
              checked={form.withhold.includes(field)}
              onChange={event => {
                const rest = form.withhold.filter(one => one !== field)
                desk.setState({form: {...form, withhold: event.target.checked ? [...rest, field] : rest}})
              }}
            />
            {say(t, `field.${field}`)}
          </label>
        ))}
      </div>
    </details>
  )
}

/** A certain post of the other nation, where it has told of its posts; else its node chooses. */
export function ToPost({form}: {form: HandoffFormState}) {
  const {t} = useWords()
  const {stores, desk} = useWorkplace()
  const posts = useStore(stores.things, state => state.post)
  const theirs = [...posts.values()].filter(post => post.nation === form.to)
  if (theirs.length === 0) return undefined
  return (
    <label className="field">
      {t('queue.toPost')}
      <select
        value={form.toPost ?? ''}
        data-testid="handoff-post"
        onChange={event =>
          desk.setState({form: {...form, toPost: theirs.find(post => post.id === event.target.value)?.id}})
        }
      >
        <option value="">{t('queue.anyPost')}</option>
        {theirs.map(post => (
          <option key={post.id} value={post.id}>
            {`${post.id} ${post.name} · ${t(`queue.postState.${post.state}`)}`}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Other own contacts that go in the same offer. */
export function Along({form}: {form: HandoffFormState}) {
  const {t} = useWords()
  const {stores, desk, nation} = useWorkplace()
  const contacts = useStore(stores.things, openContacts)
  const own = 'contact' in form.subject ? form.subject.contact : undefined
  const {track} = stores.selection.getState()
  const others = contacts.filter(
    ({id, custody, track: other}) =>
      custody.controller === nation && id !== own && (other === undefined || other !== track),
  )
  if (others.length === 0) return undefined
  return (
    <details className="choices">
      <summary>{t('queue.along', {count: form.along.length})}</summary>
      {others.slice(0, MOST_ALONG).map(({id, title}) => (
        <label key={id}>
          <input
            type="checkbox"
            data-testid={`along-${id}`}
            checked={form.along.includes(id)}
            onChange={event => {
              const rest = form.along.filter(one => one !== id)
              desk.setState({form: {...form, along: event.target.checked ? [...rest, id] : rest}})
            }}
          />
          <bdi dir="ltr" className="id">
            {designatorOf(id)}
          </bdi>
          {title === designatorOf(id) ? '' : title}
        </label>
      ))}
    </details>
  )
}
