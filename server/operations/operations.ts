import type {Clock, Stop} from '../../shared/base/clock.ts'
import {Emitter} from '../../shared/base/emitter.ts'
import type {ActorId, CommandId, ContactId, FileId, HandoffId, NationCode, PostId} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import type {FileSaid, FileState} from '../../shared/operations/file.ts'
import type {Finding} from '../../shared/model/finding.ts'
import {TASKING_TIMES, type TaskingTimes, type Unit} from '../../shared/model/unit.ts'
import type {Post} from '../../shared/model/post.ts'
import type {World} from '../../shared/model/world.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {Command, CommandEnvelope, CommandResult} from '../../shared/protocol/command.ts'
import type {LinkAnswer, LinkMessage} from '../../shared/protocol/link.ts'
import type {FileThing} from '../../shared/protocol/file-thing.ts'
import type {Thing} from '../../shared/protocol/things.ts'
import {actOn} from './acts.ts'
import {Board, type ThingChange} from './board.ts'
import {type ContactMarkChange, ContactMarks} from './contact-marks.ts'
import {Files, splitKey, Turn} from './files.ts'
import {type Beside, type Committed, GroupCommit} from './group-commit.ts'
import {barredFromHome, foreignAct, foreignHome, type ForeignOrder} from './foreign.ts'
import {actsAlone} from './custody-acts.ts'
import {asksFor, refusePartner} from './custody-orders.ts'
import {handoffAct} from './handoff-acts.ts'
import {CustodyWatch} from './custody-watch.ts'
import {watchPursuits} from './pursuit-watch.ts'
import type {Json, JsonObject, Lane, Ledger, OutboxRow, ThingKey} from './ledger.ts'
import {LedgerTime} from './ledger-time.ts'
import {PartnerInbox} from './partner-inbox.ts'
import {followContacts} from './follow-contacts.ts'
import type {ContactMark, Rooms} from './ports.ts'
import {Presence} from './presence.ts'
import {refreshShift} from './shift-acts.ts'
import {type House, newId} from './house.ts'
import {react} from './reactions.ts'
import {Sharing, urgent} from './sharing.ts'
import {Triage} from './triage.ts'
import {heardOf, listenForUnits} from './unit-watch.ts'
import {UnitPlaces} from './unit-places.ts'

/** Closed things stay on the board for a watch, ms. */
const KEEP_CLOSED = 12 * 3_600_000
const PRUNE_MS = 3_600_000

/** A message as it came over a link. `heldMs`: how long before its arrival the ages in it were right. */
export type Received = {
  readonly partner: NationCode
  readonly lane: Lane
  readonly seq: number
  readonly hash: Buffer
  readonly message: LinkMessage
  readonly heldMs: number
}
/** `gap`: something before it is missing; nothing was done. */
export type Receipt = 'applied' | 'repeated' | 'rejected' | 'gap'

export type OperationsOptions = {
  readonly nation: NationCode
  readonly units: readonly Unit[]
  /** Default: none. */
  readonly posts?: readonly Post[]
  /** Of posts and what belongs to them; default: the real one. */
  readonly world?: World
  /** The post that coordinates rescue; default: none, and nobody ends a rescue phase. */
  readonly mrcc?: PostId | undefined
  /** Default: as the design has them. */
  readonly tasking?: TaskingTimes
  readonly ledger: Ledger
  readonly rooms: Rooms
  readonly clock: Clock
  readonly random: Random
  /** Names of contacts are hashed under it; it never leaves the nation. */
  readonly contactSecret: Uint8Array
  /** The disk has refused: the process has to end. */
  readonly onFatal: (error: unknown) => void
}

/** One nation's durable work: findings, commands and partners' messages become events, and events what consoles show. */
export class Operations {
  readonly #house: House
  readonly #ledger: Ledger
  readonly #time: LedgerTime
  readonly #files = new Files()
  readonly #commit: GroupCommit
  readonly #sharing: Sharing
  readonly #triage: Triage
  readonly #board: Board
  readonly #inbox: PartnerInbox
  readonly #outcomes = new Emitter<CommandResult>()
  readonly #outgoing = new Emitter<{readonly partner: NationCode; readonly lane: Lane}>()
  readonly #marks: ContactMarks
  /** Commands whose batch is not on disk yet. */
  readonly #running = new Map<string, Promise<CommandResult>>()
  /** What was answered but is not on disk yet. */
  readonly #unwritten = new Map<string, Json>()
  readonly #cursors = new Map<string, number>()
  readonly #presented = new Map<HandoffId, number>()
  readonly #presence: Presence
  readonly #custodyWatch: CustodyWatch
  #prunedAt: number

