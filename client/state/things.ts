import {createStore, type StoreApi} from 'zustand/vanilla'
import type {NationCode, TrackId} from '../../shared/base/id.ts'
import type {Things} from '../../shared/protocol/message.ts'
import {
  type AlertThing,
  type ContactThing,
  type DueThing,
  HANDOFF_OPEN,
  type FileThing,
  type HandoffThing,
  type IncidentThing,
  type NoticeThing,
  type PostThing,
  type ShiftThing,
  type TaskThing,
  type Thing,
  type ThingKind,
  type UnitThing,
} from '../../shared/protocol/things.ts'
import {TASK_ENDS} from '../../shared/operations/task.ts'
import {byKey} from './packed-order.ts'
import {type Situations, situationsOf} from './same-situation.ts'

export type ThingOf<Kind extends ThingKind> = Extract<Thing, {kind: Kind}>

/** Everything durable that this person may see: one map per kind, replaced when something of that kind changes. */
export type ThingsState = {readonly [Kind in ThingKind]: ReadonlyMap<string, ThingOf<Kind>>} & {
  /** Whether the node's first batch has come. */
  readonly complete: boolean
}
export type ThingsStore = StoreApi<ThingsState>

export const NO_THINGS: ThingsState = {
  alert: new Map(),
  contact: new Map(),
  handoff: new Map(),
  incident: new Map(),
  pursuit: new Map(),
  task: new Map(),
  unit: new Map(),
  post: new Map(),
  shift: new Map(),
  notice: new Map(),
  'point-out': new Map(),
  due: new Map(),
  file: new Map(),
  complete: false,
}

export function createThingsStore(): ThingsStore {
  return createStore<ThingsState>(() => NO_THINGS)
}

/** The state after a batch. Maps of kinds that it does not touch stay the same objects; an older version changes nothing. */
export function withThings(state: ThingsState, batch: Pick<Things, 'snapshot' | 'upserts' | 'removed'>): ThingsState {
  const from = batch.snapshot ? NO_THINGS : state
  const next: Record<ThingKind, Map<string, Thing>> & {complete: boolean} = {...from, complete: true} as never
  const copied = new Set<ThingKind>()
  function mapOf(kind: ThingKind): Map<string, Thing> {
    if (!copied.has(kind)) next[kind] = new Map(next[kind])
    copied.add(kind)
    return next[kind]
  }
  for (const {kind, id} of batch.removed) if (isKind(kind) && next[kind].has(id)) mapOf(kind).delete(id)
  for (const thing of batch.upserts) {
    const held = next[thing.kind].get(thing.id)
    if (held === undefined || held.version <= thing.version) mapOf(thing.kind).set(thing.id, thing)
  }
  return next as unknown as ThingsState
}

/** Open alerts by situation: what partners tell of an own one stands under it. */
export const openSituations = derived(
  state => state.alert,
  (alerts): Situations => situationsOf([...alerts.values()].filter(alert => OPEN_ALERT.has(alert.status))),
)

/** Alerts that want a look, in the order of the queue: unacknowledged first, then priority, then the oldest. */
export const openAlerts = derived(
  state => openSituations(state),
  ({leading}): readonly AlertThing[] => byKey(leading, queueKey),
)

/** Unacknowledged, priority (1 to 4) and time (ms, below 2^42) in one number: the smallest is the most urgent. */
export function queueKey(alert: AlertThing): number {
  return ((isUnacknowledged(alert) ? 0 : 8) + alert.priority) * 2 ** 42 + alert.raisedAt
}

/** All alerts but those by which partners tell of one that is there: what counts as load. */
export const allSituations = derived(
  state => state.alert,
  (alerts): readonly AlertThing[] => situationsOf(alerts.values()).leading,
)

export const shelvedAlerts = derived(
  state => state.alert,
  (alerts): readonly AlertThing[] => [...alerts.values()].filter(alert => alert.status === 'SHELVED'),
)

/** Handoffs still running, the one that ends first on top. */
export const openHandoffs = derived(
  state => state.handoff,
  (handoffs): readonly HandoffThing[] => [...handoffs.values()].filter(isOpenHandoff).sort(byDeadline),
)

