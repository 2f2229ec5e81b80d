import type {NationCode, PursuitId, UnitId} from '../../shared/base/id.ts'
import type {SignalMeans} from '../../shared/operations/pursuit-state.ts'
import type {CommandOf} from '../../shared/protocol/command.ts'
import type {Jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import type {Card} from '../../shared/protocol/message.ts'

/** What is filled in before a pursuit begins. */
export type PursuitFormState = {
  readonly type: 'pursuit'
  readonly subject: CommandOf<'pursuit.start'>['subject']
  readonly host: NationCode | undefined
  readonly terms: string | undefined
  readonly unit: UnitId | undefined
  readonly signal: SignalMeans | undefined
  readonly note: string
}

/** Filled with what is most likely meant: the nation ahead, its first terms, the unit that is there first. */
export function pursuitForm(of: {
  readonly subject: PursuitFormState['subject'] | undefined
  readonly answer: Jurisdiction | undefined
  readonly card: Card | undefined
}): PursuitFormState | string {
  const {subject, answer, card} = of
  if (subject === undefined) return 'select-first'
  const all = answer?.pursuits ?? []
  if (all.length === 0) return 'no-terms-here'
  const first = all.find(({to}) => to === card?.frontier?.to) ?? all[0]
  return {
    type: 'pursuit',
    subject,
    host: first?.to,
    terms: first?.terms,
    unit: card?.units[0]?.id,
    signal: undefined,
    note: '',
  }
}

/** The command that the filled form gives, or the code of what is missing. */
export function startPursuit(form: PursuitFormState, makeId: () => string): CommandOf<'pursuit.start'> | string {
  const {subject, host, terms, unit, signal} = form
  const note = form.note.trim()
  if (host === undefined || terms === undefined) return 'choose-terms'
  if (unit === undefined) return 'choose-unit'
  if (note === '') return 'write-ground'
  const pursuit = makeId() as PursuitId
  return {type: 'pursuit.start', pursuit, subject, host, terms, unit, note, ...(signal === undefined ? {} : {signal})}
}
