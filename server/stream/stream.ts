import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {SessionId, TrackId} from '../../shared/base/id.ts'
import {Counts} from '../../shared/base/metrics.ts'
import type {Random} from '../../shared/base/random.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {CommandResult} from '../../shared/protocol/command.ts'
import type {Handshake} from '../../shared/protocol/message.ts'
import {blockNames} from './block-names.ts'
import {CatchUpTime} from './catch-up.ts'
import {Conversation, type Room, sharedBeat} from './conversation.ts'
import {CursorSeal} from './cursor.ts'
import {Densities} from './densities.ts'
import {NameTexts} from './name-texts.ts'
import type {Desk, OperationsSource, PictureSource, PolicySource, TrackChanges, Wire} from './ports.ts'
import {Published} from './published.ts'
import {ToldFigures} from './told-figures.ts'

/** Windows served in one go; the rest follow in up to four goes, with room for the rest of the node between them. */
const AT_ONCE = 128
const PHASES = 4
const PHASE_MS = 5
/** A window that is owed nothing asks for no time: what it begins to be owed in this tick may come at once. */
const ALWAYS = () => true
/** Forwarded commands whose outcome is still awaited. */
const MOST_FORWARDED = 10_000
/** So far from where it reports to be a track may be told to be, m: less than a ship is long. */
const ROUGH_METRES = 25
/** More tracks in one view are no picture. */
const MOST_SHOWN = 20_000

export type StreamOptions = {
  readonly clock: Clock
  readonly random: Random
  /** 32 bytes, secret of the nation: seals the windows' cursors. */
  readonly key: Uint8Array
  readonly picture: PictureSource
  readonly policy: PolicySource
  readonly operations: OperationsSource
  readonly desk: Desk
  /** Tracks that a view shows at most, but for what is notable; a phone's a tenth of it. Default 20,000. */
  readonly mostShown?: number
  /** How far from its place a track that nobody looks at may be told to be, m; 0: each report is told. Default 25. */
  readonly roughMetres?: number
}

/** To each window of one nation its part, at its pace. */
export class Stream {
  /** What windows said that was refused, and what went wrong, by reason. */
  readonly counts = new Counts()
  /** What telling the windows takes. */
  readonly told = new ToldFigures()
  readonly #options: StreamOptions
  readonly #published: Published
  readonly #seal: CursorSeal
  readonly #room: Room
  readonly #conversations = new Set<Conversation>()
  readonly #forwarded = new Map<string, Person['user']>()
  #policyVersion: number
  #phase = 0
  #due: Conversation[][] = []
  #stopPhase: Stop | undefined
  readonly #catchUp: CatchUpTime
  #tickMs = 0
  #turn = 0
  readonly #stops: Stop[]

  constructor(options: StreamOptions) {
    const {clock, picture, policy, operations, desk} = options
    this.#options = options
    this.#published = new Published(picture, policy, blockNames(options.key), options.roughMetres ?? ROUGH_METRES)
    this.#catchUp = new CatchUpTime(clock)
    this.#seal = new CursorSeal(options.key, options.random)
    this.#policyVersion = policy.version
    this.#room = {
      clock,
      published: this.#published,
      policy,
      operations,
      desk,
      names: new NameTexts(this.#published, policy),
      densities: new Densities(this.#published),
      mostShown: options.mostShown ?? MOST_SHOWN,
      rowOf: id => picture.rowOf(id as TrackId),
      seal: (ledger, person) => this.#seal.seal({ledger, policy: policy.version}, person.user),
      counts: this.counts,
      told: this.told,
      onForwarded: (commandId, person) => this.#remember(commandId, person),
    }
    this.#stops = [
      clock.every(1_000, () => this.beat()),
      operations.onThings(change => {
        for (const each of this.#conversations) {
          each.things.take(change)
          each.tellThings()
        }
      }),
    ]
  }

  /** Windows connected. */
  get size(): number {
    return this.#conversations.size
  }

