import type {KeyObject} from 'node:crypto'
import type {Clock, Stop} from '../shared/base/clock.ts'
import type {NationCode, TaskId, UnitId} from '../shared/base/id.ts'
import type {Random} from '../shared/base/random.ts'
import type {Unit} from '../shared/model/unit.ts'
import {agreementsOf, type Configuration, type NationConfiguration, taskingTimesOf} from './config.ts'
import {Link} from './federation/link.ts'
import type {Transport} from './federation/ports.ts'
import {createFeed} from './feeds/create-feed.ts'
import type {Feed} from './feeds/feed.ts'
import {type PictureClock, ReceiverPictureClock, wallPictureClock} from './feeds/picture-clock.ts'
import type {ScenarioPort} from './feeds/scenario-port.ts'
import type {NationHealth} from './http/desk.ts'
import {Desk} from './nation/desk.ts'
import {DueList} from './nation/due-list.ts'
import {FileDesk} from './nation/file-desk.ts'
import {authorityOf} from './nation/authority.ts'
import {exporterOf, liveRefs} from './nation/export.ts'
import {grantsOf} from './nation/grants.ts'
import {handoffFacts} from './nation/handoff-facts.ts'
import {lawFacts} from './nation/law-facts.ts'
import {inboxOf, laneStore} from './nation/lanes.ts'
import {liveSink, liveSource} from './nation/partner-live.ts'
import {PhoneFixes} from './nation/phone-fixes.ts'
import {pictureFacts} from './nation/picture-facts.ts'
import {ReportDesk} from './nation/report-desk.ts'
import {surroundingsOf} from './nation/surroundings.ts'
import type {NationStore} from './nation/store.ts'
import {TaskBook} from './nation/task-book.ts'
import {TickPace} from './nation/tick-pace.ts'
import {Operations} from './operations/operations.ts'
import {Areas} from './picture/areas.ts'
import {type ContactMark, Picture} from './picture/picture.ts'
import {Policy} from './policy/policy.ts'
import {CrossingForecasts} from './rules/crossing-forecasts.ts'
import {Watch} from './rules/watch.ts'
import {helloFor} from './stream/hello.ts'
import {Stream} from './stream/stream.ts'

/** So often durable things are offered anew to each partner; what it has already is not sent again. */
const RESHARE_SECONDS = 5
/** So often a session is noted as in use while its window is open. */
const AWAKE_SECONDS = 60

export type NationOptions = {
  readonly nation: NationConfiguration
  readonly configuration: Configuration
  readonly store: NationStore
  /** What joins it to each partner, and the partner's pinned key. Nothing else of another nation gets here. */
  readonly links: ReadonlyMap<NationCode, {readonly transport: Transport; readonly key: KeyObject}>
  readonly clock: Clock
  readonly random: Random
  readonly version: string
  readonly scenario: ScenarioPort | undefined
  /** Something that a person who runs the node has to know. */
  readonly report: (line: string) => void
  /** The store refuses: nothing can be promised any more, the process has to end. */
  readonly onFatal: (error: unknown) => void
}

/** One nation's node: every stage wired to the next. */
export class Nation {
  readonly code: NationCode
  readonly stream: Stream
  readonly desk: Desk
  readonly operations: Operations
  readonly reports: ReportDesk
  readonly files: FileDesk
  readonly picture: Picture
  readonly #feeds: readonly Feed[]
  readonly #links: Link[] = []
  #seconds = 0
  #tasks = new TaskBook([])
  readonly #policy: Policy
  readonly #watch: Watch
  readonly #due: DueList
  readonly #store: NationStore
  readonly #clock: Clock
  readonly #stops: Stop[] = []
  readonly #pace = new TickPace()
  #stopTick: Stop | undefined

