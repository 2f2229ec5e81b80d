import {assert, unreachable} from '../base/assert.ts'
import {
  SHIFT_SECTIONS,
  type Question,
  type ShiftEntry,
  type ShiftEvent,
  type ShiftFile,
  type ShiftItem,
  type ShiftState,
} from './shift-state.ts'

/** What an event makes of a handover. */
export function evolveShift(state: ShiftState, event: ShiftEvent): ShiftState {
  if (event.type === 'prepared') return prepared(event)
  assert(state.status !== 'NONE', `a handover before ${event.type}`)
  const line = lineOf(event)
  return {
    ...state,
    ...changed(state, event),
    version: state.version + 1,
    changedAt: event.at,
    log: line === undefined ? state.log : [...state.log, line],
  }
}

type Changed = Exclude<ShiftEvent, {type: 'prepared'}>

function prepared({id, world, post, items, at, by}: Extract<ShiftEvent, {type: 'prepared'}>): ShiftFile {
  return {
    id,
    version: 1,
    world,
    post,
    status: 'PREPARING',
    startedAt: at,
    changedAt: at,
    outgoing: by,
    entries: inOrder(items.map(item => ({...item, addedAt: at, since: 1, isNew: false, questions: []}))),
    signatures: [],
    log: [{at, by, code: 'prepared'}],
  }
}

function changed(state: ShiftFile, event: Changed): Partial<ShiftFile> {
  const {at, by} = event
  const fresh = {at, since: state.version + 1, isNew: state.status !== 'PREPARING'}
  switch (event.type) {
    case 'refreshed': {
      const kept = state.entries.filter(({key}) => !event.gone.includes(key))
      let entries: readonly ShiftEntry[] = kept
      for (const item of event.items) entries = put(entries, item, fresh)
      return {...unsigned(state), entries: inOrder(entries)}
    }
    case 'written': {
      const {text, language} = event
      const others = state.entries.filter(({key}) => key !== 'words')
      const item: ShiftItem = {key: 'words', section: 'words', code: 'words', values: {text, language}}
      const entries = text === '' ? others : put(others, item, fresh)
      return {...unsigned(state), words: text === '' ? undefined : {text, language}, entries: inOrder(entries)}
    }
    case 'remarked':
      return {
        ...unsigned(state),
        ...ofEntry(state, event.item, () => ({remark: event.text, since: fresh.since, read: undefined})),
      }
    case 'joined':
      // Whoever was here before has read it for themselves alone.
      return {
        status: 'TOGETHER',
        incoming: {by, since: at},
        entries: state.entries.map(entry => ({...entry, read: undefined})),
      }
    case 'read':
      return {
        entries: state.entries.map(entry =>
          event.items.includes(entry.key) ? {...entry, isNew: false, read: {by, at}} : entry,
        ),
      }
    case 'asked': {
      const question: Question = {by, at, text: event.text}
      return {
        ...unsigned(state),
        ...ofEntry(state, event.item, ({questions}) => ({questions: [...questions, question], read: undefined})),
      }
    }
    case 'answered': {
      const answer = {by, at, text: event.text}
      return {
        ...unsigned(state),
        ...ofEntry(state, event.item, ({questions}) => ({
          since: fresh.since,
          questions: questions.map(one => (one.answer === undefined ? {...one, answer} : one)),
        })),
      }
    }
    case 'signed': {
      const {side, hash} = event
      return {
        status: side === 'out' ? 'SIGNED' : 'COMPLETED',
        signatures: [...state.signatures, {side, by, at, hash}],
      }
    }
    case 'refused':
      return {...unsigned(state), status: 'REFUSED', refusal: {by, at, text: event.text}}
    case 'decided':
      return {status: event.goOn ? 'TOGETHER' : 'CANCELLED'}
    case 'cancelled':
      return {status: 'CANCELLED'}
    case 'lapsed':
      return {status: 'LAPSED'}
    default:
      return unreachable(event)
  }
}

/** A signature is over what was there; when that becomes another, it is none. */
function unsigned({status}: ShiftFile): Partial<ShiftFile> {
  return status === 'SIGNED' ? {status: 'TOGETHER', signatures: []} : {}
}

function put(
  entries: readonly ShiftEntry[],
  item: ShiftItem,
  {at, since, isNew}: {readonly at: number; readonly since: number; readonly isNew: boolean},
): readonly ShiftEntry[] {
  const known = entries.find(({key}) => key === item.key)
  const entry: ShiftEntry = {
    ...item,
    addedAt: known?.addedAt ?? at,
    since,
    isNew,
    questions: known?.questions ?? [],
    ...(known?.remark === undefined ? {} : {remark: known.remark}),
  }
  return known === undefined ? [...entries, entry] : entries.map(one => (one.key === item.key ? entry : one))
}

function ofEntry(
  {entries}: ShiftFile,
  key: string,
  change: (entry: ShiftEntry) => Partial<ShiftEntry>,
): Pick<ShiftFile, 'entries'> {
  return {entries: entries.map(entry => (entry.key === key ? {...entry, ...change(entry)} : entry))}
}

/** By section; within one, what came first stands first. */
function inOrder(entries: readonly ShiftEntry[]): readonly ShiftEntry[] {
  return [...entries].sort((a, b) => SHIFT_SECTIONS.indexOf(a.section) - SHIFT_SECTIONS.indexOf(b.section))
}

/** What the record keeps of how it went; reading and refreshing are seen in the entries. */
function lineOf(event: Changed): ShiftFile['log'][number] | undefined {
  const {at, by} = event
  switch (event.type) {
    case 'refreshed':
    case 'read':
      return undefined
    case 'written':
      return {at, by, code: 'written'}
    case 'remarked':
    case 'asked':
    case 'answered':
    case 'refused':
      return {at, by, code: event.type, text: event.text}
    case 'decided':
      return {at, by, code: event.goOn ? 'goes-on' : 'ended', text: event.text}
    case 'signed':
      return {at, by, code: `signed-${event.side}`}
    case 'joined':
    case 'cancelled':
    case 'lapsed':
      return {at, by, code: event.type}
    default:
      return unreachable(event)
  }
}
