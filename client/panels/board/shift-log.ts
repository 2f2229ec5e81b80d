import {designatorOf} from '../../../shared/base/id.ts'
import type {Evidence} from '../../../shared/model/finding.ts'
import type {Doer} from '../../../shared/protocol/things.ts'
import type {ThingsState} from '../../state/things.ts'

/** One line: a catalogue code under `log.` with its values, or what an incident's or notice's own line says. */
export type LogEntry = {
  readonly key: string
  readonly at: number
  readonly by?: Doer | undefined
  readonly code: 'handoff' | 'task' | 'alert' | 'alert-ack' | 'incident' | 'notice'
  readonly values: Readonly<Record<string, string>>
  /** Put into the text as `line`. */
  readonly line?: Evidence | undefined
}

/** What has happened on this watch, the newest first: at most so many lines, from the things that consoles have. */
export function shiftLog(things: ThingsState, most: number): readonly LogEntry[] {
  const entries = [
    ...[...things.handoff.values()].flatMap(handoff =>
      handoff.steps.map(({status, at, by}, index) => ({
        ...{key: `${handoff.id} ${index}`, at, by, code: 'handoff' as const},
        values: {
          contact: designatorOf(handoff.contact),
          from: handoff.fromPost ?? handoff.from,
          to: handoff.toPost ?? handoff.to,
          status,
        },
      })),
    ),
    ...[...things.task.values()].flatMap(task =>
      task.steps.map(({status, at, by}, index) => ({
        ...{key: `${task.id} ${index}`, at, by, code: 'task' as const},
        values: {unit: things.unit.get(task.unit)?.name ?? task.unit, type: task.type, status},
      })),
    ),
    ...[...things.alert.values()].flatMap(alert => {
      const values = {rule: alert.rule, subjects: alert.subjects.join(', ')}
      const raised = {key: `${alert.id} raised`, at: alert.raisedAt, code: 'alert' as const, values}
      const {acknowledged} = alert
      if (acknowledged === undefined) return [raised]
      return [raised, {...acknowledged, key: `${alert.id} acknowledged`, code: 'alert-ack' as const, values}]
    }),
    ...[...things.incident.values()].flatMap(incident =>
      incident.log.flatMap(({at, by, code, values}, index) =>
        OF_TASKS.has(code)
          ? []
          : [
              {
                ...{key: `${incident.id} ${index}`, at, by, code: 'incident' as const},
                values: {number: incident.number},
                line: {code, values},
              },
            ],
      ),
    ),
    ...[...things.notice.values()].flatMap(notice =>
      notice.evidence.slice(0, 1).map(line => ({
        ...{key: notice.id, at: notice.at, code: 'notice' as const, line},
        values: {subjects: notice.subjects.join(', ')},
      })),
    ),
  ] satisfies readonly LogEntry[]
  return entries.sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1)).slice(0, most)
}

/** Lines of an incident that its tasks' own steps say too. */
const OF_TASKS: ReadonlySet<string> = new Set(['unit-assigned', 'task-progress'])
