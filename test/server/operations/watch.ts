import {manualClock} from '../../../shared/base/clock.ts'
import type {
  ActorId,
  CommandId,
  HandoffId,
  IncidentId,
  NationCode,
  PostId,
  SessionId,
  TrackId,
  UnitId,
  UserId,
} from '../../../shared/base/id.ts'
import {seededRandom, uuid} from '../../../shared/base/random.ts'
import type {HandoffStatus} from '../../../shared/operations/handoff-state.ts'
import type {Role} from '../../../shared/operations/actor.ts'
import type {Person} from '../../../shared/operations/person.ts'
import type {Command, CommandResult} from '../../../shared/protocol/command.ts'
import {type LinkMessage, linkMessage} from '../../../shared/protocol/link.ts'
import type {PostThing, ShiftThing} from '../../../shared/protocol/things.ts'
import {authority} from '../../../server/policy/authority.ts'
import {Operations} from '../../../server/operations/operations.ts'
import type {Subject, Surroundings} from '../../../server/operations/ports.ts'
import {openStore, SqliteLedger} from '../../../server/operations/sqlite-ledger.ts'

export const SE = 'SE' as NationCode
export const DK = 'DK' as NationCode
export const TRACK = 5 as TrackId
export const INCIDENT = 'incident-0001' as IncidentId
export const HANDOFF = 'handoff-0001' as HandoffId
export const SHIFT = 'shift-0001' as ShiftThing['id']

export const anna = personOf('anna', 'operator', 'SE-01')
export const sven = personOf('sven', 'operator', 'SE-01')
export const erik = personOf('erik', 'operator', 'SE-02')
export const karin = personOf('karin', 'commander', 'SE-00')

/** One nation's watch: three posts, a vessel in the sector of SE-01, and a neighbour that says what the test has it say. */
export function watch() {
  const clock = manualClock()
  const random = seededRandom(3)
  const around: {feeds: {name: string; status: string}[]; joined: boolean} = {feeds: [], joined: true}
  const vessel: Subject = {
    key: 'mmsi:265000001',
    label: 'ODIN',
    kind: 'vessel',
    identity: 'identified',
    world: 'real',
    place: {lon: 13, lat: 55.3},
  }
  const surroundings: Surroundings = {
    feeds: () => around.feeds,
    links: () => [],
    agreements: () => [{id: 'SE-DK', title: 'Sweden and Denmark', status: 'suspended'}],
  }
  const ledger = new SqliteLedger({database: openStore(':memory:'), random: seededRandom(1)})
  const operations: Operations = new Operations({
    nation: SE,
    ledger,
    clock,
    random: seededRandom(11),
    contactSecret: new Uint8Array(32),
    onFatal: error => {
      throw error
    },
    units: [
      {
        id: 'SE-KBV901' as UnitId,
        nation: SE,
        name: 'KBV 901',
        kind: 'vessel',
        capabilities: [],
        world: 'real',
        post: 'SE-01' as PostId,
        maxSpeedKnots: 30,
      },
    ],
    posts: [
      {id: 'SE-00' as PostId, name: 'Shift command'},
      {id: 'SE-01' as PostId, name: 'Öresund', sector: [12, 54.9, 13.6, 57.2]},
      {id: 'SE-02' as PostId, name: 'Ystad', sector: [13.6, 54.9, 16.6, 57.2]},
    ],
    rooms: {
      picture: {
        subjectOfRow: () => vessel,
        subjectOfTrack: track => (track === TRACK ? vessel : undefined),
        subjectOf: key => (key === vessel.key ? vessel : undefined),
        trackOf: key => (key === vessel.key ? TRACK : undefined),
      },
      authority: {
        refuse(person, command) {
          const holder = operations.thing('post', person.post ?? '')?.holder
          const isOther = holder !== undefined && holder.actor !== person.actor
          return authority(person, command, isOther ? {postHolder: holder.by.name ?? ''} : {})
        },
      },
      handoffs: {
        offer: () => ({permitted: false}) as never,
        standard: () => undefined,
        isTerritoryOf: () => false,
        areaOf: () => undefined,
        isLinkUp: () => true,
        mayClaimUnattended: () => false,
        agreedTimers: () => undefined,
        pointOut: () => ({permitted: false, replyMs: 0, graceMs: 0}),
        hasCrossed: () => false,
        isHeading: () => true,
        ceased: () => undefined,
        nearestUnit: () => undefined,
      },
      exporter: {
        partners: [DK],
        release: ({message}) => (message.type === 'post' && around.joined ? message : undefined),
      },
      refs: {keyOf: () => undefined},
      grants: {sign: () => '', verify: () => true, code: () => undefined},
      names: {nameOf: actor => actor.replace(/^./, first => first.toUpperCase())},
      units: {isReachable: () => true},
      law: {} as never,
      surroundings,
    },
  })

  async function order(by: Person, command: Command): Promise<CommandResult> {
    const result = operations.execute({commandId: uuid(random, clock.wall()) as CommandId, command}, by)
    clock.advance(10)
    return result
  }

  /** As many seconds with these people at their windows. */
  function sit(people: readonly Person[], seconds = 1): void {
    for (let second = 0; second < seconds; second++) {
      operations.seat(people)
      operations.tick()
      clock.advance(1_000)
    }
  }

  let seq = 0
  async function hear(message: object) {
    const received = operations.receive({
      partner: DK,
      lane: 'urgent',
      seq: ++seq,
      hash: Buffer.alloc(32),
      message: linkMessage.parse(message),
      heldMs: 0,
    })
    clock.advance(10)
    return received
  }

  /** Denmark offers the vessel to SE-01, or says how that ended. */
  function offer(status: HandoffStatus, version: number) {
    return hear({
      type: 'handoff',
      id: HANDOFF,
      version,
      world: 'real',
      contact: 'DK-K7QF3M2ABC',
      object: 'vessel',
      from: DK,
      to: SE,
      toPost: 'SE-01',
      status,
      delivered: true,
      seen: false,
      terms: {transfer: 'on-accept'},
      rounds: 0,
      epoch: 1,
      why: 'heads-your-way',
      deadline: {timer: 'reply', remainingMs: 60_000, lengthMs: 60_000},
      steps: [{status, age: 0, by: {nation: DK, actor: 'b1', role: 'operator', post: 'DK-01'}}],
      live: [],
      subject: {label: 'FREJA', fields: [], withheld: []},
    })
  }

  function post(id: string): PostThing | undefined {
    return operations.thing('post', id)
  }

  function shift(): ShiftThing {
    const found = operations.thing('shift', SHIFT)
    if (found === undefined) throw new Error('expected a handover')
    return found
  }

  function told(): LinkMessage[] {
    return operations.outboxAfter(DK, 'urgent', 0, 1_000).map(row => JSON.parse(row.body.toString()) as LinkMessage)
  }

  return {clock, around, ledger, operations, order, sit, hear, offer, post, shift, told}
}

function personOf(name: string, role: Role, post: string): Person {
  return {
    user: `${name}@SE` as UserId,
    actor: name as ActorId,
    name,
    nation: SE,
    role,
    post: post as PostId,
    clearance: 'RESTRICTED',
    purpose: 'BorderMonitoring',
    session: name as SessionId,
  }
}
