import {createHash} from 'node:crypto'
import {manualClock} from '../../../shared/base/clock.ts'
import type {
  ActorId,
  CommandId,
  NationCode,
  PostId,
  SessionId,
  TrackId,
  UnitId,
  UserId,
} from '../../../shared/base/id.ts'
import {crockford, seededRandom, uuid} from '../../../shared/base/random.ts'
import {timersFor} from '../../../shared/operations/handoff.ts'
import type {AgreedTimers} from '../../../shared/operations/handoff-timers.ts'
import type {Person} from '../../../shared/operations/person.ts'
import type {Command, CommandResult} from '../../../shared/protocol/command.ts'
import {linkMessage} from '../../../shared/protocol/link.ts'
import type {Position} from '../../../shared/geo/position.ts'
import type {TransferMode} from '../../../shared/model/agreement.ts'
import {NO_LAW_FACTS} from '../../support/law.ts'
import type {LawFacts} from '../../../server/operations/law-facts.ts'
import {Operations} from '../../../server/operations/operations.ts'
import type {Subject} from '../../../server/operations/ports.ts'
import {openStore, SqliteLedger} from '../../../server/operations/sqlite-ledger.ts'

export const SE = 'SE' as NationCode
export const DK = 'DK' as NationCode
export const DE = 'DE' as NationCode
export const TRACK = 5 as TrackId
export const SECOND_TRACK = 6 as TrackId
export const ODIN: Subject = {
  key: 'mmsi:265000001',
  label: 'ODIN',
  kind: 'vessel',
  identity: 'identified',
  world: 'real',
  place: {lon: 12, lat: 56},
}

export const LOKE: Subject = {...ODIN, key: 'mmsi:265000002', label: 'LOKE', place: {lon: 12.1, lat: 56}}

/** Two nations; see {@link nationsTogether}. */
export function twoNations(transfer: TransferMode = 'on-accept', staffed: readonly NationCode[] = []) {
  return nationsTogether([SE, DK], transfer, staffed)
}

/**
 * Nations joined by what each has in its outbox, nothing else. `crossed`: whether ODIN is beyond the line; `linked`:
 * whether its reference on the link is known; `cut`: pairs between which nothing goes; `territory`: whose land or waters it
 * is; `area`: whose area of responsibility; `net`: what the lines do to messages beside doubling each. `staffed`: nations
 * with one post, at which `seat` puts people.
 */
