import {expect, test} from 'vitest'
import type {ContactId, PostId} from '../../../../shared/base/id.ts'
import {loadsOf, type PostOfBoard, suggestMove, type Work} from '../../../../client/panels/board/load.ts'
import type {AlertThing, ContactThing} from '../../../../shared/protocol/things.ts'
import {alertOf, anna, DK, handoffOf, NOW, SE} from '../samples.ts'

const south: PostOfBoard = post('SE-01', {sector: {west: 12, south: 54, east: 14, north: 56}})
const east: PostOfBoard = post('SE-02', {sector: {west: 14, south: 54, east: 16, north: 56}, who: 'E. Lund'})

function post(id: string, part: Partial<PostOfBoard> = {}): PostOfBoard {
  return {id: id as PostId, name: id, sector: undefined, who: 'A. Berg', state: 'open', ...part}
}

function contactOf(id: string, heldBy = 'SE-01', controller = SE): ContactThing {
  return {
    ...{kind: 'contact', id: id as ContactId, version: 1, world: 'simulated', status: 'OPEN', object: 'vessel'},
    ...{identity: 'of-interest', title: id, openedAt: NOW, openedBy: anna, notes: [], assessments: [], contests: []},
    custody: {controller, post: heldBy as PostId, epoch: 1, available: false, contested: false, since: NOW},
  }
}

const contacts = (count: number, heldBy = 'SE-01') =>
  Array.from({length: count}, (_, index) => contactOf(`SE-${heldBy}-${index}`, heldBy))
const alert = (id: string, part: Partial<AlertThing>) => alertOf({id, contact: undefined as never, ...part})
const work = (part: Partial<Work>): Work => ({nation: SE, contacts: [], alerts: [], handoffs: [], now: NOW, ...part})

test('[BO1] the load is the sum of what a post holds and what waits for it, each part with its weight', () => {
  const [load] = loadsOf(
    [south],
    work({
      contacts: [...contacts(14), contactOf('DK-1', 'DK-01', DK)],
      alerts: [
        alert('a1', {priority: 1, raisedAt: NOW - 40_000}),
        alert('a2', {priority: 2, raisedAt: NOW - 700_000}),
        alert('a3', {priority: 2, raisedAt: NOW - 900_000}),
        alert('a4', {priority: 2, status: 'ACK', raisedAt: NOW - 60_000}),
        alert('a5', {priority: 1, place: {lon: 15, lat: 55}}),
      ],
      handoffs: [handoffOf({id: 'h1'}), handoffOf({id: 'h2', status: 'COMPLETED'})],
    }),
  )
  expect(load?.counts).toEqual({held: 14, p1: 1, p2: 2, handoffs: 1, alerts: 2})
  expect(load?.total).toBe(14 + 5 + 2 * 3 + 2 + 2)
  expect(load).toMatchObject({incoming: 1, outgoing: 0, oldestAt: NOW - 900_000})
})

test('[BO2] an alert counts where its contact is held, else where its place lies', () => {
  const [a, b] = loadsOf(
    [south, east],
    work({
      contacts: contacts(1, 'SE-02'),
      alerts: [
        alert('a1', {contact: 'SE-SE-02-0' as ContactId}),
        alert('a2', {}),
        alert('a3', {place: {lon: 20, lat: 55}}),
      ],
    }),
  )
  expect([a?.counts.p2, b?.counts.p2]).toEqual([1, 1])
})

test('[BO3] posts stand in their own order, whatever their load', () => {
  const loads = loadsOf([south, east], work({contacts: contacts(5, 'SE-02')}))
  expect(loads.map(({id, total}) => [id, total])).toEqual([
    ['SE-01', 0],
    ['SE-02', 5],
  ])
})

test('[BO4] as much is suggested to move as brings a post down to its limit, to the sector with the most room', () => {
  const loads = loadsOf(
    [south, east, post('SE-03', {sector: {west: 16, south: 54, east: 18, north: 56}}), post('SE-00')],
    work({contacts: [...contacts(26), ...contacts(8, 'SE-02'), ...contacts(2, 'SE-03')]}),
  )
  const [from, , third] = loads
  if (from === undefined || third === undefined) throw new Error('loads')
  const move = suggestMove(from, {loads, limit: 20, placeOf: () => undefined})
  expect(move).toMatchObject({to: {id: 'SE-03'}, fromAfter: 20, toAfter: 8})
  expect(move?.contacts).toHaveLength(6)
  expect(suggestMove(third, {loads, limit: 20, placeOf: () => undefined})).toBe(undefined)
})

test('[BO5] nothing is suggested to a post that nobody holds, that is busy, or that has no room', () => {
  const to = (part: Partial<PostOfBoard>, held = 0) => {
    const loads = loadsOf([south, {...east, ...part}], work({contacts: [...contacts(26), ...contacts(held, 'SE-02')]}))
    const [from] = loads
    return from === undefined ? undefined : suggestMove(from, {loads, limit: 20, placeOf: () => undefined})?.to.id
  }
  expect(to({})).toBe('SE-02')
  expect(to({who: undefined})).toBe(undefined)
  expect(to({state: 'busy'})).toBe(undefined)
  expect(to({}, 20)).toBe(undefined)
})

test('[BO6] what lies in the other’s sector goes first, and what is on offer already stays out', () => {
  const all = contacts(22)
  const offered = handoffOf({id: 'h1', from: SE, to: SE, contact: all[0]?.id as ContactId, status: 'PROPOSED'})
  const loads = loadsOf([south, east], work({contacts: all, handoffs: [offered]}))
  const [from] = loads
  if (from === undefined) throw new Error('a load')
  const placeOf = ({id}: ContactThing) => ({lon: id.endsWith('-9') || id.endsWith('-0') ? 15 : 13, lat: 55})
  expect(suggestMove(from, {loads, limit: 20, placeOf})?.contacts[0]).toBe('SE-SE-01-9')
})
