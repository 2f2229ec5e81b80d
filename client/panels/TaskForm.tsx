import {useStore} from 'zustand'
import {TASK_TYPES} from '../../shared/protocol/things.ts'
import type {UnitId} from '../../shared/base/id.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {units} from '../state/things.ts'
import {countdown, distance} from '../ui/format.ts'
import type {Form} from './desk.ts'
import {FormFrame} from './FormFrame.tsx'
import {useWorkplace} from './workplace.ts'

/** Sends a unit to the selected track or incident: the free one that is there first is suggested. */
export function TaskForm({form}: {form: Extract<Form, {type: 'task'}>}) {
  const {t, language} = useWords()
  const {desk, cards, stores} = useWorkplace()
  const near = useStore(cards).card?.units
  const all = useStore(stores.things, units)
  const choices: readonly {
    id: UnitId
    name: string
    status: string
    distanceM?: number
    seconds?: number | undefined
  }[] = near === undefined || near.length === 0 ? all : near

  return (
    <FormFrame title={t('form.task')} send={t('form.sendTask')} testId="task-form">
      <fieldset className="choices">
        <legend>{t('form.unit')}</legend>
        {choices.map(unit => (
          <label key={unit.id}>
            <input
              type="radio"
              name="unit"
              data-testid={`task-unit-${unit.id}`}
              checked={unit.id === form.unit}
              onChange={() => desk.setState({form: {...form, unit: unit.id}})}
            />
            {unit.name} · {say(t, `unit.${unit.status}`)}
            {unit.distanceM === undefined ? '' : ` · ${distance(unit.distanceM, language)}`}
            {unit.seconds === undefined ? '' : ` · ${countdown(unit.seconds * 1_000)}`}
          </label>
        ))}
      </fieldset>
      <label className="field">
        {t('form.taskType')}
        <select
          value={form.taskType}
          onChange={event =>
            desk.setState({
              form: {...form, taskType: TASK_TYPES.find(type => type === event.target.value) ?? 'observe'},
            })
          }
        >
          {TASK_TYPES.map(type => (
            <option key={type} value={type}>
              {t(`task.type.${type}`)}
            </option>
          ))}
        </select>
      </label>
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
    </FormFrame>
  )
}