  constructor(options: NationOptions) {
    const {nation, configuration, store, links, clock, random, report} = options
    const own = nation.code
    const partners = [...links.keys()]
    const now = () => clock.wall()
    const areas = new Areas(configuration.geography)
    const units = unitsOf(configuration, own)
    const feeds = configuration.feeds.filter(feed => feed.nation === own)
    const pictureClock = pictureClockOf(nation, clock)
    const pictureNow = () => pictureClock.now()
    this.code = own
    this.#store = store
    this.#clock = clock

    // 2. Observations become tracks.
    this.picture = new Picture({
      nation: own,
      capacity: nation.capacity,
      now: pictureNow,
      feeds: feeds.map(feed => ({...feed, origin: own, world: feed.world ?? configuration.world})),
      units,
      random,
    })
    const {picture} = this

    // 1. The outside world becomes observations.
    this.#feeds = feeds.map((feed, index) =>
      createFeed({
        configuration: feed,
        index,
        world: feed.world ?? configuration.world,
        intake: picture,
        clock,
        random,
        pictureTime: pictureNow,
        onReceiverTime:
          pictureClock instanceof ReceiverPictureClock && nation.clock !== 'wall' && nation.clock.feed === feed.name
            ? time => pictureClock.observe(time)
            : undefined,
        scenario: options.scenario,
        folder: configuration.folder,
      }),
    )

