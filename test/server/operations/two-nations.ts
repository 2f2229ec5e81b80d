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
import {seededRandom, uuid} from '../../../shared/base/random.ts'
import {timersFor} from '../../../shared/operations/handoff.ts'
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
export const TRACK = 5 as TrackId
export const ODIN: Subject = {
  key: 'mmsi:265000001',
  label: 'ODIN',
  kind: 'vessel',
  identity: 'identified',
  world: 'real',
  place: {lon: 12, lat: 56},
}

/**
 * Two nations joined by what each has in its outbox, nothing else. `crossed`: whether ODIN is beyond the line; `linked`:
 * whether its reference on the link is known.
 */
export function twoNations(transfer: TransferMode = 'on-accept') {
  const clock = manualClock()
  const world: {
    crossed: boolean
    subject: Subject
    former: string[]
    unitAt: Position | undefined
    linked: boolean
    law: LawFacts
  } = {
    crossed: false,
    subject: ODIN,
    former: [],
    unitAt: undefined,
    linked: true,
    law: NO_LAW_FACTS,
  }
  const isOdin = (key: string) => key === world.subject.key || world.former.includes(key)
  const random = seededRandom(3)
  const nations = new Map([SE, DK].map(code => [code, make(code)]))

  function make(nation: NationCode) {
    const partner = nation === SE ? DK : SE
    const unit = `${nation}-1` as UnitId
    const basis = {agreement: 'a' as never, rule: 'r' as never}
    const ledger = new SqliteLedger({database: openStore(':memory:'), random: seededRandom(nation === SE ? 1 : 2)})
    const start = () =>
      new Operations({
        nation,
        ledger,
        clock,
        random: seededRandom(nation === SE ? 11 : 12),
        mrcc: `${nation}-00` as PostId,
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
            subjectOfTrack: track => (track === TRACK ? world.subject : undefined),
            subjectOf: key =>
              isOdin(key)
                ? world.subject
                : key === `unit:${unit}` && world.unitAt !== undefined
                  ? {...ODIN, key, place: world.unitAt}
                  : undefined,
            trackOf: key => (isOdin(key) ? TRACK : undefined),
          },
          authority: {refuse: () => undefined},
          get law() {
            return world.law
          },
          handoffs: {
            offer: () => ({
              permitted: true,
              transfer,
              timers: timersFor('vessel'),
              graceMs: 0,
              subject: {label: 'ODIN', place: {lon: 12, lat: 56}, fields: ['position'], withheld: ['destination']},
            }),
            pointOut: () => ({permitted: true, replyMs: timersFor('vessel').reply, graceMs: 0}),
            hasCrossed: () => world.crossed,
            isHeading: () => true,
            ceased: () => undefined,
            nearestUnit: ({free}) => free[0],
          },
          exporter: {
            partners: [partner],
            release: ({message}) =>
              message.type === 'pursuit'
                ? message
                : ({...message, live: ['r1:1'], basis, ...(message.type === 'alert' || message.type === 'incident' ? {withheld: []} : {})} as never),
          },
          refs: {keyOf: () => (world.linked ? world.subject.key : undefined)},
          grants: {
            sign: () => `signed by ${nation}`,
            verify: (by, _body, signature) => signature === `signed by ${by}`,
          },
          names: {nameOf: () => 'Anna'},
          units: {isReachable: () => true},
        },
      })
    return {operations: start(), ledger, partner, unit, start}
  }

  function of(code: NationCode) {
    const nation = nations.get(code)
    if (nation === undefined) throw new Error(code)
    return nation
  }

  /** Carries everything over, each message twice, until nothing is left. */
  function carry(): void {
    for (let round = 0; round < 6; round++) {
      clock.advance(10)
      for (const [code, {operations, partner}] of nations) {
        const there = of(partner).operations
        for (const row of operations.outboxAfter(partner, 'urgent', there.inboxPosition(code, 'urgent').seq, 100)) {
          const message = linkMessage.parse(JSON.parse(row.body.toString()))
          const received = {partner: code, lane: 'urgent' as const, seq: row.seq, hash: row.hash, message, heldMs: 0}
          void there.receive(received)
          void there.receive(received)
        }
      }
    }
    clock.advance(10)
  }

  function person(code: NationCode, role: Person['role'] = 'operator'): Person {
    return {
      user: `anna@${code}` as UserId,
      actor: `anna-${code}` as ActorId,
      name: 'Anna',
      nation: code,
      role,
      post: `${code}-01` as PostId,
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

  function thing(code: NationCode, kind: string) {
    return [...of(code).operations.things()].find(one => one.kind === kind)
  }

  /** The node goes down and starts on the same ledger. */
  function restart(code: NationCode): void {
    of(code).operations.stop()
    nations.set(code, {...of(code), operations: of(code).start()})
  }

  return {restart, clock, world, of, carry, order, person, thing}
}
