import {unreachable} from '../base/assert.ts'
import type {Actor} from './actor.ts'
import {type Decider, type Refusal, refuse, type Stamp, type Timer} from './decider.ts'
import {evolveShift} from './shift-evolve.ts'
import {
  SHIFT_OPEN,
  type ShiftCommand,
  type ShiftEvent,
  type ShiftFile,
  type ShiftItem,
  type ShiftState,
  type ShiftStatus,
} from './shift-state.ts'

export type * from './shift-state.ts'

/** A handover that nobody touches for so long is over; the post stays with who holds it, ms. */
const LAPSE_MS = 2 * 3_600_000

/** One post passes from one person to the next, item by item, by two signatures. SPEC.md, SH. */
export const shift: Decider<ShiftState, ShiftCommand, ShiftEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    if (command.type === 'prepare') return prepare(state, command)
    if (state.status === 'NONE') return refuse('not-found')
    if (!isShiftOpen(state.status)) return isByNode(command) ? [] : refuse('shift-over')
    const {at, by} = command
    switch (command.type) {
      case 'refresh':
        return refresh(state, command)
      case 'write': {
        if (!isOut(state, by)) return refuse('outgoing-only')
        const {text, language} = command
        const isSame = state.words?.text === text && state.words.language === language
        return isSame || (state.words === undefined && text === '') ? [] : [{type: 'written', text, language, at, by}]
      }
      case 'remark':
        if (!isOut(state, by)) return refuse('outgoing-only')
        if (!has(state, command.item)) return refuse('item-gone')
        return [{type: 'remarked', item: command.item, text: command.text, at, by}]
      case 'join':
        return join(state, command)
      case 'read': {
        if (!isIn(state, by)) return refuse('incoming-only')
        const unread = command.items.filter(key =>
          state.entries.some(one => one.key === key && mayRead(one, command.seen)),
        )
        return unread.length === 0 ? [] : [{type: 'read', items: unread, at, by}]
      }
      case 'ask':
        if (!isIn(state, by)) return refuse('incoming-only')
        if (!has(state, command.item)) return refuse('item-gone')
        return [{type: 'asked', item: command.item, text: command.text, at, by}]
      case 'answer': {
        if (!isOut(state, by)) return refuse('outgoing-only')
        const entry = state.entries.find(({key}) => key === command.item)
        if (entry === undefined) return refuse('item-gone')
        if (!entry.questions.some(({answer}) => answer === undefined)) return refuse('nothing-asked')
        return [{type: 'answered', item: command.item, text: command.text, at, by}]
      }
      case 'sign': {
        const refused = signRefusal(viewOf(state), by.actor)
        if (refused !== undefined) return refused
        if (command.hash !== command.present) return refuse('shift-changed')
        return [{type: 'signed', side: isOut(state, by) ? 'out' : 'in', hash: command.present, at, by}]
      }
      case 'refuse':
        if (!isIn(state, by)) return refuse('incoming-only')
        return state.status === 'REFUSED' ? [] : [{type: 'refused', text: command.text, at, by}]
      case 'decide':
        if (by.role !== 'commander') return refuse('commander-only')
        if (state.status !== 'REFUSED') return refuse('nothing-to-decide')
        return [{type: 'decided', goOn: command.goOn, text: command.text, at, by}]
      case 'cancel':
        return isOut(state, by) || by.role === 'commander' ? [{type: 'cancelled', at, by}] : refuse('outgoing-only')
      case 'timer':
        return command.version === state.version ? [{type: 'lapsed', at, by}] : []
      default:
        return unreachable(command)
    }
  },

  evolve: evolveShift,
}

export function isShiftOpen(status: ShiftStatus): boolean {
  return SHIFT_OPEN.includes(status)
}

/** What of a handover decides whether it can be signed; the same for a ledger's file and for a console's thing. */
export type SignView = {
  readonly status: string
  readonly outgoing: string
  readonly incoming: string | undefined
  readonly entries: readonly {
    readonly blocks?: 'alarm' | 'handoff' | undefined
    readonly read?: unknown
    readonly questions: readonly {readonly answer?: unknown}[]
  }[]
}