  /** Whether a window is open of a person that fits. */
  isOpen(fits: (person: Person) => boolean): boolean {
    for (const each of this.#conversations) if (fits(each.person)) return true
    return false
  }

  /** Who has a window open, each window once. */
  *people(): Iterable<Person> {
    for (const each of this.#conversations) yield each.person
  }

  /** A window has come in, its person known. It is told hello at once, then its things. */
  connect(wire: Wire, person: Person, handshake: Handshake): Conversation {
    const position = handshake.cursor === undefined ? undefined : this.#seal.open(handshake.cursor, person.user)
    const isCurrent = position !== undefined && position.policy === this.#options.policy.version
    const resume = isCurrent ? this.#options.operations.since(position.ledger) : 'snapshot'
    const conversation = new Conversation({room: this.#room, wire, person, phase: this.#phase++, resume})
    this.#conversations.add(conversation)
    return conversation
  }

  /** The wire of a window has gone. */
  disconnect(conversation: Conversation): void {
    conversation.closed()
    this.#conversations.delete(conversation)
  }

  /** Takes in what a tick changed and tells every window its part of it. Once per tick (100 ms). */
  publish(changes: TrackChanges): void {
    const {clock, desk, policy} = this.#options
    this.#runPhases(PHASES)
    this.told.ticked(this.#tickMs)
    const from = clock.monotonic()
    if (this.#policyVersion !== policy.version) this.#policyChanged()
    this.#published.publish(changes, desk.pictureTime())
    this.told.rows += changes.tracks.count
    this.told.suppressed = this.#published.suppressed
    this.#tickMs = clock.monotonic() - from

    let owed = 0
    for (const each of this.#conversations) if (each.isOwed) owed++
    this.#catchUp.tick(owed)
    this.#due = this.#phases()
    this.#runPhases(1)
  }

  /** Each second: that the node lives, and how its feeds and links do. */
  beat(): void {
    const beat = sharedBeat(this.#options.desk.beat())
    for (const each of this.#conversations) {
      each.beat(beat)
      if (each.pacing.isStalled) {
        this.counts.add('stalled')
        each.end('stalled')
      }
    }
  }

  /** Ends a session's windows at once; what waits for them is dropped. */
  revoke(session: SessionId): void {
    for (const each of this.#conversations) if (each.person.session === session) each.end('session-ended')
  }

  /** What became of a forwarded command: told to the windows of who gave it. */
  outcome(result: CommandResult): void {
    const user = this.#forwarded.get(result.commandId)
    if (user === undefined) return
    this.#forwarded.delete(result.commandId)
    for (const each of this.#conversations) if (each.person.user === user) each.outcome(result)
  }

  stop(): void {
    for (const stop of this.#stops) stop()
    this.#stopPhase?.()
    for (const each of this.#conversations) each.end('server-stopped')
  }

  #policyChanged(): void {
    this.#policyVersion = this.#options.policy.version
    this.#published.policyChanged()
    this.#room.names.forget()
    for (const each of this.#conversations) each.allowAnew()
  }

  /** The windows in groups; who begins moves on, so that the budget for catching up goes around. */
  #phases(): Conversation[][] {
    const all = [...this.#conversations]
    const from = all.length === 0 ? 0 : this.#turn++ % all.length
    const turned = [...all.slice(from), ...all.slice(0, from)]
    const size = Math.max(AT_ONCE, Math.ceil(all.length / PHASES))
    const groups: Conversation[][] = []
    for (let at = 0; at < turned.length; at += size) groups.push(turned.slice(at, at + size))
    return groups
  }

  #runPhases(count: number): void {
    this.#stopPhase?.()
    this.#stopPhase = undefined
    const {clock} = this.#options
    const from = clock.monotonic()
    for (let done = 0; done < count && this.#due.length > 0; done++) {
      const group = this.#due.shift() ?? []
      this.#catchUp.go(this.#due.length)
      for (const each of group)
        if (each.isOwed) this.#catchUp.spend(isLeft => each.tick(isLeft))
        else each.tick(ALWAYS)
    }
    this.#tickMs += clock.monotonic() - from
    if (this.#due.length > 0) this.#stopPhase = clock.after(PHASE_MS, () => this.#runPhases(1))
  }

  #remember(commandId: string, person: Person): void {
    this.#forwarded.set(commandId, person.user)
    if (this.#forwarded.size <= MOST_FORWARDED) return
    const oldest = this.#forwarded.keys().next()
    if (oldest.done !== true) this.#forwarded.delete(oldest.value)
  }
}
