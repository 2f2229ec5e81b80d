import type {NationCode} from '../../shared/base/id.ts'
import type {Act} from '../../shared/model/law.ts'
import type {Jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import type {PursuitThing, TaskThing} from '../../shared/protocol/things.ts'
import type {SelectionState} from '../state/selection.ts'
import type {ThingsState} from '../state/things.ts'
import {contactOf, subjectOf} from './about.ts'
import type {Form} from './desk.ts'
import {pursuitOf, withPursuit} from './pursuit-rows.ts'

type TaskType = TaskThing['type']
type Why = NonNullable<Jurisdiction['acts'][number]['why']>

/** The order by which a unit is asked to do an act. To hail somebody is to go and see: it takes nothing from anybody. */
export const TASK_FOR = {
  observe: 'observe',
  hail: 'observe',
  stop: 'intercept',
  board: 'inspect',
  arrest: 'intercept',
  pursue: 'intercept',
  'search-and-rescue': 'assist',
  'inspect-fishing': 'inspect',
  'customs-control': 'inspect',
} as const satisfies Readonly<Record<Act, TaskType>>

/** Acts that an order asks of a unit: one of them has to have a basis. The other orders disturb nobody. */
const ASKS: Readonly<Partial<Record<TaskType, readonly Act[]>>> = {
  intercept: ['stop', 'arrest', 'pursue'],
  inspect: ['board', 'inspect-fishing', 'customs-control'],
}

/** What is known of the law where the subject of an order is. */
export type Ground = {
  readonly answer: Jurisdiction | undefined
  readonly pursuit: PursuitThing | undefined
  readonly nation: NationCode
}

/** Why an order of this type has no basis there; undefined: it has one, needs none, or nothing is known of the place. */
export function lackOf(type: TaskType, {answer, pursuit, nation}: Ground): Why | undefined {
  const asked = ASKS[type]
  if (asked === undefined || answer === undefined) return undefined
  const standings = answer.acts
    .filter(({act}) => asked.includes(act))
    .map(standing => withPursuit(standing, pursuit, nation))
  return standings.some(({bases}) => bases.length > 0) ? undefined : standings[0]?.why
}

/** The ground of a filled order: the answer for the selection counts only where the order is about what is selected. */
export function groundOf(
  form: Extract<Form, {type: 'task'}>,
  of: {
    readonly things: ThingsState
    readonly selection: SelectionState
    readonly answer: Jurisdiction | undefined
    readonly nation: NationCode
  },
): Ground {
  const {things, selection, answer, nation} = of
  const isSelected =
    form.incident === undefined
      ? JSON.stringify(form.subject) === JSON.stringify(subjectOf(things, selection))
      : selection.selected?.type === 'incident' && selection.selected.id === form.incident
  const pursuit = pursuitOf(things.pursuit.values(), contactOf(things, selection))
  return isSelected ? {answer, pursuit, nation} : {answer: undefined, pursuit: undefined, nation}
}
