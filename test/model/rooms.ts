import {createHash} from 'node:crypto'
import {type ContactId, type NationCode, nationOf} from '../../shared/base/id.ts'
import {crockford} from '../../shared/base/random.ts'
import type {Position} from '../../shared/geo/position.ts'
import {timersFor} from '../../shared/operations/handoff.ts'
import type {Rooms, Subject} from '../../server/operations/ports.ts'
import {NO_LAW_FACTS} from '../support/law.ts'
import {isEnd} from './records.ts'
import {type Drifter, NATIONS, pairOf, type Sea} from './sea.ts'

/** The other rooms of a node, as the sea has it: everybody sees every object; pairs release by their agreement or not at all. */
export function roomsOf(own: NationCode, sea: Sea, isLinkUp: (partner: NationCode) => boolean = () => true): Rooms {
  const basis = () => ({agreement: `policy-${sea.policy}` as never, rule: 'r' as never})
  return {
    picture: {
      subjectOfRow: () => subjectOf(sea.drifters[0]),
      subjectOfTrack: track => subjectOf(sea.ofTrack(track)),
      subjectOf: key => subjectOf(sea.ofKey(key)),
      trackOf: key => sea.ofKey(key)?.track,
    },
    authority: {refuse: () => undefined},
    handoffs: {
      offer: ({contact, from, to}) => ({
        permitted: sea.agree(from, to),
        agreement: pairOf(from, to) as never,
        transfer: sea.transfer,
        timers: timersFor(contact.object),
        graceMs: 100,
        subject: {label: contact.title, fields: ['position'], withheld: []},
      }),
      pointOut: ({to}) => ({permitted: sea.agree(own, to), replyMs: 60_000, graceMs: 100}),
      standard: ({from, to}) =>
        sea.isStandard ? {agreement: pairOf(from, to) as never, title: 'standard conditions'} : undefined,
      isTerritoryOf: (nation, place) => watersAt(place) === nation,
      areaOf: watersAt,
      isLinkUp,
      mayClaimUnattended: () => true,
      agreedTimers: () => undefined,
      hasCrossed: (handoff, {key}) => sea.ofKey(key)?.waters === handoff.to,
      isHeading: (handoff, {key}) => sea.ofKey(key)?.waters !== undefined && handoff.to !== own,
      ceased: ({from, to}) => (sea.agree(from, to) ? undefined : 'AGREEMENT'),
      nearestUnit: () => undefined,
    },
    exporter: {
      partners: NATIONS.filter(nation => nation !== own),
      release({message, keys, told, holders}, partner) {
        const agree = sea.agree(own, partner)
        const live = keys.flatMap(key => (sea.ofKey(key) === undefined ? [] : [`run:${key.slice(-1)}`]))
        const released = {...message, live, basis: basis()} as never
        if (message.type === 'contact') {
          const opener = nationOf(message.id as ContactId)
          return agree && (opener === own || opener === partner || holders?.includes(partner) === true)
            ? released
            : undefined
        }
        if (message.type === 'point-out') return agree || told ? released : undefined
        if (message.type === 'handoff') return agree || (told && isEnd(message.status)) ? released : undefined
        return undefined
      },
    },
    refs: {keyOf: ref => sea.drifters.find(drifter => drifter.key.endsWith(ref.slice(-1)))?.key},
    grants: {
      sign: body => signed(own, body),
      verify: (nation, body, signature) => signature === signed(nation, body),
      code: (text, partner) => codeOf(pairOf(own, partner), text),
    },
    names: {nameOf: () => undefined},
    law: NO_LAW_FACTS,
    units: {isReachable: () => true},
  }
}

/** Each nation's waters lie around a meridian of their own. */
function watersAt({lon}: Position): NationCode | undefined {
  return NATIONS[Math.round(lon / 10)]
}

/** Ten letters that only a pair can make. */
function codeOf(pair: string, text: string): string {
  return crockford(createHash('sha256').update(`${pair} ${text}`).digest()).slice(0, 10)
}

function subjectOf(drifter: Drifter | undefined): Subject | undefined {
  if (drifter === undefined) return undefined
  const {key, kind, waters} = drifter
  return {
    key,
    kind,
    label: key,
    identity: 'identified',
    world: 'real',
    place: {lon: 10 * NATIONS.indexOf(waters), lat: 56},
  }
}

/** What only that nation can write: here everybody is honest, and signatures are proven elsewhere. */
function signed(nation: NationCode, body: string): string {
  return createHash('sha256').update(`${nation} ${body}`).digest('base64')
}