/** All handoffs, the newest step first. */
export const allHandoffs = derived(
  state => state.handoff,
  (handoffs): readonly HandoffThing[] => [...handoffs.values()].sort((a, b) => lastStepAt(b) - lastStepAt(a)),
)

/** Running handoffs in which this nation is TO. Stable while nothing changes. */
export function incomingHandoffs(state: ThingsState, nation: NationCode): readonly HandoffThing[] {
  return sideOf(openHandoffs(state), 'to', nation)
}

/** Running handoffs in which this nation is FROM. */
export function outgoingHandoffs(state: ThingsState, nation: NationCode): readonly HandoffThing[] {
  return sideOf(openHandoffs(state), 'from', nation)
}

/** Incidents that are not closed: by priority, then the oldest. */
export const openIncidents = derived(
  state => state.incident,
  (incidents): readonly IncidentThing[] =>
    [...incidents.values()]
      .filter(incident => incident.status !== 'CLOSED' && incident.status !== 'MERGED')
      .sort((a, b) => a.priority - b.priority || a.openedAt - b.openedAt),
)

/** Tasks that a unit still has to do something about, the newest first. */
export const openTasks = derived(
  state => state.task,
  (tasks): readonly TaskThing[] =>
    [...tasks.values()].filter(task => !ENDED_TASK.has(task.status)).sort((a, b) => b.sentAt - a.sentAt),
)

export const allTasks = derived(
  state => state.task,
  (tasks): readonly TaskThing[] => [...tasks.values()].sort((a, b) => b.sentAt - a.sentAt),
)

export const units = derived(
  state => state.unit,
  (all): readonly UnitThing[] => [...all.values()].sort((a, b) => a.name.localeCompare(b.name)),
)

export const openContacts = derived(
  state => state.contact,
  (contacts): readonly ContactThing[] => [...contacts.values()].filter(contact => contact.status === 'OPEN'),
)

/** Own posts by name. */
export function ownPosts(state: ThingsState, nation: NationCode): readonly PostThing[] {
  return postsOf(allPosts(state), nation)
}

/** Posts of all nations that tell of theirs, by name. */
export const allPosts = derived(
  state => state.post,
  (posts): readonly PostThing[] => [...posts.values()].sort((a, b) => a.id.localeCompare(b.id)),
)

/** Whether this person holds the post; undefined while nobody does, or it is not known. */
export function holdsPost(post: PostThing | undefined, actor: string | undefined): boolean | undefined {
  return post?.holder === undefined || actor === undefined ? undefined : post.holder.actor === actor
}

/** Handovers of posts, the newest first. */
export const allShifts = derived(
  state => state.shift,
  (shifts): readonly ShiftThing[] => [...shifts.values()].sort((a, b) => b.startedAt - a.startedAt),
)

/** What will probably cross out of the own area soon, the soonest first; what turned back stands on top. */
export const dueList = derived(
  state => state.due,
  (all): readonly DueThing[] =>
    [...all.values()]
      .filter(due => due.status !== 'expected')
      .sort((a, b) => dueRank(a) - dueRank(b) || a.crossingAt - b.crossingAt),
)

/** Photos and recordings that belong to an incident, to a task, or to a unit's report; in the order they were taken. */
export function filesOf(
  {file}: Pick<ThingsState, 'file'>,
  of: {readonly incident?: string; readonly task?: string; readonly report?: string},
): readonly FileThing[] {
  const isMeant = ({incident, task, attached}: FileThing) =>
    (of.incident !== undefined && incident === of.incident) ||
    (of.task !== undefined && task === of.task) ||
    (of.report !== undefined && attached.kind === 'report' && attached.id === of.report)
  return [...file.values()].filter(isMeant).sort((a, b) => a.pressedAt - b.pressedAt)
}

/** What wants a look first; what runs already stands below, for it has a card of its own. */
function dueRank({status}: DueThing): number {
  return status === 'turned-back' ? 0 : status === 'proposed' ? 2 : 1
}

/** Crossings and other records, the newest first. */
export const notices = derived(
  state => state.notice,
  (all): readonly NoticeThing[] => [...all.values()].sort((a, b) => b.at - a.at),
)

