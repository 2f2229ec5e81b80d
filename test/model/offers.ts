import type {HandoffId, NationCode} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import {hex} from '../../shared/base/random.ts'
import type {Role} from '../../shared/operations/actor.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {ContactThing, HandoffThing} from '../../shared/protocol/things.ts'
import {isEnd} from './records.ts'
import type {Node} from './node.ts'
import {NATIONS, type Sea} from './sea.ts'

/** Something that a person of a nation may press at this moment. */
export type Press = {readonly nation: NationCode; readonly role: Role; readonly command: Command}

/** What sensible people might press next, from what their own screens show. */
export function offers(node: Node, sea: Sea, random: Random): Press[] {
  const things = node.things()
  const contacts = things.filter(one => one.kind === 'contact')
  const handoffs = things.filter(one => one.kind === 'handoff')
  const press = (command: Command, role: Role = 'operator'): Press => ({nation: node.code, role, command})
  const open = handoffs
    .filter(handoff => !isEnd(handoff.status))
    .flatMap(handoff => onHandoff(node.code, handoff, random).map(command => press(command, roleFor(command))))
  // Who has something to answer mostly does that.
  if (open.length > 0 && random.unit() < 0.7) return open
  return [
    ...marks(contacts, sea).map(command => press(command)),
    ...contacts.flatMap(contact => onContact(node.code, contact, handoffs, random)).map(command => press(command)),
    ...open,
  ]
}

/** Anything on any handoff that anybody has heard of, by anybody, seen long ago or never. */
export function nonsense(node: Node, handoffs: readonly HandoffId[], random: Random): Press | undefined {
  const handoff = pick(handoffs, random)
  if (handoff === undefined) return undefined
  const code = 'TERMS' as const
  const terms = {transfer: 'on-release' as const}
  const expectedVersion = pick([undefined, 1, 2, 5, 99], random)
  const seen = expectedVersion === undefined ? {} : {expectedVersion}
  const command = pick<Command>(
    [
      {type: 'handoff.accept', handoff, ...seen},
      {type: 'handoff.assume', handoff, ...seen},
      {type: 'handoff.recall', handoff, ...seen},
      {type: 'handoff.release', handoff, ...seen},
      {type: 'handoff.grant', handoff, ...seen},
      {type: 'handoff.accept-counter', handoff, ...seen},
      {type: 'handoff.counter', handoff, terms, ...seen},
      {type: 'handoff.repropose', handoff, terms, ...seen},
      {type: 'handoff.reject', handoff, code, ...seen},
      {type: 'handoff.refuse', handoff, code, ...seen},
      {type: 'handoff.withdraw', handoff, ...seen},
      {type: 'handoff.standby', handoff, ...seen},
    ],
    random,
  )
  return command && {nation: node.code, role: pick(['operator', 'commander', 'field'], random) ?? 'field', command}
}

function marks(contacts: readonly ContactThing[], sea: Sea): Command[] {
  const open = new Set(contacts.filter(contact => contact.status === 'OPEN').map(contact => contact.track))
  return sea.drifters
    .filter(({track}) => !open.has(track))
    .map(({track}) => ({type: 'contact.mark', track, title: 'seen'}))
}

function onContact(
  own: NationCode,
  contact: ContactThing,
  handoffs: readonly HandoffThing[],
  random: Random,
): Command[] {
  if (contact.status !== 'OPEN') return []
  const isBusy = handoffs.some(handoff => handoff.contact === contact.id && !isEnd(handoff.status))
  const {controller} = contact.custody
  const handoff = newHandoff(own, random)
  const subject = {contact: contact.id}
  const why = 'heading'
  if (controller !== own) return [{type: 'handoff.request', handoff, contact: contact.id, why}]
  if (isBusy) return []
  return NATIONS.filter(nation => nation !== own).flatMap<Command>(to => [
    {type: 'handoff.propose', handoff, subject, to, why},
    {type: 'handoff.propose', handoff, subject, to, why},
    {type: 'handoff.notify', handoff, subject, to, why},
    ...(random.unit() < 0.1 ? [{type: 'contact.unmark' as const, contact: contact.id}] : []),
  ])
}

function onHandoff(own: NationCode, thing: HandoffThing, random: Random): Command[] {
  const {id: handoff, contact, from, to, status, version: expectedVersion} = thing
  const seen = {handoff, expectedVersion}
  const code = 'CAPACITY' as const
  const subject = {contact}
  const other = {transfer: thing.terms.transfer === 'on-release' ? ('at-line' as const) : ('on-release' as const)}
  const why = 'heading'
  const rarely = (command: Command): Command[] => (random.unit() < 0.25 ? [command] : [])
  if (own === from) {
    switch (status) {
      case 'NOTIFIED':
        return [{type: 'handoff.propose', handoff: `${handoff}-p` as HandoffId, subject, to, why}]
      case 'REQUESTED':
        return [
          {type: 'handoff.grant', ...seen},
          {type: 'handoff.grant', ...seen},
          {type: 'handoff.deny', ...seen, code},
          {type: 'handoff.propose', handoff: `${handoff}-p` as HandoffId, subject, to, why, terms: other},
        ]
      case 'PROPOSED':
        return [...rarely({type: 'handoff.recall', ...seen}), {type: 'handoff.repropose', ...seen, terms: other}]
      case 'STANDBY':
        return rarely({type: 'handoff.recall', ...seen})
      case 'COUNTERED':
        return [
          {type: 'handoff.accept-counter', ...seen},
          {type: 'handoff.accept-counter', ...seen},
          {type: 'handoff.reject-counter', ...seen, code},
          {type: 'handoff.repropose', ...seen, terms: other},
          ...rarely({type: 'handoff.recall', ...seen}),
        ]
      case 'ACCEPTED':
        return [
          {type: 'handoff.release', ...seen},
          {type: 'handoff.release', ...seen},
          ...rarely({type: 'handoff.recall', ...seen}),
        ]
      case 'RELEASED':
        return rarely({type: 'handoff.recall', ...seen})
      default:
        return []
    }
  }
  if (own !== to) return []
  switch (status) {
    case 'NOTIFIED':
      return [{type: 'handoff.request', handoff: `${handoff}-r` as HandoffId, contact, why}]
    case 'REQUESTED':
      return rarely({type: 'handoff.withdraw', ...seen})
    case 'PROPOSED':
    case 'STANDBY':
      return [
        {type: 'handoff.seen', handoff},
        {type: 'handoff.accept', ...seen},
        {type: 'handoff.accept', ...seen},
        {type: 'handoff.accept', ...seen},
        {type: 'handoff.reject', ...seen, code},
        {type: 'handoff.standby', ...seen},
        {type: 'handoff.counter', ...seen, terms: other},
      ]
    case 'ACCEPTED':
      return [{type: 'handoff.assume', ...seen}, ...rarely({type: 'handoff.withdraw', ...seen})]
    case 'RELEASED':
      return [
        {type: 'handoff.assume', ...seen},
        {type: 'handoff.assume', ...seen},
        {type: 'handoff.assume', ...seen},
        {type: 'handoff.refuse', ...seen, code},
      ]
    default:
      return []
  }
}

function roleFor(command: Command): Role {
  return command.type === 'handoff.withdraw' ? 'commander' : 'operator'
}

function newHandoff(own: NationCode, random: Random): HandoffId {
  return `${own}-${hex(random.bytes(6))}` as HandoffId
}

export function pick<T>(from: readonly T[], random: Random): T | undefined {
  return from[Math.floor(random.unit() * from.length)]
}
