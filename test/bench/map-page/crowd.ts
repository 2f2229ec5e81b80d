import type {AlertId, ContactId, HandoffId, NationCode, PostId, TrackId, UnitId} from '../../../shared/base/id.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import {IDENTITIES, OBJECT_KINDS} from '../../../shared/model/object.ts'
import type {Names} from '../../../shared/protocol/message.ts'
import {emptyRecord, TrackFlag, type TrackRecord} from '../../../shared/protocol/frame.ts'
import {frameOf} from '../../support/frames.ts'
import type {Thing} from '../../../shared/protocol/things.ts'

const METRES_PER_DEGREE = 111_320
const CENTRE = {lon: 13.3, lat: 54.85}
const BORDER_PATROL = 7 as TrackId

/** A synthetic picture of the western Baltic: traffic on the move, and every kind and state of symbol once. */
export class Crowd {
  readonly rows: TrackRecord[]
  readonly #random = seededRandom(7)

  constructor(count: number, now: number) {
    this.rows = Array.from({length: count}, (_, index) => this.#row(index, count, now))
  }

  /** Moves a share of them on to `now` and gives the frame that says so. */
  frame(now: number, share: number): ArrayBuffer {
    const first = Math.floor(this.#random.unit() * this.rows.length)
    const some = Array.from(
      {length: Math.round(this.rows.length * share)},
      (_, index) => this.rows[(first + index) % this.rows.length],
    ).filter(row => row !== undefined)
    for (const row of some) if (now - row.at < row.interval * 3) moveOn(row, now)
    return frameOf(some, {at: now})
  }

  names(): Names {
    return {
      names: this.rows.slice(0, 5_000).map((row, index) => ({
        id: row.id,
        label: row.id === BORDER_PATROL ? 'DE-BP24' : (NAMES[index] ?? `VESSEL ${index}`),
        kind: OBJECT_KINDS[row.kind] ?? 'contact',
        identity: IDENTITIES[row.identity] ?? 'unidentified',
        world: 'simulated',
        flag: 'DE',
        ...(row.identity === 3 ? {partners: ['SE' as NationCode]} : {}),
      })),
    }
  }

  #row(index: number, count: number, now: number): TrackRecord {
    const spread = count > 2_000 ? 6 : 1.6
    const special = SPECIAL[index]
    const age = special?.age ?? this.#random.unit() * 8_000
    return {
      ...emptyRecord(),
      id: (index + 1) as TrackId,
      lon: CENTRE.lon + (this.#random.unit() - 0.5) * spread,
      lat: CENTRE.lat + (this.#random.unit() - 0.5) * spread * 0.45,
      speed: special?.speed ?? 2 + this.#random.unit() * 9,
      course: this.#random.unit() * 360,
      heading: NaN,
      altitude: special?.kind === 3 ? 120 : NaN,
      at: now - age,
      interval: 10_000,
      kind: special?.kind ?? (index % 17 === 0 ? 2 : 1),
      identity: special?.identity ?? 1,
      flags: (special?.flags ?? 0) | (index % 5 === 0 ? ReportFlag.SIMULATED : 0),
    }
  }
}

type Special = {kind: number; identity: number; age?: number; speed?: number; flags?: number}
const SPECIAL: readonly Special[] = [
  {kind: 1, identity: 4, speed: 11.7},
  {kind: 0, identity: 0, speed: 3.1},
  {kind: 1, identity: 0, speed: 4.2},
  {kind: 0, identity: 0, age: 62_000},
  {kind: 1, identity: 4, age: 400_000},
  {kind: 3, identity: 2, speed: 21, flags: ReportFlag.OWN},
  {kind: 1, identity: 2, speed: 9.4, flags: ReportFlag.OWN},
  {kind: 1, identity: 3, speed: 8.2, flags: TrackFlag.PARTNER},
  {kind: 1, identity: 1, age: 70_000},
  {kind: 1, identity: 1, age: 500_000},
  {kind: 1, identity: 1, flags: ReportFlag.DISTRESS, speed: 0.2},
  {kind: 5, identity: 2, speed: 1.1, flags: ReportFlag.OWN},
  {kind: 4, identity: 4, speed: 14},
  {kind: 6, identity: 1, speed: 0},
  {kind: 8, identity: 2, speed: 0},
  {kind: 1, identity: 1, speed: 7},
]
const NAMES = ['DE-V0417', 'SE-U009', 'DE-V038', 'RADAR 12', 'DE-K7QF', 'UAV-3', 'DE-BP24', 'KBV 032', 'NORDLICHT']

/** Alerts, contacts and handoffs about the first tracks. */
export function thingsAbout(now: number): Thing[] {
  const DE = 'DE' as NationCode
  const SE = 'SE' as NationCode
  const by = {nation: DE, role: 'operator' as const}
  const alert = (id: string, track: number, priority: 1 | 2 | 3, status: 'UNACK' | 'ACK'): Thing => ({
    kind: 'alert',
    id: id as AlertId,
    version: 1,
    world: 'simulated',
    origin: DE,
    rule: 'silence',
    priority,
    confidence: 'high',
    status,
    count: 1,
    raisedAt: now,
    since: now,
    updatedAt: now,
    tracks: [track as TrackId],
    subjects: [],
    evidence: [],
    notes: [],
  })
  const handoff = (id: string, track: number, from: NationCode, to: NationCode, left: number): Thing => ({
    kind: 'handoff',
    id: id as HandoffId,
    version: 1,
    world: 'simulated',
    contact: 'DE-K7QFK7QFK7' as ContactId,
    object: 'vessel',
    from,
    to,
    toPost: `${to}-02` as PostId,
    status: 'PROPOSED',
    delivered: true,
    seen: true,
    terms: {transfer: 'on-accept'},
    rounds: 0,
    epoch: 1,
    why: 'other',
    deadline: {timer: 'reply', at: now + left, length: 60_000},
    steps: [],
    track: track as TrackId,
    subject: {label: 'x', fields: [], withheld: []},
  })
  return [
    alert('aaaaaaaa', 1, 1, 'UNACK'),
    alert('bbbbbbbb', 3, 2, 'ACK'),
    alert('cccccccc', 4, 3, 'UNACK'),
    handoff('dddddddd', 2, SE, DE, 47_000),
    handoff('eeeeeeee', 16, DE, SE, 31_000),
    {
      kind: 'contact',
      id: 'DE-V0417V0417' as ContactId,
      version: 1,
      world: 'simulated',
      status: 'OPEN',
      object: 'vessel',
      identity: 'of-interest',
      track: 1 as TrackId,
      title: '',
      openedAt: now,
      openedBy: by,
      notes: [],
      custody: {controller: DE, post: 'DE-02' as PostId, epoch: 1, available: false, contested: false, since: now},
    },
    {
      kind: 'unit',
      id: 'bp24' as UnitId,
      version: 1,
      world: 'simulated',
      name: 'BP24',
      object: 'vessel',
      post: 'DE-02' as PostId,
      status: 'available',
      capabilities: [],
      maxSpeedKnots: 30,
      ...{operational: 'fully-operational', medium: 'sea', reachable: true, tasks: []},
      track: BORDER_PATROL,
    },
  ]
}

function moveOn(row: TrackRecord, now: number): void {
  const way = (row.speed * (now - row.at)) / 1_000 / METRES_PER_DEGREE
  const course = (row.course * Math.PI) / 180
  row.lat += way * Math.cos(course)
  row.lon += (way * Math.sin(course)) / Math.cos((row.lat * Math.PI) / 180)
  row.at = now
}
