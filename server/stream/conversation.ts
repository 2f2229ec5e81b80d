import type {Clock} from '../../shared/base/clock.ts'
import type {Counts} from '../../shared/base/metrics.ts'
import type {Person} from '../../shared/operations/person.ts'
import {commandEnvelope, type CommandResult} from '../../shared/protocol/command.ts'
import {type Beat, UP} from '../../shared/protocol/message.ts'
import type {Thing} from '../../shared/protocol/things.ts'
import {Budget, EVENT_BUDGETS} from './budget.ts'
import {cellsOf} from './cells.ts'
import type {Densities} from './densities.ts'
import {FieldPace} from './field-pace.ts'
import {NameReader, NAMES_AT_ONCE} from './name-reader.ts'
import {namesJson, type NameTexts} from './name-texts.ts'
import {Pacing} from './pacing.ts'
import type {Desk, OperationsSource, PolicySource, ThingChange, Wire} from './ports.ts'
import type {Published} from './published.ts'
import {ThingReader} from './thing-reader.ts'
import type {ToldFigures} from './told-figures.ts'
import {TrackReader} from './track-reader.ts'

/** A window that has been refused so often is let go: it floods, or is not ours. */
const MOST_REFUSALS = 1_000
/** Names that a phone gets at once: about a kilobyte. */
const NAMES_AT_ONCE_FIELD = 10
/** A phone's view shows this share of the tracks that a console's may. */
const SHOWN_ON_PHONE = 0.1
/** Bytes around each message on a WebSocket, about. */
const AROUND_BYTES = 30

/** A beat, and the beginning of its JSON up to the number of tracks, which differs from person to person. */
export type SharedBeat = {readonly beat: Omit<Beat, 'tracks'>; readonly json: string}

export function sharedBeat(beat: Omit<Beat, 'tracks'>): SharedBeat {
  return {beat, json: `${JSON.stringify(beat).slice(0, -1)},"tracks":`}
}

/** What every conversation of a nation shares. */
export type Room = {
  readonly clock: Clock
  readonly published: Published
  readonly policy: PolicySource
  readonly operations: OperationsSource
  readonly desk: Desk
  readonly names: NameTexts
  readonly densities: Densities
  /** Tracks that a view shows at most, but for what is notable. */
  readonly mostShown: number
  readonly rowOf: (id: number) => number
  readonly seal: (ledger: number, person: Person) => string
  /** What was refused, by reason. */
  readonly counts: Counts
  readonly told: ToldFigures
  /** The command has been forwarded: its outcome will be for this person. */
  readonly onForwarded: (commandId: string, person: Person) => void
}

/** An answer to an event that asked for one; undefined where nothing is to be said. */
export type Answer = object | undefined

/** One window of one person: what it may say, what it is told, and how fast. Knows nothing of sockets. */
export class Conversation {
  readonly person: Person
  readonly tracks: TrackReader
  readonly names: NameReader
  readonly things: ThingReader
  readonly pacing: Pacing
  readonly #wire: Wire
  readonly #room: Room
  readonly #budget: Budget
  /** A phone has its own pace. */
  readonly #field: FieldPace | undefined
  #density: Buffer | undefined
  #open = true
  #refusals = 0