/** Open contact, alerts and handoffs by live track: for the map's marks. */
export const thingsByTrack = derived(
  state => state,
  (state): ReadonlyMap<TrackId, TrackThings> => {
    const marks = new Map<TrackId, TrackThings>()
    const of = (track: TrackId) => {
      const held = marks.get(track) ?? {alerts: [], handoffs: [], contact: undefined, unit: undefined}
      marks.set(track, held)
      return held
    }
    for (const alert of openAlerts(state)) for (const track of alert.tracks) of(track).alerts.push(alert)
    for (const handoff of openHandoffs(state)) if (handoff.track !== undefined) of(handoff.track).handoffs.push(handoff)
    for (const contact of openContacts(state)) if (contact.track !== undefined) of(contact.track).contact = contact
    for (const unit of state.unit.values()) if (unit.track !== undefined) of(unit.track).unit = unit
    return marks
  },
)
export type TrackThings = {
  alerts: AlertThing[]
  handoffs: HandoffThing[]
  contact: ContactThing | undefined
  unit: UnitThing | undefined
}

export function isUnacknowledged(alert: AlertThing): boolean {
  return alert.status === 'UNACK' || alert.status === 'CLEARED_UNACK'
}

/** Nobody of the unit has read it in time. By the node's time of day, so that all screens say it at once. */
export function isNotAcknowledged({status, ackBy}: TaskThing, wall: number): boolean {
  return (status === 'SENT' || status === 'DELIVERED') && wall > ackBy
}

/** Called off, and nobody of the unit has read that yet. */
export function needsStandDown({status, stoodDown}: TaskThing): boolean {
  return status === 'CANCELLED' && stoodDown === undefined
}

export function isOpenHandoff(handoff: HandoffThing): boolean {
  return OPEN_HANDOFF.has(handoff.status)
}

const OPEN_ALERT: ReadonlySet<string> = new Set(['UNACK', 'CLEARED_UNACK', 'ACK'])
const OPEN_HANDOFF: ReadonlySet<string> = new Set(HANDOFF_OPEN)
/** Nobody's work: over, or not yet an order. */
const ENDED_TASK: ReadonlySet<string> = new Set(['DRAFT', ...TASK_ENDS])
const KINDS: ReadonlySet<string> = new Set(Object.keys(NO_THINGS).filter(key => key !== 'complete'))

function isKind(kind: string): kind is ThingKind {
  return KINDS.has(kind)
}

function byDeadline(a: HandoffThing, b: HandoffThing): number {
  return (a.deadline?.at ?? Infinity) - (b.deadline?.at ?? Infinity) || lastStepAt(a) - lastStepAt(b)
}

function lastStepAt(handoff: HandoffThing): number {
  return handoff.steps.at(-1)?.at ?? 0
}

const postsByNation = new WeakMap<readonly PostThing[], Map<string, readonly PostThing[]>>()

function postsOf(posts: readonly PostThing[], nation: NationCode): readonly PostThing[] {
  const byNation = postsByNation.get(posts) ?? new Map<string, readonly PostThing[]>()
  postsByNation.set(posts, byNation)
  const held = byNation.get(nation) ?? posts.filter(post => post.nation === nation)
  byNation.set(nation, held)
  return held
}

const sides = new WeakMap<readonly HandoffThing[], Map<string, readonly HandoffThing[]>>()

function sideOf(handoffs: readonly HandoffThing[], side: 'from' | 'to', nation: NationCode): readonly HandoffThing[] {
  const bySide = sides.get(handoffs) ?? new Map<string, readonly HandoffThing[]>()
  sides.set(handoffs, bySide)
  const key = `${side}:${nation}`
  const held = bySide.get(key) ?? handoffs.filter(handoff => handoff[side] === nation)
  bySide.set(key, held)
  return held
}

/** A selector whose answer stays the same object while what it is made from does: fit for `useStore`. */
function derived<From extends object, To>(
  from: (state: ThingsState) => From,
  make: (from: From) => To,
): (state: ThingsState) => To {
  const made = new WeakMap<From, {to: To}>()
  return state => {
    const source = from(state)
    const held = made.get(source) ?? {to: make(source)}
    made.set(source, held)
    return held.to
  }
}
