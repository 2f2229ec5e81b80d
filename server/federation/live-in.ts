import {isOnGlobe} from '../../shared/geo/position.ts'
import {goneAfter} from '../../shared/model/freshness.ts'
import {OBJECT_KINDS} from '../../shared/model/object.ts'
import {emptyReport, ReportFlag} from '../../shared/model/observation.ts'
import type {World} from '../../shared/model/world.ts'
import {emptyLiveRecord, type LiveFrame, LiveFlag, readLiveFrame} from './live-frame.ts'
import type {LiveDescriptor, LiveRecord, LiveSink} from './ports.ts'

/** More sources a partner cannot have, present and past: its flood of them ends here. */
const MOST_SOURCES = 500_000
/** Earlier handles by which a source is still known: it has been released again so often. */
const MOST_HANDLES = 8
/** The same state measured within this is the same measurement told again. */
const SAME_WITHIN = 500
/** What is known of a source outlives its row by this. */
const KEPT_FOR = 60_000

/** A source track of the partner, by its identity in the feed. */
type Given = {
  readonly id: number
  readonly feed: number
  descriptor: LiveDescriptor
  /** Those of this run, the present one last: an older message may speak of an earlier one. */
  handles: number[]
  /** Picture time of its last measurement, or of its first word. */
  at: number
  lon: number
  lat: number
  status: number
  kind: number
  flags: number
  isGone: boolean
  /** Snapshot that last mentioned it. */
  snapshot: number
}

/**
 * A partner's source tracks as reports of feeds of kind `link`. What the partner takes back is let go of; what is only no
 * longer told, because the link is lost, ages in the picture as everything does. SPEC.md, LI.
 */
export class LiveIn {
  readonly #sink: LiveSink
  readonly #onRefused: (reason: string) => void
  readonly #byHandle = new Map<number, Given>()
  readonly #byId = new Map<number, Given>()
  /** By world and MMSI or hex: a source that comes back is the same source. */
  readonly #byName = new Map<string, Given>()
  readonly #record = emptyLiveRecord()
  readonly #report = emptyReport(0)
  #ids = 0
  #run = ''
  #last = 0
  #claimed = 0
  #snapshot = 0
  #isInSnapshot = false
  #needsSnapshot = true

  constructor(options: {sink: LiveSink; onRefused: (reason: string) => void}) {
    this.#sink = options.sink
    this.#onRefused = options.onRefused
  }

  /** Something of the whole may be missing. */
  get needsSnapshot(): boolean {
    return this.#needsSnapshot && !this.#isInSnapshot
  }

