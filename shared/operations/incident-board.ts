import type {IncidentClock, IncidentStatus} from './incident-codes.ts'
import type {TaskStatus} from './task.ts'

export const COLUMNS = ['new', 'assigned', 'en-route', 'on-scene', 'closing'] as const
export type Column = (typeof COLUMNS)[number]

type Shown = {
  readonly status: IncidentStatus
  readonly clocks: readonly {readonly clock: IncidentClock; readonly dueAt: number}[]
  readonly late: readonly IncidentClock[]
}

/** Where an incident stands on the board, by its status and how far its units are; undefined once it is over. */
export function columnOf(
  {status}: Pick<Shown, 'status'>,
  tasks: Iterable<{readonly status: TaskStatus}>,
): Column | undefined {
  if (status === 'CLOSED' || status === 'MERGED') return undefined
  if (status === 'RESOLVED') return 'closing'
  const reached = new Set([...tasks].map(task => task.status))
  if (reached.has('ON_SCENE') || reached.has('EXECUTING') || status === 'CONTAINED') return 'on-scene'
  if (reached.has('EN_ROUTE')) return 'en-route'
  if (status === 'RESPONDING') return 'on-scene'
  return status === 'ASSIGNED' || status === 'TRANSFERRED' ? 'assigned' : 'new'
}

/** The clock that runs out next, or has longest been late. */
export function nextClock({clocks, late}: Pick<Shown, 'clocks' | 'late'>) {
  const next = clocks[0]
  return next === undefined ? undefined : {...next, isLate: late.includes(next.clock)}
}

/** Until when the first report is due; undefined where none is owed. `isSoon`: it has been warned of. */
export function reportClock({clocks, late}: Pick<Shown, 'clocks' | 'late'>) {
  const report = clocks.find(({clock}) => clock === 'report')
  return report === undefined
    ? undefined
    : {dueAt: report.dueAt, isSoon: late.includes('report-soon'), isLate: late.includes('report')}
}
