import {useStore} from 'zustand'
import {designatorOf} from '../../../shared/base/id.ts'
import {useWords} from '../../locales/catalogue.ts'
import {FormFrame} from '../FormFrame.tsx'
import {useWorkplace} from '../workplace.ts'
import type {PostLoad} from './load.ts'
import type {MoveForm} from './move-form.ts'

/** Which contacts go to which post. Nothing passes before somebody there has accepted. */
export function MoveWork({form, loads}: {form: MoveForm; loads: readonly PostLoad[]}) {
  const {t} = useWords()
  const {desk, stores} = useWorkplace()
  const contacts = useStore(stores.things, state => state.contact)
  const from = loads.find(one => one.id === form.from)
  return (
    <FormFrame title={t('board.moveTitle')} send={t('action.offer')} testId="move-form">
      <p>{t('board.moveFrom', {post: form.from})}</p>
      <label className="field">
        {t('board.moveTo')}
        <select
          value={form.to ?? ''}
          data-testid="move-to"
          onChange={event => {
            const to = loads.find(one => one.id === event.target.value)?.id
            desk.setState({form: {...form, to}})
          }}
        >
          <option value="">–</option>
          {loads
            .filter(one => one.id !== form.from)
            .map(one => (
              <option key={one.id} value={one.id}>
                {one.id} {one.name} · {one.who ?? t('board.nobody')} · {one.total}
              </option>
            ))}
        </select>
      </label>
      <fieldset className="choices move-contacts">
        <legend>
          {t('board.moveContacts')} {form.contacts.length}
        </legend>
        {from?.movable.map(({id}) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={form.contacts.includes(id)}
              onChange={event => {
                const others = form.contacts.filter(one => one !== id)
                desk.setState({form: {...form, contacts: event.target.checked ? [...others, id] : others}})
              }}
            />
            {designatorOf(id)} {contacts.get(id)?.title}
          </label>
        ))}
      </fieldset>
      {form.to === undefined ? undefined : (
        <p className="about">{t('board.moveWaits', {post: form.to, from: form.from})}</p>
      )}
    </FormFrame>
  )
}