/** Why this person cannot sign now; undefined: they can. Asked by the decider and by the screen's button alike. */
export function signRefusal(view: SignView, actor: string): Refusal | undefined {
  const {status, outgoing, incoming, entries} = view
  const isOutgoing = outgoing === actor
  if (!isOutgoing && incoming !== actor) return refuse('not-of-this-shift')
  if (status === 'PREPARING') return refuse('nobody-has-come')
  if (status === 'REFUSED') return refuse('commander-decides')
  if (status !== 'TOGETHER' && status !== 'SIGNED') return refuse('shift-over')
  const alarms = entries.filter(({blocks}) => blocks === 'alarm').length
  if (alarms > 0) return refuse('alarm-unacknowledged', {count: alarms})
  const waiting = entries.filter(({blocks}) => blocks === 'handoff').length
  if (waiting > 0) return refuse('handoff-waits', {count: waiting})
  const asked = entries.filter(({questions}) => questions.some(({answer}) => answer === undefined)).length
  if (asked > 0) return refuse('question-open', {count: asked})
  if (isOutgoing) return status === 'SIGNED' ? refuse('signed-already') : undefined
  const unread = entries.filter(({read}) => read === undefined).length
  if (unread > 0) return refuse('not-all-read', {count: unread})
  return status === 'SIGNED' ? undefined : refuse('outgoing-signs-first')
}

/** Everything that the signatures are over, always in the same order. Times are the ledger's. */
export function shiftContent(state: ShiftFile): object {
  const {id, world, post, startedAt, outgoing, incoming, entries, words} = state
  return {
    id,
    world,
    post,
    startedAt,
    outgoing: outgoing.actor,
    incoming: incoming?.by.actor ?? '',
    words: words ?? {},
    items: entries.map(({key, section, code, values, dueAt, remark, questions}) => ({
      key,
      section,
      code,
      values,
      ...(dueAt === undefined ? {} : {dueAt}),
      ...(remark === undefined ? {} : {remark}),
      questions: questions.map(({text, answer}) => ({text, answer: answer?.text ?? ''})),
    })),
  }
}

/** A handover that stands still ends by itself; the post stays where it is. */
export function timersOf(state: ShiftState): readonly Timer[] {
  if (state.status === 'NONE' || !isShiftOpen(state.status)) return []
  return [{timer: 'lapse', dueAt: state.changedAt + LAPSE_MS, version: state.version}]
}

function prepare(state: ShiftState, command: Extract<ShiftCommand, {type: 'prepare'}>) {
  const {id, world, post, items, holder, running, at, by} = command
  if (state.status !== 'NONE') return refuse('already-open')
  if (holder === undefined) return refuse('post-not-held')
  if (holder.actor !== by.actor) return refuse('not-holder')
  return running ? refuse('shift-runs') : [{type: 'prepared' as const, id, world, post, items, at, by}]
}

function refresh(state: ShiftFile, {items, at, by}: Stamp & {readonly items: readonly ShiftItem[]}) {
  const held = new Map(state.entries.map(entry => [entry.key, entry]))
  const fresh = items.filter(item => {
    const known = held.get(item.key)
    return known === undefined || !isSame(known, item)
  })
  const present = new Set(items.map(({key}) => key))
  const gone = [...held.keys()].filter(key => !present.has(key) && key !== WORDS_KEY)
  return fresh.length + gone.length === 0 ? [] : [{type: 'refreshed' as const, items: fresh, gone, at, by}]
}

function join(state: ShiftFile, {at, by}: Stamp) {
  if (by.role !== 'operator' && by.role !== 'commander') return refuse('not-allowed')
  if (isOut(state, by)) return refuse('not-both')
  if (by.post !== state.post && by.role !== 'commander') return refuse('other-post')
  if (isIn(state, by)) return []
  if (state.status !== 'PREPARING' && state.status !== 'TOGETHER') return refuse('somebody-has-come')
  return [{type: 'joined' as const, at, by}]
}

/** Under this key stands what the outgoing person has written. */
export const WORDS_KEY = 'words'

function isSame(a: ShiftItem, b: ShiftItem): boolean {
  return (
    a.section === b.section &&
    a.code === b.code &&
    a.dueAt === b.dueAt &&
    a.blocks === b.blocks &&
    JSON.stringify(a.values) === JSON.stringify(b.values)
  )
}

function viewOf({status, outgoing, incoming, entries}: ShiftFile): SignView {
  return {status, outgoing: outgoing.actor, incoming: incoming?.by.actor, entries}
}

/** What is asked about is read when the answer is there; what became another meanwhile has not been seen. */
function mayRead({read, since, questions}: ShiftFile['entries'][number], seen: number): boolean {
  return read === undefined && since <= seen && questions.every(({answer}) => answer !== undefined)
}

function isOut({outgoing}: ShiftFile, {actor}: Actor): boolean {
  return outgoing.actor === actor
}

function isIn({incoming}: ShiftFile, {actor}: Actor): boolean {
  return incoming?.by.actor === actor
}

function has({entries}: ShiftFile, item: string): boolean {
  return entries.some(({key}) => key === item)
}

function isByNode({type}: ShiftCommand): boolean {
  return type === 'refresh' || type === 'timer'
}