export function nationsTogether(
  codes: readonly NationCode[],
  transfer: TransferMode = 'on-accept',
  staffed: readonly NationCode[] = [],
) {
  const clock = manualClock()
  const world: {
    crossed: boolean
    subject: Subject
    former: string[]
    unitAt: Position | undefined
    linked: boolean
    law: LawFacts
    cut: Set<string>
    territory: NationCode | undefined
    area: NationCode | undefined
    standard: boolean
    claims: boolean
    /** Lengths that all have agreed on; absent: none. */
    agreed: AgreedTimers | undefined
    /** What policy lets TO have of a handoff's object at this instant; absent: everything. */
    released: readonly string[] | undefined
    /** Kinds of things that no partner may have at this instant. */
    hidden: readonly string[]
    net: {lose: number; shuffle: boolean; delayMs: number}
  } = {
    crossed: false,
    subject: ODIN,
    former: [],
    unitAt: undefined,
    linked: true,
    law: NO_LAW_FACTS,
    cut: new Set(),
    territory: undefined,
    area: undefined,
    standard: false,
    claims: false,
    agreed: undefined,
    released: undefined,
    hidden: [],
    net: {lose: 0, shuffle: false, delayMs: 10},
  }
  const isDown = (one: NationCode, other: NationCode) => world.cut.has([one, other].sort().join('-'))
  const isOdin = (key: string) => key === world.subject.key || world.former.includes(key)
  const random = seededRandom(3)
  const chance = seededRandom(29)
  const nations = new Map(codes.map(code => [code, make(code)]))

  function make(nation: NationCode) {
    const partners = codes.filter(code => code !== nation)
    const seed = 1 + codes.indexOf(nation)
    const unit = `${nation}-1` as UnitId
    const basis = {agreement: 'a' as never, rule: 'r' as never}
    const ledger = new SqliteLedger({database: openStore(':memory:'), random: seededRandom(seed)})
    const start = () =>
      new Operations({
        nation,
        ledger,
        clock,
        random: seededRandom(10 + seed),
        mrcc: `${nation}-00` as PostId,
        posts: staffed.includes(nation) ? [{id: `${nation}-01` as PostId, name: `Watch of ${nation}`}] : [],
        contactSecret: new Uint8Array(32),
        onFatal: error => {
          throw error
        },
        units: [
          {
            id: unit,
            nation,
            name: unit,
            kind: 'vessel',
            capabilities: [],
            world: 'real',
            post: `${nation}-01` as PostId,
            maxSpeedKnots: 25,
          },
        ],
        rooms: {
          picture: {
            subjectOfRow: () => world.subject,
            subjectOfTrack: track => (track === TRACK ? world.subject : track === SECOND_TRACK ? LOKE : undefined),
            subjectOf: key =>
              isOdin(key)
                ? world.subject
                : key === LOKE.key
                  ? LOKE
                  : key === `unit:${unit}` && world.unitAt !== undefined
                    ? {...ODIN, key, place: world.unitAt}
                    : undefined,
            trackOf: key => (isOdin(key) ? TRACK : key === LOKE.key ? SECOND_TRACK : undefined),
          },
          authority: {refuse: () => undefined},
          get law() {
            return world.law
          },
          handoffs: {
            offer: () => ({
              permitted: true,
              transfer,
              timers: timersFor('vessel', world.agreed),
              graceMs: 0,
              subject: {label: 'ODIN', place: {lon: 12, lat: 56}, fields: ['position'], withheld: ['destination']},
            }),
            pointOut: () => ({permitted: true, replyMs: timersFor('vessel').reply, graceMs: 0}),
            standard: ({agreement}) =>
              world.standard ? {agreement: agreement ?? ('a' as never), title: '§ 4.2'} : undefined,
            isTerritoryOf: code => world.territory === code,
            areaOf: () => world.area,
            isLinkUp: partner => !isDown(nation, partner),
            mayClaimUnattended: () => world.claims,
            agreedTimers: () => world.agreed,
            hasCrossed: () => world.crossed,
            isHeading: () => true,
            ceased: () => undefined,
            nearestUnit: ({free}) => free[0],
          },
          exporter: {
            partners,
            release: ({message, keys}) =>
              world.hidden.includes(message.type)
                ? undefined
                : message.type === 'pursuit' || message.type === 'post'
                  ? message
                  : ({
                      ...message,
                      live: [keys.includes(LOKE.key) ? 'r1:2' : 'r1:1'],
                      basis,
                      ...(message.type === 'alert' || message.type === 'incident' ? {withheld: []} : {}),
                      ...(message.type === 'handoff' ? {subject: cutTo(world.released, message.subject)} : {}),
                    } as never),
          },
          refs: {
            keyOf: ref => (!world.linked ? undefined : ref.endsWith(':2') ? LOKE.key : world.subject.key),
          },
          grants: {
            sign: () => `signed by ${nation}`,
            verify: (by, _body, signature) => signature === `signed by ${by}`,
            code: (text, partner) => codeOf([nation, partner].sort().join(' '), text),
          },
          names: {nameOf: () => 'Anna'},
          units: {isReachable: () => true},
        },
      })
    return {operations: start(), ledger, partners, unit, start}
  }

  function of(code: NationCode) {
    const nation = nations.get(code)
    if (nation === undefined) throw new Error(code)
    return nation
  }

  /** Carries everything over, each message twice, until nothing is left. */
  function carry(): void {
    for (let round = 0; round < 6; round++) {
      clock.advance(world.net.delayMs)
      for (const [code, {operations, partners}] of nations)
        for (const partner of partners) if (!isDown(code, partner)) carryTo(partner, code, operations)
    }
    clock.advance(10)
  }

  function carryTo(partner: NationCode, code: NationCode, operations: Operations): void {
    const there = of(partner).operations
    const rows = operations.outboxAfter(partner, 'urgent', there.inboxPosition(code, 'urgent').seq, 100)
    for (const row of world.net.shuffle ? [...rows].reverse().concat(rows) : rows) {
      if (chance.unit() < world.net.lose) continue
      const message = linkMessage.parse(JSON.parse(row.body.toString()))
      const received = {
        partner: code,
        lane: 'urgent' as const,
        seq: row.seq,
        hash: row.hash,
        message,
        heldMs: Math.max(0, operations.now() - row.at),
      }
      void there.receive(received)
      void there.receive(received)
    }
  }

  function person(code: NationCode, role: Person['role'] = 'operator', post = '01'): Person {
    const name = role === 'commander' ? 'birgit' : post === '01' ? 'anna' : `anna-${post}`
    return {
      user: `${name}@${code}` as UserId,
      actor: `${name}-${code}` as ActorId,
      name: 'Anna',
      nation: code,
      role,
      post: `${code}-${post}` as PostId,
      clearance: 'RESTRICTED',
      purpose: 'BorderMonitoring',
      session: 's' as SessionId,
    }
  }

  async function order(
    code: NationCode,
    command: Command,
    commandId = uuid(random, clock.wall()),
    by = person(code),
  ): Promise<CommandResult> {
    const result = of(code).operations.execute({commandId: commandId as CommandId, command}, by)
    clock.advance(10)
    return result
  }

  /** As many seconds with these people at their windows. */
  function seat(code: NationCode, people: readonly Person[], seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      of(code).operations.seat(people)
      of(code).operations.tick()
      clock.advance(1_000)
    }
  }

  function thing(code: NationCode, kind: string) {
    return [...of(code).operations.things()].find(one => one.kind === kind)
  }

  /** The node goes down and starts on the same ledger. */
  function restart(code: NationCode): void {
    of(code).operations.stop()
    nations.set(code, {...of(code), operations: of(code).start()})
  }

  return {restart, seat, clock, world, of, carry, order, person, thing}
}

/** What of an object may be told. */
function cutTo<T extends {readonly place?: unknown}>(released: readonly string[] | undefined, subject: T): T {
  if (released === undefined || released.includes('position')) return subject
  const {place: _place, ...rest} = subject
  return rest as T
}

/** Ten letters that depend on all of it. */
function codeOf(pair: string, text: string): string {
  return crockford(createHash('sha256').update(`${pair} ${text}`).digest()).slice(0, 10)
}