    // 5. What each nation, role and purpose may see.
    this.#policy = new Policy({
      nation: own,
      partners,
      agreements: agreementsOf(configuration),
      law: configuration.lawBook,
      feeds,
      units,
      areas,
      picture,
      now,
      pictureNow,
      tasksOf: unit => this.#tasks.openOf(unit),
      onAlarm: error => report(`${own} policy: ${String(error)}`),
    })
    const policy = this.#policy
    const isReachable = (unit: UnitId) => this.stream?.isOpen(person => person.unit === unit) ?? false
    const linkOf = (partner: NationCode) => this.#links.find(link => link.partner === partner)

    // 4. Findings and commands become events.
    this.operations = new Operations({
      nation: own,
      ledger: store.ledger,
      contactSecret: store.contactSecret,
      units,
      posts: nation.posts,
      mrcc: nation.mrcc ?? nation.posts[0]?.id,
      world: configuration.world,
      tasking: taskingTimesOf(configuration),
      clock,
      random,
      onFatal: options.onFatal,
      rooms: {
        picture: pictureFacts(picture, pictureNow),
        authority: authorityOf({
          tasks: () => this.#tasks,
          things: () => this.operations.things(),
          post: id => this.operations.thing('post', id),
        }),
        surroundings: surroundingsOf({
          own,
          feeds: () => this.#feeds,
          links: () => this.#links,
          agreements: agreementsOf(configuration),
          stands: agreement => policy.stands(agreement),
        }),
        handoffs: handoffFacts({
          own,
          policy,
          picture,
          areas,
          units,
          now,
          isLinkUp: partner => linkOf(partner)?.state !== 'down',
          roundTripMs: partner => linkOf(partner)?.roundTripMs,
          isReachable,
        }),
        law: lawFacts({policy, picture, areas}),
        exporter: exporterOf({partners, picture, policy, linkOf}),
        refs: liveRefs({picture, linkOf}),
        grants: grantsOf(own, store.key, links),
        names: {nameOf: actor => store.accounts.nameOf(actor)},
        units: {isReachable},
      },
    })
    const {operations} = this
    this.#tasks = new TaskBook(operations.things())
    operations.onThings(change => this.#tasks.changed(change))

    // 3. Tracks become findings.
    this.#watch = new Watch({
      picture,
      areas,
      rules: configuration.rules,
      nation: own,
      now: pictureNow,
      onFinding: finding => operations.triage(finding),
    })
    picture.onArrival((track, source) => this.#watch.arrived(track, source))
    picture.onText(({track, report: said}) => this.#watch.said(track, said))
    picture.onGone(track => this.#watch.forget(track))
    operations.onContactMarks(({key, mark}) => {
      const row = picture.rowOfSubject(key)
      if (row >= 0) markRow(picture, row, mark)
    })

    this.#due = new DueList({
      own,
      picture,
      forecasts: new CrossingForecasts({picture, areas, settings: nation.due, now: pictureNow}),
      wouldTell: of => policy.wouldTell(of),
      now,
    })

    // 7. A partner is a reader and a feed.
    for (const [partner, {transport, key}] of links)
      this.#links.push(
        new Link({
          own,
          partner,
          key: store.key,
          partnerKey: key,
          transport,
          stores: {
            urgent: laneStore({ledger: store.ledger, operations, partner, lane: 'urgent'}),
            bulk: laneStore({ledger: store.ledger, operations, partner, lane: 'bulk'}),
          },
          inbox: inboxOf(operations, partner),
          source: liveSource({picture, policy, partner, now: pictureNow}),
          sink: liveSink({picture, partner, now: pictureNow}),
          clock,
          random,
          ...paceOf(configuration, own, partner),
          onAlarm: alarm => report(`${own} link to ${partner}: ${alarm.type} ${alarm.lane} ${alarm.seq}`),
        }),
      )
    operations.onOutgoing(({partner}) => linkOf(partner)?.wake())

    // 6. To each reader its part, at its pace.
    this.desk = new Desk({
      nation: own,
      partners,
      picture,
      areas,
      policy,
      pictureClock,
      feeds: this.#feeds,
      links: this.#links,
      units,
      now,
      things: () => operations.things(),
      stands: session => store.accounts.stands(session),
      audit: (type, person, payload) => operations.audit(type, person, payload),
    })
    this.reports = new ReportDesk({nation: own, picture, policy, operations, feeds, linkOf, pictureNow})
    const fixes = new PhoneFixes({picture, own, units, pictureTime: pictureNow})
    this.stream = new Stream({
      clock,
      random,
      key: store.streamKey,
      picture,
      policy,
      operations,
      desk: {
        ...deskWith(this.desk, person => helloFor({configuration, nation, person, version: options.version})),
        fix: (fix, person) => void fixes.take(fix, person),
      },
    })
    const unitsById = new Map(units.map(unit => [unit.id, unit]))
    this.files = new FileDesk({
      files: store.files,
      operations,
      release: (thing, person) => policy.releaseThing(thing, person) as never,
      isOwnTask: (task, unit) => this.#tasks.unitOf(task as TaskId) === unit,
      worldOf: unit => unitsById.get(unit)?.world ?? configuration.world,
    })
    operations.onOutcome(result => this.stream.outcome(result))
    store.accounts.onRevoked(session => this.stream.revoke(session))
  }

  /** Begins to listen, look and tell. */
  async start(): Promise<void> {
    this.#stops.push(
      this.#clock.every(1_000, () => this.#second()),
      () => this.#stopTick?.(),
    )
    this.#tickAt(this.#clock.monotonic() + this.#pace.everyMs)
    for (const feed of this.#feeds) await feed.start()
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) stop()
    for (const feed of this.#feeds) await feed.stop()
    this.stream.stop()
    for (const link of this.#links) link.stop()
    this.operations.stop()
    this.#store.close()
  }

  health(): NationHealth {
    const feeds = this.#feeds.map(feed => feed.health())
    const links = this.#links.map(({partner, state, silentMs}) => ({nation: partner, status: state, silentMs}))
    const isWell = feeds.every(({status}) => status !== 'failed') && links.every(({status}) => status !== 'down')
    return {
      code: this.code,
      status: isWell ? 'ok' : 'degraded',
      feeds,
      links,
      ledger: {position: this.#store.ledger.position},
      tracks: this.picture.tracks.size,
      sessions: this.stream.size,
      telling: {tickEveryMs: this.#pace.everyMs, told: this.stream.told},
    }
  }

  get feeds(): readonly Feed[] {
    return this.#feeds
  }

  /** One tick at that time, and the next a period later. */
  #tickAt(dueAt: number): void {
    const clock = this.#clock
    this.#stopTick = clock.after(Math.max(0, dueAt - clock.monotonic()), () => {
      const from = clock.monotonic()
      this.#tick()
      const now = clock.monotonic()
      this.#pace.ticked(from - dueAt, now - from)
      this.#tickAt(Math.max(dueAt + this.#pace.everyMs, now + 1))
    })
  }

  /** What has changed, decided once, told to windows and partners. */
  #tick(): void {
    const changes = this.picture.drain()
    this.#policy.decide(changes)
    this.stream.publish(changes)
    for (const link of this.#links) link.publish(changes)
  }

  /** What time alone brings. */
  #second(): void {
    this.picture.sweep()
    this.#watch.sweep()
    const version = this.#policy.version
    this.#policy.sweep()
    const delayed = [...this.#policy.delayedSources()]
    const isDue = ++this.#seconds % RESHARE_SECONDS === 0
    for (const link of this.#links) {
      link.tick()
      // What a partner may have changes with the object's place; what it calls the object, with each run of its link.
      if (isDue || this.#policy.version !== version) this.operations.reshare(link.partner)
      if (this.#policy.version !== version) link.releaseChanged()
      else if (delayed.length > 0) link.releaseChanged(delayed)
    }
    this.operations.seat(this.stream.people())
    this.operations.tick()
    this.#lookAhead()
    this.#markContacts()
    // An open window is in use, whether or not anything is asked over HTTP.
    if (this.#seconds % AWAKE_SECONDS === 0)
      this.#store.accounts.touch(new Set([...this.stream.people()].map(({session}) => session)))
    this.#store.accounts.sweep()
  }

  /** What will cross soon is shown; what the agreements have told by themselves is told. */
  #lookAhead(): void {
    const {due, notices} = this.#due.look(this.operations.things())
    this.operations.showPassing(due)
    for (const notice of notices) this.operations.notify(notice)
  }

  /** A contact's object that has come (back) into the picture is shown as one. */
  #markContacts(): void {
    for (const [key, mark] of this.operations.contactMarks()) {
      const row = this.picture.rowOfSubject(key)
      if (row >= 0 && this.picture.contactOf(row) === undefined) markRow(this.picture, row, mark)
    }
  }
}

