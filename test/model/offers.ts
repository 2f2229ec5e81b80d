import type {HandoffId, NationCode, PointOutId, PostId} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import {hex} from '../../shared/base/random.ts'
import type {Role} from '../../shared/operations/actor.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {ContactThing, HandoffThing, PointOutThing} from '../../shared/protocol/things.ts'
import {isEnd} from './records.ts'
import type {Node} from './node.ts'
import {NATIONS, type Sea} from './sea.ts'

/** Something that a person of a nation may press at this moment. */
export type Press = {
  readonly nation: NationCode
  readonly role: Role
  readonly post?: PostId
  readonly command: Command
}

/** What sensible people might press next, from what their own screens show. `codes`: what was read out on the telephone. */
export function offers(node: Node, sea: Sea, random: Random, codes: ReadonlyMap<string, string>): Press[] {
  const own = node.code
  const things = node.things()
  const contacts = things.filter(one => one.kind === 'contact')
  const handoffs = things.filter(one => one.kind === 'handoff')
  const press = (command: Command, post?: PostId): Press => ({
    nation: own,
    role: roleFor(command, random),
    ...(post === undefined ? {} : {post}),
    command,
  })
  const open = [
    ...handoffs.flatMap(handoff => [
      ...(isEnd(handoff.status) ? [] : onHandoff(own, handoff, random)).map(command =>
        press(command, handoff.from === handoff.to ? postFor(handoff, command) : undefined),
      ),
      ...afterwards(own, handoff, random, codes).map(command => press(command)),
    ]),
    ...things
      .flatMap(thing => (thing.kind === 'point-out' ? onPointOut(own, thing) : []))
      .map(command => press(command)),
  ]
  // Who has something to answer mostly does that.
  if (open.length > 0 && random.unit() < 0.7) return open
  return [
    ...marks(contacts, sea),
    ...contacts.flatMap(contact => [
      ...onContact(node, contact, handoffs, random),
      ...onCustody(node, contact, contacts, random),
    ]),
  ]
    .map(command => press(command))
    .concat(open)
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

function onContact(node: Node, contact: ContactThing, handoffs: readonly HandoffThing[], random: Random): Command[] {
  if (contact.status !== 'OPEN') return []
  const own = node.code
  const isBusy = handoffs.some(handoff => handoff.contact === contact.id && !isEnd(handoff.status))
  const {controller} = contact.custody
  const handoff = newHandoff(node, random)
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
  if (random.unit() < 0.15) return byVoice(own, thing)
  if (thing.from !== thing.to) return ofSide(own, thing, random, own === thing.from)
  return ofSide(own, thing, random, random.unit() < 0.3)
}

function ofSide(own: NationCode, thing: HandoffThing, random: Random, isFrom: boolean): Command[] {
  const {id: handoff, contact, to, status, version: expectedVersion} = thing
  const seen = {handoff, expectedVersion}
  const code = 'CAPACITY' as const
  const subject = {contact}
  const other = {transfer: thing.terms.transfer === 'on-release' ? ('at-line' as const) : ('on-release' as const)}
  const why = 'heading'
  const rarely = (command: Command): Command[] => (random.unit() < 0.25 ? [command] : [])
  if (isFrom) {
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

/** What people do with control itself, commanders mostly. */
function onCustody(node: Node, contact: ContactThing, contacts: readonly ContactThing[], random: Random): Command[] {
  const own = node.code
  const {id, status, custody, track} = contact
  const handoff = newHandoff(node, random)
  if (status !== 'OPEN')
    return contact.mergedInto === undefined || random.unit() > 0.3 ? [] : [{type: 'contact.separate', contact: id}]
  if (random.unit() < 0.5) return []
  const twin = contacts.find(one => one.id !== id && one.status === 'OPEN' && one.track === track)
  const merging: Command[] =
    twin === undefined ? [] : [{type: 'contact.merge', handoff, contact: id, survivor: twin.id, why: 'same object'}]
  const assessing: Command[] = [{type: 'contact.national', contact: id, identity: 'identified', confidence: 'low'}]
  if (custody.controller !== own)
    return [
      ...merging,
      ...assessing.slice(0, random.unit() < 0.2 ? 1 : 0),
      {type: 'handoff.takeover', handoff, contact: id, reason: 'in our waters'},
      ...(custody.available || custody.unattended !== undefined
        ? [{type: 'contact.claim' as const, handoff, contact: id}]
        : []),
    ]
  return [
    ...merging,
    {type: custody.available ? 'contact.keep' : 'contact.relinquish', contact: id, expectedEpoch: custody.epoch},
    ...(random.unit() < 0.2 ? [{type: 'contact.unmark' as const, contact: id, drop: true}] : []),
    {
      type: 'handoff.propose',
      handoff,
      subject: {contact: id},
      to: own,
      toPost: (custody.post?.endsWith('2') === true ? `${own}-01` : `${own}-02`) as PostId,
      why: 'other post',
    },
    ...NATIONS.filter(nation => nation !== own).flatMap<Command>(to => [
      {
        type: 'point-out.offer',
        pointOut: `po-${hex(random.bytes(6))}` as PointOutId,
        subject: {contact: id},
        to,
        text: '',
      },
      {
        type: 'convoy.propose',
        convoy: `cv-${hex(random.bytes(6))}`,
        members: contacts
          .filter(one => one.status === 'OPEN' && one.custody.controller === own)
          .map(one => ({handoff: newHandoff(node, random), subject: {contact: one.id}})),
        to,
        why: 'together',
      },
    ]),
  ]
}

function onPointOut(own: NationCode, {id: pointOut, status, from, to}: PointOutThing): Command[] {
  if (status !== 'OFFERED') return []
  if (own === from) return [{type: 'point-out.withdraw', pointOut}]
  if (own !== to) return []
  return [
    {type: 'point-out.approve', pointOut},
    {type: 'point-out.unable', pointOut, code: 'CAPACITY'},
  ]
}

/** What is still to be done about what was agreed on the telephone. */
function afterwards(
  own: NationCode,
  {id: handoff, to, from, status, verbal}: HandoffThing,
  random: Random,
  codes: ReadonlyMap<string, string>,
): Command[] {
  if (own !== to || own === from) return []
  const code = codes.get(handoff)
  if (!isEnd(status) && code !== undefined) return [{type: 'handoff.enter-code', handoff, code}]
  if (status !== 'COMPLETED' || verbal?.repudiateBy === undefined || random.unit() > 0.3) return []
  return [{type: 'handoff.repudiate', handoff, text: 'nobody here has said so'}]
}

/** On the telephone, about a handoff that stands. */
function byVoice(own: NationCode, thing: HandoffThing): Command[] {
  const {id: handoff, from, to, status, verbal, convoy} = thing
  const said = {handoff, callback: '+46 1', who: 'Mads', readBack: 'yes'}
  if (from === to) return []
  if (convoy !== undefined && own === to && status === 'PROPOSED') return [{type: 'convoy.accept', convoy}]
  if (own === to) return verbal?.isConfirmed === false ? [{type: 'handoff.confirm', handoff}] : []
  if (status === 'PROPOSED') return [{type: 'handoff.verbal-accept', ...said}]
  if (status !== 'RELEASED') return []
  return verbal?.assume === undefined
    ? [
        {type: 'handoff.verbal-assume', ...said},
        {type: 'handoff.verbal-assume', ...said},
      ]
    : [
        {type: 'handoff.countersign', handoff},
        {type: 'handoff.countersign', handoff},
      ]
}

const COMMANDERS: ReadonlySet<string> = new Set([
  'handoff.withdraw',
  'handoff.takeover',
  'handoff.verbal-accept',
  'handoff.countersign',
  'handoff.enter-code',
  'handoff.repudiate',
  'contact.relinquish',
  'contact.keep',
  'contact.claim',
])

function roleFor(command: Command, random: Random): Role {
  return COMMANDERS.has(command.type) || random.unit() < 0.1 ? 'commander' : 'operator'
}

/** Inside a nation one post hands over to another. */
function postFor({fromPost, toPost}: HandoffThing, {type}: Command): PostId | undefined {
  const isFroms = ['handoff.recall', 'handoff.release', 'handoff.repropose', 'handoff.accept-counter']
  return isFroms.includes(type) ? fromPost : toPost
}

/** A name that nobody has given before: windows make them by chance, and a node refuses one that it knows. */
function newHandoff(node: Node, random: Random): HandoffId {
  return `${node.code}-${hex(random.bytes(6))}-${node.nextName()}` as HandoffId
}

export function pick<T>(from: readonly T[], random: Random): T | undefined {
  return from[Math.floor(random.unit() * from.length)]
}
