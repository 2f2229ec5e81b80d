import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {UnitId} from '../../shared/base/id.ts'
import type {AskUnits, Suggestions} from '../../shared/protocol/message.ts'
import type {Link} from '../link/link.ts'
import type {ThingsStore} from '../state/things.ts'
import {taskTypeFor} from './board/board-things.ts'
import type {DeskState, DeskStore, Form} from './desk.ts'

/** Readouts change at most so often, ms. */
const REFRESH_MS = 3_000

export type Suggestion = Suggestions['units'][number]
type Asked = Omit<AskUnits, 'type'>
/** Whom the node would send where the person's hand is. `asked` as text: which question it answers. */
export type SuggestionState = {readonly asked: string | undefined; readonly units: readonly Suggestion[]}
export type SuggestionStore = StoreApi<SuggestionState>

/**
 * Keeps whom to send: for the task that is being filled in, else for the incident that has the focus on the board, so
 * that Enter, Enter is enough. A form that has no unit, or one that is not fit, gets the first fit one once.
 */
export function keepSuggestions(options: {
  desk: DeskStore
  things: ThingsStore
  link: Pick<Link, 'units'>
  clock: Clock
}): {suggestions: SuggestionStore; stop: Stop} {
  const {desk, things, link, clock} = options
  const suggestions = createStore<SuggestionState>(() => ({asked: undefined, units: []}))
  let filled: Form | undefined

  async function ask(wanted: Asked): Promise<void> {
    const asked = JSON.stringify(wanted)
    const answer = await link.units(wanted)
    if (answer === undefined || suggestions.getState().asked !== asked) return
    suggestions.setState({units: answer.units})
    fill(answer.units)
  }

  function fill(units: readonly Suggestion[]): void {
    const {form} = desk.getState()
    if (form?.type !== 'task' || isSameForm(form, filled) || units.length === 0) return
    const isFit = units.some(({id, fit}) => id === form.unit && fit)
    const first = firstFit(units)
    const next = isFit || first === undefined ? form : {...form, unit: first}
    filled = next
    if (next !== form) desk.setState({form: next})
  }

  function follow(): void {
    const wanted = wantedBy(desk.getState(), things)
    const asked = wanted === undefined ? undefined : JSON.stringify(wanted)
    const state = suggestions.getState()
    if (desk.getState().form?.type !== 'task') filled = undefined
    if (asked === state.asked) return fill(state.units)
    suggestions.setState({asked, units: []})
    if (wanted !== undefined) void ask(wanted)
  }

  const unsubscribe = desk.subscribe(follow)
  const stopTimer = clock.every(REFRESH_MS, () => {
    const wanted = wantedBy(desk.getState(), things)
    if (wanted !== undefined) void ask(wanted)
  })
  return {
    suggestions,
    stop() {
      unsubscribe()
      stopTimer()
    },
  }
}

/** Who is sent unless the person says otherwise. */
export function firstFit(units: readonly Suggestion[]): UnitId | undefined {
  return units.find(({fit}) => fit)?.id
}

/** What the hand is on: a task that is filled in, else an incident on the board. */
function wantedBy({form, focus, screen}: DeskState, things: ThingsStore): Asked | undefined {
  if (form?.type === 'task') {
    const {taskType, incident, subject} = form
    return {taskType, ...(incident === undefined ? (subject ?? {}) : {incident})}
  }
  if (screen !== 'board' || focus?.list !== 'incidents') return undefined
  const incident = things.getState().incident.get(focus.id)
  return incident === undefined ? undefined : {taskType: taskTypeFor(incident.category), incident: incident.id}
}

/** A form in which the person has chosen is still the one that was filled. */
function isSameForm(form: Form | undefined, filled: Form | undefined): boolean {
  if (form?.type !== 'task' || filled?.type !== 'task') return form === filled
  return form.incident === filled.incident && form.subject === filled.subject && form.taskType === filled.taskType
}
