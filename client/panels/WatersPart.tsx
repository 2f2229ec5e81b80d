import {useStore} from 'zustand'
import {TAKING_ACTS} from '../../shared/model/jurisdiction.ts'
import type {Jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {position} from '../ui/format.ts'
import {Id} from '../ui/Id.tsx'
import {capOf} from '../ui/keymap.ts'
import {contactOf, subjectOf} from './about.ts'
import {pursuitOf, withPursuit} from './pursuit-rows.ts'
import {whyText} from './law-text.ts'
import {TASK_FOR} from './task-basis.ts'
import {useBlocked, useWorkplace} from './workplace.ts'

/** Whose waters the selection is in, who answers there, and what may be done: each act with its basis, or why not. */
export function WatersPart() {
  const {t} = useWords()
  const {waters, act} = useWorkplace()
  const {place, answer, status, isOpen} = useStore(waters)
  if (place === undefined) return undefined
  return (
    <section className="card-part waters" data-testid="waters" aria-label={t('law.title')}>
      <h3 className="waters-head">
        {t('law.title')}
        <Button tone="quiet" cap={capOf('waters')} testId="waters-more" pressed={isOpen} onPress={() => act('waters')}>
          {t(isOpen ? 'law.less' : 'law.more')}
        </Button>
      </h3>
      {status === 'none' ? <p className="empty">{t('law.none')}</p> : undefined}
      {answer === undefined ? undefined : <Whose answer={answer} />}
      {answer === undefined || !isOpen ? undefined : <What answer={answer} />}
    </section>
  )
}

function Whose({answer}: {answer: Jurisdiction}) {
  const {t} = useWords()
  const {waters, responsible, sarRegion} = answer
  const nations = waters.claims.map(({nation}) => nation)
  return (
    <>
      <p data-testid="waters-kind" data-kind={waters.kind} data-claims={nations.join(' ')}>
        {nations.length > 1
          ? t('law.claimedBy', {nations: nations.join(', '), name: waters.name, kind: t(`waters.${waters.kind}`)})
          : t('law.waters', {kind: t(`waters.${waters.kind}`), nation: nations[0] ?? '–'})}
        {waters.indicative ? ` · ${t(waters.source === 'distance' ? 'law.byDistance' : 'law.indicative')}` : ''}
      </p>
      <p className="facts">
        <span>{t('law.responsible', {nation: responsible ?? '–'})}</span>
        <span>{t('law.sarRegion', {nation: sarRegion ?? '–'})}</span>
        <Id>{position(answer.lon, answer.lat)}</Id>
      </p>
    </>
  )
}

function What({answer}: {answer: Jurisdiction}) {
  const {t} = useWords()
  const {stores, nation} = useWorkplace()
  const things = useStore(stores.things)
  const selection = useStore(stores.selection)
  const contact = contactOf(things, selection)
  const pursuit = pursuitOf(things.pursuit.values(), contact)
  return (
    <>
      {answer.centres.length === 0 ? undefined : (
        <ul className="law-centres" data-testid="centres">
          {answer.centres.map(({nation: of, role, name, phone}) => (
            <li key={`${of} ${role}`}>
              {of} {t(`law.centre.${role}`)}: {name} <Id>{phone}</Id>
            </li>
          ))}
        </ul>
      )}
      <ul className="law-acts" data-testid="law-acts">
        {answer.acts
          .map(standing => withPursuit(standing, pursuit, nation))
          .map(standing => (
            <ActRow key={standing.act} standing={standing} answer={answer} />
          ))}
      </ul>
      <p className="basis">{t('law.note')}</p>
    </>
  )
}

/** The button does what the act needs; without a basis it is disabled and says why. */
function ActRow({standing, answer}: {standing: Jurisdiction['acts'][number]; answer: Jurisdiction}) {
  const {t} = useWords()
  const {desk, stores, act, who} = useWorkplace()
  const blocked = useBlocked()
  const things = useStore(stores.things)
  const selection = useStore(stores.selection)
  const subject = subjectOf(things, selection)
  const why = standing.why === undefined ? undefined : whyText(t, standing.why)
  const isTaking = TAKING_ACTS.includes(standing.act)
  const isPursuit = standing.act === 'pursue'
  const hindered =
    (blocked === undefined ? undefined : t(blocked)) ??
    (isTaking && standing.bases.length === 0 ? why : undefined) ??
    (isPursuit && who.role !== 'commander' ? t('refusal.commander-only') : undefined) ??
    (isPursuit && answer.pursuits.length === 0 ? t('law.why.no-terms') : undefined)
  const press = () => {
    if (isPursuit) return act('pursue')
    act('task')
    const {form} = desk.getState()
    if (form?.type !== 'task') return
    // What exactly is asked for is written into the order: its type alone says less.
    desk.setState({form: {...form, taskType: TASK_FOR[standing.act], note: t(`law.act.${standing.act}`)}})
  }
  return (
    <li
      className={standing.bases.length > 0 ? 'based' : 'baseless'}
      data-testid={`act-${standing.act}`}
      data-based={standing.bases.length > 0}
      data-why={standing.why?.code}
    >
      {subject === undefined ? (
        <strong>{t(`law.act.${standing.act}`)}</strong>
      ) : (
        <Button tone="quiet" testId={`do-act-${standing.act}`} disabledBecause={hindered} onPress={press}>
          {t(`law.act.${standing.act}`)}
        </Button>
      )}
      {standing.bases.map(({right, citation, example, conditions}) => (
        <span key={right}>
          <span aria-hidden="true">✓</span> {citation}
          {example ? ` (${t('law.example')})` : ''}
          {conditions.length === 0 ? '' : ` – ${conditions.map(code => say(t, `law.condition.${code}`)).join(', ')}`}
        </span>
      ))}
      {why === undefined ? undefined : (
        <span>
          <span aria-hidden="true">✕</span> {why}
        </span>
      )}
    </li>
  )
}