  constructor(options: OperationsOptions) {
    const {nation, units, ledger, rooms, clock, random} = options
    const system: Actor = {nation, actor: 'system' as ActorId, role: 'system'}
    const {contactSecret} = options
    this.#house = {
      own: nation,
      system,
      units: new Map(units.map(unit => [unit.id, unit])),
      posts: new Map((options.posts ?? []).map(post => [post.id, post])),
      mrcc: options.mrcc,
      world: options.world ?? 'real',
      tasking: options.tasking ?? TASKING_TIMES,
      rooms,
      random,
      contactSecret,
    }
    this.#marks = new ContactMarks({own: nation, files: this.#files})
    this.#ledger = ledger
    this.#time = new LedgerTime(clock, ledger.lastAt)
    this.#prunedAt = this.#time.now()
    for (const row of ledger.states(this.#time.now() - KEEP_CLOSED)) this.#files.load(row)
    for (const unit of units) this.#files.put('unit', unit.id, this.#files.get('unit', unit.id))
    for (const post of this.#house.posts.keys()) this.#files.put('post', post, this.#files.get('post', post))
    this.#presence = new Presence({house: this.#house, files: this.#files})
    this.#custodyWatch = new CustodyWatch({house: this.#house, files: this.#files})
    this.#commit = new GroupCommit({
      ledger,
      files: this.#files,
      clock,
      now: () => this.#time.now(),
      onCommitted: committed => this.#committed(committed),
      onFatal: options.onFatal,
    })
    const {exporter, picture} = rooms
    const places = new UnitPlaces({picture, wall: () => Math.floor(clock.wall())})
    this.#sharing = new Sharing({own: nation, exporter, picture, system, posts: this.#house.posts, sent: ledger.sent()})
    this.#triage = new Triage({
      house: this.#house,
      files: this.#files,
      now: () => this.#time.now(),
      run: act => this.#run(act),
      onShown: alert => this.#board.publish([`alert/${alert}`], ledger.position),
    })
    this.#inbox = new PartnerInbox({
      house: this.#house,
      request: (by, request) => this.#partnerRequest(by, request),
    })
    this.#board = new Board({
      files: this.#files,
      projection: {
        files: this.#files,
        rooms,
        own: nation,
        world: this.#house.world,
        units: this.#house.units,
        posts: this.#house.posts,
        wallOf: at => this.#time.toWall(at),
        wall: () => Math.floor(clock.wall()),
        passing: alert => this.#triage.passing(alert as never),
        unitPlace: unit => places.of(unit),
      },
      position: ledger.position,
    })
    this.#marks.changed([...this.#files.all('contact').keys()])
    this.#fireTimers()
  }

  // What the stream asks (OperationsSource)

  get cursor(): number {
    return this.#board.cursor
  }

  things(): Iterable<Thing> {
    return this.#board.things()
  }

  since(cursor: number): ThingChange | 'snapshot' {
    return this.#board.since(cursor)
  }

  thing<K extends Thing['kind']>(kind: K, id: string): Extract<Thing, {kind: K}> | undefined {
    return this.#board.get(kind, id) as Extract<Thing, {kind: K}> | undefined
  }

  /** A thing of any time, as it was last. */
  recall(kind: Thing['kind'], id: string): Thing | undefined {
    const thing = this.#board.get(kind, id)
    if (thing !== undefined) return thing
    const row = this.#ledger.state(`${kind}/${id}`)
    return row === undefined ? undefined : this.#board.recalled(row)
  }

  /** The last things of a kind, of any time, what changed last first. */
  *recallAll(kind: 'shift', most: number): Iterable<Thing> {
    for (const row of this.#ledger.statesOf(kind, most)) {
      const thing = this.#board.recalled(row)
      if (thing !== undefined) yield thing
    }
  }

  /** The rows of the ledger that speak of a thing. */
  rowsOf(kind: Thing['kind'], id: string): ReturnType<Ledger['rowsOf']> {
    return this.#ledger.rowsOf(`${kind}/${id}`)
  }

  onThings(listener: (change: ThingChange) => void): Stop {
    return this.#board.onThings.on(listener)
  }

  /** Answers when it is on disk. The same command of the same person gets the same answer, however often it comes. */
  async execute(envelope: CommandEnvelope, person: Person): Promise<CommandResult> {
    const caller = `${person.nation}:${person.actor}`
    const key = `${caller} ${envelope.commandId}`
    const running = this.#running.get(key)
    if (running !== undefined) return running
    const stored = this.#ledger.result(caller, envelope.commandId)
    if (stored !== undefined) return stored as unknown as CommandResult
    const answered = this.#execute(envelope, person, caller)
    this.#running.set(key, answered)
    void answered.then(() => this.#running.delete(key))
    return answered
  }

  /** An offer stands before an operator or commander of TO: FROM's deadline for the answer begins. */
  presented(handoff: HandoffId, person: Person): void {
    if (person.role !== 'operator' && person.role !== 'commander') return
    const state = this.#files.get('handoff', handoff)
    if (state.status === 'NONE' || state.delivered || state.to !== this.#house.own) return
    if (!state.copy && (state.from !== state.to || person.post !== state.toPost)) return
    if ((this.#presented.get(handoff) ?? -1) >= state.version) return
    this.#presented.set(handoff, state.version)
    this.#run(turn => {
      turn.audit('handoff.presented', {handoff, by: person.actor})
      if (state.copy) turn.send(state.from, {type: 'presented', handoff, version: state.version, seen: false})
      else turn.act('handoff', handoff, actorOf(person), {type: 'presented', seen: false})
    })
  }

  // What the nation asks

  /** Tells a neighbour of an own contact without a person: the agreement says so, policy has been asked. */
  notify({contact, to}: {readonly contact: ContactId; readonly to: NationCode}): void {
    const {random, system} = this.#house
    const handoff = newId(random) as HandoffId
    const order = {type: 'handoff.notify', handoff, subject: {contact}, to, why: 'heads-your-way'} as const
    this.#run(turn => void handoffAct({house: this.#house, time: this.#time}, turn, system, order))
  }

  /** What is shown without being written: exactly these, until it is called again. */
  showPassing(things: readonly Thing[]): void {
    this.#board.showPassing(things)
  }

  /** Each second: what falls due, what the picture brings, what is old. */
  tick(): void {
    this.#fireTimers()
    followContacts({house: this.#house, files: this.#files}, act => this.#run(act))
    this.#custodyWatch.look(this.#time.now(), act => this.#run(act))
    watchPursuits({files: this.#files, house: this.#house, time: this.#time}, act => this.#run(act))
    listenForUnits({files: this.#files, house: this.#house, now: this.#time.now()}, act => this.#run(act))
    for (const shift of this.#files.all('shift').values())
      if (shift.status !== 'NONE') this.#run(turn => refreshShift(this.#house, turn, shift.id))
    this.#forgetOld()
    // What the board shows anew is on disk: what has just fallen due is shown neither before nor instead of that.
    this.#commit.flush()
    this.#board.refresh()
  }

  /** Who has a window open now. Each second. */
  seat(people: Iterable<Person>): void {
    this.#presence.seat([...people].map(actorOf), this.#time.now(), act => this.#run(act))
  }

  triage(finding: Finding): void {
    this.#triage.take(finding)
  }

  /** Takes in a partner's message exactly once; resolves when that is on disk. */
  async receive(received: Received): Promise<Receipt> {
    const {partner, lane, seq, hash, message, heldMs} = received
    const key = `${partner} ${lane}`
    const cursor = this.#cursors.get(key) ?? this.#ledger.inbox(partner, lane).seq
    if (seq <= cursor) return 'repeated'
    if (seq !== cursor + 1) return 'gap'
    this.#cursors.set(key, seq)
    const inbox = [{partner, lane, seq, hash}]
    const turn = this.#turn()
    const rejection = this.#inbox.take(turn, partner, message, heldMs)
    return new Promise(resolve => {
      if (rejection === undefined) return this.#finish(turn, {inbox}, () => resolve('applied'))
      const reason = rejection.rejected
      const refused = this.#turn()
      refused.audit('link.rejected', {partner, lane, seq, reason, message: message.type})
      const rejected = [{partner, lane, seq, reason, body: JSON.stringify(message)}]
      this.#finish(refused, {inbox, rejected}, () => resolve('rejected'))
    })
  }

  /** A record that was unreadable or forged before it became a message: noted, and the lane goes on. */
  async reject(record: {
    partner: NationCode
    lane: Lane
    seq: number
    hash: Buffer
    reason: string
    body: string
  }): Promise<void> {
    const {partner, lane, seq, hash, reason, body} = record
    this.#cursors.set(`${partner} ${lane}`, seq)
    const turn = this.#turn()
    turn.audit('link.rejected', {partner, lane, seq, reason})
    const beside = {inbox: [{partner, lane, seq, hash}], rejected: [{partner, lane, seq, reason, body}]}
    return new Promise(resolve => this.#finish(turn, beside, resolve))
  }

  /** Who looked at what: a row each, written with the next batch. */
  audit(type: 'card' | 'search' | 'export' | 'stream' | 'file', person: Person, payload: JsonObject): void {
    this.#run(turn =>
      turn.audit(`audit.${type}`, {by: person.actor, role: person.role}, {user: person.user, ...payload}),
    )
  }

  /** Asks the exporter anew about everything open: a partner's rights, or the run of its link, have changed. */
  reshare(partner: NationCode): void {
    const turn = this.#turn()
    const things: ThingKey[] = []
    for (const kind of ['post', 'alert', 'contact', 'handoff', 'point-out', 'incident', 'pursuit'] as const)
      for (const id of this.#files.all(kind).keys()) things.push(`${kind}/${id}`)
    const writes = this.#sharing.anew(turn, things, partner)
    turn.keep()
    this.#commit.add(turn, writes)
  }

  /** A photo or a recording is whole and sealed: resolves when the ledger has its row, or with why not. */
  keepFile(file: FileSaid, person: Person): Promise<Refusal | undefined> {
    const turn = this.#turn()
    const refusal = turn.act('file', file.id, actorOf(person), {type: 'keep', file})
    if (refusal !== undefined) return Promise.resolve(refusal)
    return new Promise(resolve => this.#finish(turn, {}, () => resolve(undefined)))
  }

  /** A file as people see it; `stored` is asked for one that has left the board. */
  fileOf(file: FileId, stored: () => FileState): FileThing | undefined {
    const state = this.#files.get('file', file)
    return this.#board.fileOf(state.status === 'NONE' ? stored() : state)
  }

  onOutcome(listener: (result: CommandResult) => void): Stop {
    return this.#outcomes.on(listener)
  }

  /** Something for a partner is on disk. */
  onOutgoing(listener: (lane: {readonly partner: NationCode; readonly lane: Lane}) => void): Stop {
    return this.#outgoing.on(listener)
  }

  /** Messages to a partner as they may leave now: that they were committed says only that they might then. */
  outboxAfter(partner: NationCode, lane: Lane, seq: number, most: number): readonly OutboxRow[] {
    const turn = this.#turn()
    return this.#ledger.outboxAfter(partner, lane, seq, most).map(row => this.#sharing.asOfNow(turn, partner, row))
  }

  /** Ledger time, ms: a message held since `row.at` is `now() - row.at` old. */
  now(): number {
    return this.#time.now()
  }

  inboxPosition(partner: NationCode, lane: Lane) {
    return this.#ledger.inbox(partner, lane)
  }

  get position(): number {
    return this.#ledger.position
  }

  /** Which objects have an open contact, by name. */
  contactMarks(): ReadonlyMap<string, ContactMark> {
    return this.#marks.all
  }

  onContactMarks(listener: (change: ContactMarkChange) => void): Stop {
    return this.#marks.changes.on(listener)
  }

  /** Writes what waits. */
  stop(): void {
    this.#commit.flush()
  }

  #execute(envelope: CommandEnvelope, person: Person, caller: string): Promise<CommandResult> {
    const {commandId, command, pressedAt} = envelope
    const by = actorOf(person)
    const turn = this.#turn()
    const barred = this.#house.rooms.authority.refuse(person, command)
    const home = barred === undefined ? foreignHome(turn, this.#house.own, command) : undefined
    const refused = home === undefined ? barred : barredFromHome(turn, home, command)
    if (home !== undefined && refused === undefined && !actsAlone(this.#house, home, command)) {
      turn.act('request', commandId, by, {type: 'ask', id: commandId, home, command, caller})
      const age = pressedAt === undefined ? 0 : Math.max(0, this.#time.now() - this.#time.fromWall(pressedAt))
      const {nation, actor, role, post} = by
      turn.send(home, {
        type: 'request',
        requestId: commandId,
        by: {nation, actor, role, ...(post === undefined ? {} : {post})},
        command,
        age,
      })
      return this.#answer(turn, caller, {outcome: 'forwarded', commandId})
    }
    const refusal = refused ?? this.#act(turn, by, command, pressedAt)
    if (refusal === undefined) return this.#answer(turn, caller, {outcome: 'done', commandId, things: thingsOf(turn)})
    const nothing = this.#turn()
    nothing.audit('audit.refused', {by: by.actor, command: command.type, code: refusal.refused}, {user: person.user})
    return this.#answer(nothing, caller, refusedResult(commandId, refusal))
  }

  #act(turn: Turn, by: Actor, command: CommandEnvelope['command'], pressedAt: number | undefined): Refusal | undefined {
    if (command.type === 'handoff.seen') {
      const state = turn.get('handoff', command.handoff)
      if (state.status !== 'NONE' && state.copy) {
        turn.audit('handoff.seen', {handoff: state.id, by: by.actor})
        turn.send(state.from, {type: 'presented', handoff: state.id, version: state.version, seen: true})
        return undefined
      }
    }
    return actOn({house: this.#house, time: this.#time}, turn, by, command, pressedAt)
  }

  #answer(turn: Turn, caller: string, result: CommandResult): Promise<CommandResult> {
    const results = [{actor: caller, commandId: result.commandId, result: result as unknown as Json}]
    return new Promise(resolve => this.#finish(turn, {results}, () => resolve(result)))
  }

  /** A partner's person asks; what was answered before is answered again. */
  #partnerRequest(by: Actor, {requestId, command}: Extract<LinkMessage, {type: 'request'}>): LinkAnswer['outcome'] {
    const caller = `${by.nation}:${by.actor}`
    const key = `${caller} ${requestId}`
    const stored = this.#unwritten.get(key) ?? this.#ledger.result(caller, requestId)
    if (stored !== undefined) return stored as unknown as LinkAnswer['outcome']
    const attempt = this.#turn()
    const refusal =
      refusePartner(by) ??
      this.#refuseUntold(by, command) ??
      foreignAct({house: this.#house, time: this.#time}, attempt, by, command as ForeignOrder)
    const outcome: LinkAnswer['outcome'] =
      refusal === undefined
        ? {outcome: 'done', things: thingsOf(attempt)}
        : {
            outcome: 'refused',
            code: refusal.refused,
            ...(refusal.values === undefined ? {} : {values: {...refusal.values}}),
          }
    const results = [{actor: caller, commandId: requestId, result: outcome as unknown as Json}]
    this.#unwritten.set(key, outcome as unknown as Json)
    const done = this.#turn()
    if (refusal !== undefined) done.audit('audit.refused', {by: by.actor, nation: by.nation, code: refusal.refused})
    this.#finish(refusal === undefined ? attempt : done, {results}, () => this.#unwritten.delete(key))
    return outcome
  }

  /** A partner asks only for what it was told of: nobody finds out by asking what else there is. */
  #refuseUntold({nation}: Actor, command: Command): Refusal | undefined {
    if (!asksFor(command)) return undefined
    return this.#sharing.wasTold(nation, `contact/${command.contact}`) ? undefined : refuse('not-found')
  }

  #turn(): Turn {
    return new Turn(this.#files, this.#time.now(), (turn, happening) => react(this.#house, turn, happening))
  }

  #run(act: (turn: Turn) => void): void {
    const turn = this.#turn()
    act(turn)
    this.#finish(turn, {})
  }

  /** Makes a turn so, with what partners are told of it, and hands it to the next batch. */
  #finish(turn: Turn, beside: Beside, then?: () => void): void {
    const shared = this.#sharing.after(turn)
    turn.keep()
    const results = [...(beside.results ?? [])]
    for (const happening of turn.happened) {
      if (happening.kind !== 'request' || happening.after.status === 'NONE' || happening.after.status === 'ASKED')
        continue
      const {caller, result} = happening.after
      results.push({actor: caller, commandId: result.commandId, result: result as unknown as Json})
    }
    // Grants and answers after the state that they speak of.
    const outbox = [...shared.outbox, ...turn.messages.map(({partner, message}) => urgent(partner, message))]
    this.#commit.add(turn, {...beside, results, outbox, sent: shared.sent}, () => {
      then?.()
      for (const {kind, after} of turn.happened)
        if (kind === 'request' && after.status !== 'NONE' && after.status !== 'ASKED') this.#outcomes.emit(after.result)
    })
  }

  #committed({position, things, outgoing}: Committed): void {
    this.#marks.changed([...things].map(splitKey).flatMap(({kind, id}) => (kind === 'contact' ? [id] : [])))
    this.#board.publish(this.#withPosts(things), position)
    for (const lane of outgoing) this.#outgoing.emit(lane)
  }

  /** A post shows that its handover runs. */
  *#withPosts(things: Iterable<ThingKey>): Iterable<ThingKey> {
    for (const thing of things) {
      yield thing
      const {kind, id} = splitKey(thing)
      const shift = kind === 'shift' ? this.#files.get('shift', id) : undefined
      if (shift !== undefined && shift.status !== 'NONE') yield `post/${shift.post}`
    }
  }

  /** What has fallen due, in order; what ended while the node was down ends at start. */
  #fireTimers(): void {
    const now = this.#time.now()
    const due = []
    for (const kind of [
      'shift',
      'alert',
      'contact',
      'handoff',
      'point-out',
      'incident',
      'pursuit',
      'task',
      'unit',
      'request',
    ] as const)
      for (const id of this.#files.all(kind).keys())
        for (const timer of this.#files.timers(`${kind}/${id}`)) if (timer.dueAt <= now) due.push({kind, id, ...timer})
    due.sort((a, b) => a.dueAt - b.dueAt)
    for (const {kind, id, timer, version} of due)
      this.#run(turn => {
        const fired = {type: 'timer' as const, timer, version}
        const heardAt = kind === 'unit' ? heardOf(this.#house, id, now) : undefined
        turn.act(kind, id, this.#house.system, heardAt === undefined ? fired : {...fired, heardAt})
      })
  }

  #forgetOld(): void {
    const now = this.#time.now()
    if (now - this.#prunedAt < PRUNE_MS) return
    this.#prunedAt = now
    this.#commit.flush()
    this.#ledger.prune(now)
    const recent = new Set(this.#ledger.states(now - KEEP_CLOSED).map(row => row.thing))
    const gone: ThingKey[] = []
    for (const kind of [
      'shift',
      'alert',
      'contact',
      'handoff',
      'point-out',
      'incident',
      'pursuit',
      'task',
      'request',
      'file',
    ] as const)
      for (const id of [...this.#files.all(kind).keys()]) {
        if (recent.has(`${kind}/${id}`)) continue
        this.#files.forget(kind, id)
        gone.push(`${kind}/${id}`)
      }
    this.#board.publish(gone, this.#ledger.position)
  }
}

function actorOf({nation, actor, role, post, unit}: Person): Actor {
  return {nation, actor, role, ...(post === undefined ? {} : {post}), ...(unit === undefined ? {} : {unit})}
}

function thingsOf(turn: Turn): {kind: string; id: string}[] {
  return [...turn.things].map(splitKey).filter(({kind}) => kind !== 'request')
}

function refusedResult(commandId: CommandId, {refused, values}: Refusal): CommandResult {
  return {outcome: 'refused', commandId, code: refused, ...(values === undefined ? {} : {values: {...values}})}
}
