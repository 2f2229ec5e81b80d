import type {ReactNode} from 'react'
import {useStore} from 'zustand'
import {TASK_TYPES} from '../../shared/protocol/things.ts'
import type {TaskId, UnitId} from '../../shared/base/id.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {units} from '../state/things.ts'
import {Button} from '../ui/Button.tsx'
import {countdown, distance} from '../ui/format.ts'
import {KeyCap} from '../ui/KeyCap.tsx'
import type {Form} from './desk.ts'
import {FormFrame} from './FormFrame.tsx'
import {whyText} from './law-text.ts'
import type {Suggestion} from './suggestion-keeper.ts'
import {reasonText} from './suggestion-text.ts'
import {groundOf, lackOf} from './task-basis.ts'
import {useBlocked, useMakeId, useWorkplace} from './workplace.ts'

type OfForm = {form: Extract<Form, {type: 'task'}>}

/** Sends a unit to the selected track or incident: the fit one that is there first is suggested, each with its reasons. */
export function TaskForm({form}: OfForm) {
  const {t} = useWords()
  const {desk, suggestions, stores, waters, nation} = useWorkplace()
  const suggested = useStore(suggestions).units
  const things = useStore(stores.things)
  const selection = useStore(stores.selection)
  const {answer} = useStore(waters)
  const ground = groundOf(form, {things, selection, answer, nation})
  const lacks = new Map(
    TASK_TYPES.flatMap(type => {
      const why = lackOf(type, ground)
      return why === undefined ? [] : [[type, whyText(t, why)]]
    }),
  )
  const lack = lacks.get(form.taskType)
  return (
    <FormFrame title={t('form.task')} send={t('form.sendTask')} testId="task-form" hindered={lack}>
      <fieldset className="choices">
        <legend>{t('form.unit')}</legend>
        {suggested.length === 0 ? <NearChoices form={form} /> : <SuggestedChoices form={form} units={suggested} />}
      </fieldset>
      <label className="field">
        {t('form.taskType')}
        <select
          value={form.taskType}
          data-testid="task-type"
          onChange={event =>
            desk.setState({
              form: {...form, taskType: TASK_TYPES.find(type => type === event.target.value) ?? 'observe'},
            })
          }
        >
          {TASK_TYPES.map(type => (
            <option key={type} value={type} disabled={lacks.has(type)}>
              {t(`task.type.${type}`)}
              {lacks.has(type) ? ` – ${t('law.noBasis')}` : ''}
            </option>
          ))}
        </select>
      </label>
      {lacks.size === 0 ? undefined : (
        <ul className="law-acts" data-testid="task-lacks">
          {[...lacks].map(([type, why]) => (
            <li key={type} className="baseless" data-type={type}>
              <span aria-hidden="true">✕</span> {t(`task.type.${type}`)}: {why}
            </li>
          ))}
        </ul>
      )}
      {form.incident !== undefined ? undefined : (
        <label className="field">
          {t('form.note')}
          <input
            value={form.note}
            maxLength={500}
            onChange={event => desk.setState({form: {...form, note: event.target.value}})}
          />
        </label>
      )}
      {form.incident === undefined ? <KeepDraft form={form} lack={lack} /> : undefined}
    </FormFrame>
  )
}

/** Written down for later: no unit sees it before somebody sends it from the unit's list. */
function KeepDraft({form, lack}: OfForm & {lack: string | undefined}) {
  const {t} = useWords()
  const {desk, send} = useWorkplace()
  const blocked = useBlocked()
  const makeId = useMakeId()
  const {unit, subject, taskType, note} = form
  const keep = () => {
    if (unit === undefined) return desk.setState({hint: {code: 'choose-unit', values: {}}})
    const about = subject === undefined ? {} : {subject}
    send({type: 'task.draft', task: makeId() as TaskId, unit, taskType, note, ...about})
    desk.setState({form: undefined})
  }
  return (
    <Button testId="task-form-draft" disabledBecause={blocked === undefined ? lack : t(blocked)} onPress={keep}>
      {t('form.draftTask')}
    </Button>
  )
}

/** What the node suggests: fit ones first, the others with why not. They can be chosen all the same: a person decides. */
function SuggestedChoices({form, units: suggested}: OfForm & {units: readonly Suggestion[]}) {
  const {t} = useWords()
  return suggested.map(({id, name, fit, reasons, against}, index) => (
    <UnitChoice key={id} form={form} id={id} digit={index + 1} className={fit ? '' : 'unfit'}>
      <b>{name}</b> {reasons.map(reason => reasonText(t, reason)).join(' · ')}
      {against.length === 0 ? undefined : (
        <span className="against">
          {' '}
          {fit ? '· ' : `· ${t('suggestion.notFit')}: `}
          {against.map(reason => reasonText(t, reason)).join(' · ')}
        </span>
      )}
    </UnitChoice>
  ))
}

/** Until the node has answered: what the card knows of units near the track, else all of them. */
function NearChoices({form}: OfForm) {
  const {t, language} = useWords()
  const {cards, stores} = useWorkplace()
  const near = useStore(cards).card?.units
  const all = useStore(stores.things, units)
  const choices: readonly {
    id: UnitId
    name: string
    status: string
    distanceM?: number
    seconds?: number | undefined
  }[] = near === undefined || near.length === 0 ? all : near
  return choices.map((unit, index) => (
    <UnitChoice key={unit.id} form={form} id={unit.id} digit={index + 1}>
      {unit.name} · {say(t, `unit.${unit.status}`)}
      {unit.distanceM === undefined ? '' : ` · ${distance(unit.distanceM, language)}`}
      {unit.seconds === undefined ? '' : ` · ${countdown(unit.seconds * 1_000)}`}
    </UnitChoice>
  ))
}

function UnitChoice(props: OfForm & {id: UnitId; digit: number; className?: string; children: ReactNode}) {
  const {form, id, digit, className = '', children} = props
  const {desk} = useWorkplace()
  return (
    <label className={className}>
      <input
        type="radio"
        name="unit"
        data-testid={`task-unit-${id}`}
        checked={id === form.unit}
        onChange={() => desk.setState({form: {...form, unit: id}})}
      />
      <span>
        {digit > 9 ? undefined : <KeyCap>{String(digit)}</KeyCap>} {children}
      </span>
    </label>
  )
}