/** Shows that a contact is open on a track, and keeps a fine trail of it for as long. */
function markRow(picture: Picture, row: number, mark: ContactMark | undefined): void {
  const isMarked = picture.contactOf(row) !== undefined
  picture.setContact(row, mark)
  if (mark !== undefined && !isMarked) picture.watch(row)
  if (mark === undefined && isMarked) picture.unwatch(row)
}

function unitsOf(configuration: Configuration, nation: NationCode): readonly Unit[] {
  return configuration.units
    .filter(unit => unit.nation === nation)
    .map(({reportsAs, ...unit}) => ({
      ...unit,
      world: unit.world ?? configuration.world,
      ...(reportsAs === undefined ? {} : {reportsAs}),
    }))
}

function pictureClockOf(nation: NationConfiguration, clock: Clock): PictureClock {
  return nation.clock === 'wall' ? wallPictureClock(clock) : new ReceiverPictureClock(clock)
}

function paceOf(configuration: Configuration, own: NationCode, partner: NationCode) {
  const found = configuration.partners.find(({between}) => between.includes(own) && between.includes(partner))
  return {hz: found?.hz ?? 1, recordsPerSecond: found?.recordsPerSecond ?? 20_000}
}

function deskWith(
  desk: Desk,
  hello: (person: Parameters<typeof helloFor>[0]['person']) => ReturnType<typeof helloFor>,
) {
  return {
    hello,
    beat: () => desk.beat(),
    card: desk.card.bind(desk),
    search: desk.search.bind(desk),
    suggest: desk.suggest.bind(desk),
    stands: desk.stands.bind(desk),
    pictureTime: () => desk.pictureTime(),
  }
}