  /** How many source tracks the partner tells of now. */
  get size(): number {
    let count = 0
    for (const given of this.#byId.values()) if (!given.isGone) count++
    return count
  }

  /** The partner has started anew: its old handles mean nothing any more. */
  begin(run: string): void {
    this.#run = run
    for (const given of this.#byHandle.values()) {
      given.isGone = true
      given.handles = []
    }
    this.#byHandle.clear()
    this.#last = this.#claimed = 0
    this.missed()
  }

  /** Frames may have been lost. */
  missed(): void {
    this.#needsSnapshot = true
    this.#isInSnapshot = false
  }

  /** The partner says how many frames it has sent: what it said a beat ago should have come by now. */
  claimed(live: number): void {
    if (this.#claimed > this.#last) this.missed()
    this.#claimed = live
  }

  /** One frame. `transitMs`: how long it was on its way. */
  receive(seq: number, payload: Uint8Array, transitMs: number): void {
    if (seq <= this.#last) return this.#onRefused('stale')
    if (seq !== this.#last + 1) this.missed()
    this.#last = seq
    const frame = readLiveFrame(payload)
    if (frame === undefined) {
      this.missed()
      return this.#onRefused('schema')
    }
    if ((frame.flags & LiveFlag.BEGIN) !== 0) {
      this.#snapshot++
      this.#isInSnapshot = true
    }
    for (let count = 0; count < frame.rejected; count++) this.#onRefused('descriptor')
    for (const handle of frame.gone) this.#takenBack(this.#told(handle))
    for (const {handle, descriptor} of frame.described) this.#describe(handle, descriptor)
    this.#take(frame, this.#sink.now() - transitMs)
    if ((frame.flags & LiveFlag.END) !== 0 && this.#isInSnapshot) this.#endSnapshot()
  }

  /** Forgets what the picture has let go of. Once a second or less. */
  sweep(): void {
    const now = this.#sink.now()
    for (const given of this.#byId.values()) {
      if (!given.isGone || now - given.at < goneAfter(given.descriptor.intervalMs) + KEPT_FOR) continue
      this.#byId.delete(given.id)
      for (const handle of given.handles) this.#unhand(handle, given)
      this.#unname(given)
    }
  }

  /** What the partner said of a source of this link: its basis and obligations. Undefined for any other source. */
  descriptorOf(source: number): LiveDescriptor | undefined {
    const given = this.#byId.get(this.#sink.identityInFeed(source))
    return given !== undefined && given.feed === this.#sink.feedIndexOf(source) ? given.descriptor : undefined
  }

  /** Row of the source that a message means; undefined where it is of another run or not held. */
  sourceOf(ref: string): number | undefined {
    const [run, handle] = ref.split(':')
    const given = run === this.#run ? this.#byHandle.get(Number(handle)) : undefined
    const row = given === undefined ? -1 : this.#sink.sourceOf(given.feed, given.id)
    return row < 0 ? undefined : row
  }

  /** The partner has it no longer, or may not tell of it any more: without a reason, so that it goes from here too. */
  #takenBack(given: Given | undefined): void {
    if (given === undefined || given.isGone) return
    given.isGone = true
    this.#sink.drop(given.feed, given.id)
  }

  #gone(handle: number): void {
    const given = this.#told(handle)
    if (given !== undefined) given.isGone = true
  }

  #describe(handle: number, descriptor: LiveDescriptor): void {
    const feed = this.#sink.feedOf(descriptor.world)
    const told = this.#told(handle)
    const given = told?.feed === feed ? told : this.#begun(handle, feed, descriptor)
    if (given === undefined) return this.#onRefused('sources')
    if (nameOf(given.descriptor) !== nameOf(descriptor)) this.#unname(given)
    given.descriptor = descriptor
    given.snapshot = this.#snapshot
    const name = nameOf(descriptor)
    if (name !== undefined && (this.#byName.get(name)?.isGone ?? true)) this.#byName.set(name, given)
    const {id} = given
    const at = this.#sink.now()
    this.#sink.intake.identity({...descriptor.details, feed, id, at, kind: 0, flags: worldFlag(descriptor.world)})
  }

  /** The source that is told under this handle now. */
  #told(handle: number): Given | undefined {
    const given = this.#byHandle.get(handle)
    return given === undefined || given.isGone || given.handles.at(-1) !== handle ? undefined : given
  }

  /** A source under a new handle: one that was there before, or one that was not. Undefined when there are too many. */
  #begun(handle: number, feed: number, descriptor: LiveDescriptor): Given | undefined {
    this.#gone(handle)
    const given = this.#again(descriptor) ?? this.#new(feed, descriptor)
    if (given === undefined) return undefined
    given.isGone = false
    given.handles.push(handle)
    this.#byHandle.set(handle, given)
    if (given.handles.length > MOST_HANDLES) this.#unhand(given.handles.shift() ?? 0, given)
    return given
  }

  #new(feed: number, descriptor: LiveDescriptor): Given | undefined {
    if (this.#byId.size >= MOST_SOURCES) return undefined
    const id = ++this.#ids
    const at = this.#sink.now()
    const given: Given = {
      id,
      feed,
      descriptor,
      handles: [],
      at,
      lon: NaN,
      lat: NaN,
      status: NaN,
      kind: 0,
      flags: 0,
      isGone: false,
      snapshot: this.#snapshot,
    }
    this.#byId.set(id, given)
    return given
  }

  /** The named source that was there before and is no longer told under its old handle. */
  #again(descriptor: LiveDescriptor): Given | undefined {
    const name = nameOf(descriptor)
    const given = name === undefined ? undefined : this.#byName.get(name)
    return given?.isGone === true ? given : undefined
  }

  #unhand(handle: number, given: Given): void {
    if (this.#byHandle.get(handle) === given) this.#byHandle.delete(handle)
  }

  #unname(given: Given): void {
    const name = nameOf(given.descriptor)
    if (name !== undefined && this.#byName.get(name) === given) this.#byName.delete(name)
  }

  #take(frame: LiveFrame, now: number): void {
    const record = this.#record
    for (let index = 0; index < frame.records; index++) {
      const given = this.#told(frame.read(index, now, record))
      if (given === undefined) this.#onRefused('handle')
      else if (!isOnGlobe(record.lon, record.lat) || record.kind >= OBJECT_KINDS.length) this.#onRefused('record')
      else if ((record.flags & WORLD_FLAGS) !== worldFlag(given.descriptor.world)) this.#onRefused('world')
      else this.#hand(given)
    }
  }

  #hand(given: Given): void {
    const record = this.#record
    given.snapshot = this.#snapshot
    if (Math.abs(record.at - given.at) < SAME_WITHIN && isTold(given, record)) return
    given.at = record.at
    given.lon = record.lon
    given.lat = record.lat
    given.status = record.status
    given.kind = record.kind
    given.flags = record.flags
    const report = this.#report
    report.feed = given.feed
    report.id = given.id
    report.kind = record.kind
    report.at = record.at
    report.lon = record.lon
    report.lat = record.lat
    report.speed = record.speed
    report.course = record.course
    report.altitude = record.altitude
    report.status = record.status
    report.flags = record.flags
    report.accuracy = given.descriptor.accuracyMetres ?? NaN
    report.interval = given.descriptor.intervalMs
    this.#sink.intake.report(report)
  }

  #endSnapshot(): void {
    this.#isInSnapshot = false
    this.#needsSnapshot = false
    for (const given of this.#byHandle.values()) if (given.snapshot < this.#snapshot) this.#takenBack(given)
  }
}

function isTold(given: Given, record: LiveRecord): boolean {
  return (
    record.lon === given.lon &&
    record.lat === given.lat &&
    Object.is(record.status, given.status) &&
    record.kind === given.kind &&
    record.flags === given.flags
  )
}

const WORLD_FLAGS = ReportFlag.SIMULATED | ReportFlag.EXERCISE

function worldFlag(world: World): number {
  switch (world) {
    case 'real':
      return 0
    case 'exercise':
      return ReportFlag.EXERCISE
    case 'simulated':
      return ReportFlag.SIMULATED
  }
}

function nameOf({world, details}: LiveDescriptor): string | undefined {
  const name = details.mmsi ?? details.hex
  return name === undefined ? undefined : `${world}:${name}`
}