  constructor(options: {room: Room; wire: Wire; person: Person; phase: number; resume: ThingChange | 'snapshot'}) {
    const {room, person} = options
    this.#room = room
    this.#wire = options.wire
    this.person = person
    const {published, policy} = room
    const isField = person.role === 'field'
    this.names = new NameReader({published, texts: room.names, person, sight: policy.sightOf(person), isField})
    this.tracks = new TrackReader({
      published,
      allowed: new Set(policy.audiencesOf(person)),
      rowOf: room.rowOf,
      names: this.names,
      phase: options.phase,
      isField,
      mostShown: isField ? room.mostShown * SHOWN_ON_PHONE : room.mostShown,
    })
    this.#field = isField ? new FieldPace(room.clock) : undefined
    this.things = new ThingReader({
      release: thing => room.policy.releaseThing(thing, person),
      turnsOn: kind => room.policy.turnsOn(kind, person),
      all: () => ({cursor: room.operations.cursor, things: room.operations.things()}),
    })
    this.pacing = new Pacing(room.clock)
    this.#budget = new Budget(room.clock)
    this.#send('hello', room.desk.hello(person))
    if (this.#field !== undefined) this.beat(sharedBeat(room.desk.beat()))
    this.things.resume(options.resume)
    this.#tellBatch()
  }

  /**
   * Something the window says. Never throws: what is malformed, unknown, too often or of an ended session is counted and
   * refused, and the window stays.
   */
  async hear(event: string, body: unknown): Promise<Answer> {
    if (!this.#open) return undefined
    if (!this.#budget.allows(event))
      return this.#refuse(Object.hasOwn(EVENT_BUDGETS, event) ? 'too-fast' : 'unknown-event', body)
    // Said several times a second by every window, and asks for nothing: the store is not asked about the session.
    if (event === 'drawn') return this.#drawn(body)
    if (!this.#room.desk.stands(this.person.session)) return this.#refuse('session-ended', body)
    switch (event) {
      case 'view': {
        const view = UP.view.safeParse(body)
        if (!view.success) return this.#refuse('malformed', body)
        this.tracks.look(cellsOf(view.data), view.data.focus)
        return undefined
      }
      case 'fix': {
        const fix = UP.fix.safeParse(body)
        if (!fix.success) return this.#refuse('malformed', body)
        if (this.person.role !== 'field' || this.person.unit === undefined) return this.#refuse('not-allowed', body)
        this.#room.desk.fix(fix.data, this.person)
        return undefined
      }
      case 'resync': {
        const resync = UP.resync.safeParse(body)
        if (!resync.success) return this.#refuse('malformed', body)
        this.#room.counts.add(`resync-${resync.data.of}`)
        if (resync.data.of === 'tracks') this.lookAnew()
        else this.things.startOver()
        this.tellThings()
        return undefined
      }
      case 'ask':
        return this.#answer(body)
      default:
        return this.#command(body)
    }
  }

  /** Whether the window has not had all of its view, or of the names in it. */
  get isOwed(): boolean {
    return this.#open && (this.tracks.isOwed || this.tracks.isBehind || this.names.isOwed)
  }

  /** One tick: where the wire is free a batch of things, a frame and a batch of names; nothing where it is not. */
  tick(mayCatchUp: () => boolean): void {
    if (!this.#open) return
    const isFree = this.#wire.writable()
    if (isFree) this.tellThings()
    if (!this.tracks.isLooking || !this.pacing.mayGo(isFree)) return
    if (this.#field?.mayGo(this.tracks.isOwed) !== false) this.#tellFrame(mayCatchUp)
    if (this.#field?.mayAdd() === false) return
    this.#tellNames(mayCatchUp)
    this.#tellDensity()
  }

  /** Sends the things that wait, unless earlier bytes still do. */
  tellThings(): void {
    if (!this.#open || !this.#wire.writable()) return
    if (this.#field !== undefined && this.things.isQuiet && !this.#field.mayTellQuietThings()) return
    this.#tellBatch()
  }

  #tellFrame(mayCatchUp: () => boolean): void {
    const bytes = this.tracks.frame(mayCatchUp)
    if (bytes === undefined) return
    const {published, told} = this.#room
    this.pacing.sent(published.tick, bytes.length)
    told.frames++
    told.frameBytes += bytes.length
    this.#field?.spent(bytes.length + AROUND_BYTES)
    this.#field?.pictured()
    this.#wire.frame(bytes)
  }

  /** Where the view shows only some tracks: how many there are, whenever that is counted anew. */
  #tellDensity(): void {
    const {level, key, mayRead} = this.tracks.sight
    const density = level === 0 ? undefined : this.#room.densities.of(key, mayRead)
    if (density === this.#density) return
    this.#density = density
    if (density === undefined) return
    this.#room.told.densityBytes += density.length
    this.#field?.spent(density.length + AROUND_BYTES)
    this.#wire.density(density)
  }

  /** Everything but frames goes through here, so that a phone's bytes are counted. */
  #send(event: string, body: object, acknowledged?: () => void): void {
    this.#field?.spent(JSON.stringify(body).length + AROUND_BYTES)
    this.#wire.send(event, body, acknowledged)
  }

  #tellBatch(): void {
    const batch = this.things.next()
    if (batch === undefined) return
    const offers = batch.upserts.filter(thing => this.#isOfferToHere(thing))
    const cursor = batch.position === undefined ? '' : this.#room.seal(batch.position, this.person)
    const {n, snapshot, upserts, removed} = batch
    const presented = () => {
      for (const offer of offers) if (offer.kind === 'handoff') this.#room.operations.presented(offer.id, this.person)
    }
    this.#send('things', {n, cursor, snapshot, upserts, removed}, offers.length > 0 ? presented : undefined)
  }

  beat({beat, json}: SharedBeat): void {
    if (!this.#open || !this.#wire.writable()) return
    let tracks = 0
    for (const audience of this.#room.policy.audiencesOf(this.person)) tracks += this.#room.published.countFor(audience)
    const field = this.#field
    if (field === undefined) return this.#wire.said('beat', `${json}${tracks}}`)
    const sentAt = this.#room.clock.monotonic()
    this.#send('beat', {...slim(beat), tracks, pace: {quality: field.quality, everyMs: field.everyMs}}, () =>
      field.answered(this.#room.clock.monotonic() - sentAt),
    )
  }

  outcome(result: CommandResult): void {
    if (this.#open) this.#send('outcome', result)
  }

  /** Policy has changed: what the person may see is asked for anew, and told anew. */
  allowAnew(): void {
    this.tracks.allow(new Set(this.#room.policy.audiencesOf(this.person)))
    this.names.forgetAll()
    this.things.startOver()
  }

  /** Tracks and names from the beginning. */
  lookAnew(): void {
    this.names.forgetAll()
    this.tracks.startOver()
  }

  /** Ends it, saying why where the wire is free; nothing is sent afterwards and nothing that waits is. */
  end(reason: string): void {
    if (!this.#open) return
    const isFree = this.#wire.writable()
    if (isFree) this.#wire.send('ended', {reason})
    this.#open = false
    this.#wire.close(!isFree)
  }

  /** The wire has gone. */
  closed(): void {
    this.#open = false
  }

  #tellNames(mayCatchUp: () => boolean): void {
    const most = this.#field === undefined ? NAMES_AT_ONCE : NAMES_AT_ONCE_FIELD
    const {texts, blocks} = this.names.next(this.tracks, most, mayCatchUp)
    for (const bytes of blocks) {
      this.#room.told.nameBytes += bytes.length
      this.#wire.nameBlock(bytes)
    }
    if (texts.length === 0) return
    const json = namesJson(texts)
    this.#room.told.nameBytes += json.length
    this.#field?.spent(json.length + AROUND_BYTES)
    this.#wire.said('names', json)
  }

  /** An offer that somebody here may answer: to be known as presented once the window has it. */
  #isOfferToHere(thing: Thing): boolean {
    if (this.person.role !== 'operator' && this.person.role !== 'commander') return false
    return (
      thing.kind === 'handoff' && thing.status === 'PROPOSED' && thing.to === this.person.nation && !thing.delivered
    )
  }

  #drawn(body: unknown): Answer {
    const drawn = UP.drawn.safeParse(body)
    if (!drawn.success) return this.#refuse('malformed', body)
    this.pacing.drawn(drawn.data.tick)
    return undefined
  }

  #answer(body: unknown): Answer {
    const ask = UP.ask.safeParse(body)
    if (!ask.success) return this.#refuse('malformed', body)
    if (ask.data.type === 'search') return this.#room.desk.search(ask.data.text, this.person)
    if (ask.data.type === 'units') return this.#room.desk.suggest(ask.data, this.person)
    // One answer for what is not there and what is not for this person.
    return this.#room.desk.card(ask.data.track, this.person) ?? {refused: 'no-such-track'}
  }

  async #command(body: unknown): Promise<Answer> {
    const envelope = commandEnvelope.safeParse(body)
    if (!envelope.success) return this.#refuse('malformed', body)
    const result = await this.#room.operations.execute(envelope.data, this.person)
    if (result.outcome === 'forwarded') this.#room.onForwarded(result.commandId, this.person)
    return result
  }

  #refuse(code: string, body: unknown): Answer {
    this.#room.counts.add(code)
    if (++this.#refusals === MOST_REFUSALS) this.end('refused-too-often')
    return {outcome: 'refused', commandId: commandIdOf(body), code, refused: code}
  }
}

/** A phone shows one age, of whatever is newest, and no links: a beat costs it 200 bytes a second and not a thousand. */
function slim(beat: Omit<Beat, 'tracks'>): Omit<Beat, 'tracks'> {
  const newest = beat.feeds.reduce<Beat['feeds'][number] | undefined>(
    (best, feed) => ((feed.lastDataAgeMs ?? Infinity) < (best?.lastDataAgeMs ?? Infinity) ? feed : best),
    undefined,
  )
  const {wall, picture, rate, replay} = beat
  return {wall, picture, rate, replay, feeds: newest === undefined ? [] : [newest], links: []}
}

function commandIdOf(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('commandId' in body)) return ''
  return typeof body.commandId === 'string' ? body.commandId.slice(0, 40) : ''
}
