import {expect, test} from 'vitest'
import type {ActorId, PostId, ShiftId} from '../../../shared/base/id.ts'
import type {Actor} from '../../../shared/operations/actor.ts'
import {post, postState, type PostEvent} from '../../../shared/operations/post.ts'
import {given} from '../../support/given.ts'
import {anna, astrid, DK, nodeDK, SE} from './people.ts'

const past = given(post)
const sven: Actor = {nation: SE, actor: 'a3' as ActorId, role: 'operator', post: 'SE-01' as PostId}
const elsa: Actor = {nation: SE, actor: 'a4' as ActorId, role: 'liaison', post: 'SE-01' as PostId}
const SHIFT = 'shift-0001' as ShiftId
const came: PostEvent = {type: 'arrived', at: 0, by: anna}
const took: PostEvent = {type: 'taken', at: 0, by: anna}
const svenCame: PostEvent = {type: 'arrived', at: 1, by: sven}
const after = (...events: PostEvent[]) => events.reduce(post.evolve, post.initial)

test('[PO1] the first operator or commander who comes takes a free post; a liaison takes nothing', () => {
  past().when({type: 'arrive', at: 0, by: anna}).then(came, took)
  past().when({type: 'arrive', at: 0, by: elsa}).then({type: 'arrived', at: 0, by: elsa})
  past(came, took).when({type: 'arrive', at: 1, by: sven}).then(svenCame)
  past(came, took).when({type: 'arrive', at: 1, by: anna}).then()
  expect(postState(after(came, took))).toBe('open')
})

test('[PO2] whoever leaves still holds the post', () => {
  const left: PostEvent = {type: 'left', at: 5, by: anna}
  past(came, took).when({type: 'leave', at: 5, by: anna}).then(left)
  past(left).when({type: 'leave', at: 6, by: anna}).then()
  expect(after(came, took, left)).toMatchObject({status: 'HELD', holder: {by: anna, since: 0}, present: []})
})

test('[PO3] while the holder is there nobody else takes it; when away somebody may, and the post says so', () => {
  past(came, took, svenCame).when({type: 'take', at: 7, by: sven}).refused('post-held')
  const relieved: PostEvent = {type: 'relieved', from: anna, to: sven, unattended: true, at: 7, by: sven}
  const left: PostEvent = {type: 'left', at: 5, by: anna}
  past(came, took, svenCame, left).when({type: 'take', at: 7, by: sven}).then(relieved)
  expect(after(came, took, svenCame, left, relieved).holder).toEqual({by: sven, since: 7, unattended: true})
  past(came, took).when({type: 'take', at: 7, by: anna}).then()
  past().when({type: 'take', at: 7, by: elsa}).refused('not-allowed')
})

test('[PO4] a relief names who holds the post', () => {
  past(came, took)
    .when({type: 'relieve', from: anna, to: sven, shift: SHIFT, at: 9, by: sven})
    .then({type: 'relieved', from: anna, to: sven, shift: SHIFT, unattended: false, at: 9, by: sven})
  past(came, took).when({type: 'relieve', from: astrid, to: sven, shift: SHIFT, at: 9, by: sven}).refused('not-holder')
})

test('[PO5] the holder and the commander call it busy or close it, and not while it holds work', () => {
  past(came, took).when({type: 'set-busy', busy: true, at: 2, by: sven}).refused('not-holder')
  past().when({type: 'set-busy', busy: true, at: 2, by: astrid}).refused('post-not-held')
  const busy: PostEvent = {type: 'busy-set', busy: true, at: 2, by: anna}
  past(came, took).when({type: 'set-busy', busy: true, at: 2, by: anna}).then(busy)
  expect(postState(after(came, took, busy))).toBe('busy')
  const close = {type: 'close', at: 3} as const
  expect(post.decide(after(came, took), {...close, work: 2, by: anna})).toEqual({
    refused: 'post-holds-work',
    values: {count: 2},
  })
  past(came, took)
    .when({...close, work: 0, by: sven})
    .refused('not-holder')
  const closed: PostEvent = {type: 'closed', at: 3, by: astrid}
  past(came, took)
    .when({...close, work: 0, by: astrid})
    .then(closed)
  expect(after(came, took, closed).holder).toBe(undefined)
  past(came, took, closed)
    .when({type: 'arrive', at: 4, by: sven})
    .then({type: 'arrived', at: 4, by: sven}, {type: 'taken', at: 4, by: sven})
})

test('[PO6] standing orders are the commander’s', () => {
  const order = {order: 'order-001', text: 'Report every drone north of 55.2.', language: 'en'}
  past()
    .when({type: 'order', ...order, at: 1, by: anna})
    .refused('commander-only')
  const ordered: PostEvent = {type: 'ordered', ...order, at: 1, by: astrid}
  past()
    .when({type: 'order', ...order, at: 1, by: astrid})
    .then(ordered)
  past(ordered)
    .when({type: 'order', ...order, at: 2, by: astrid})
    .then()
  past(ordered).when({type: 'end-order', order: 'order-001', at: 3, by: anna}).refused('commander-only')
  expect(after(ordered, {type: 'order-ended', order: 'order-001', at: 3, by: astrid}).orders).toEqual([])
})

test('[PO7] a partner’s copy is a name and a state, and can be taken back', () => {
  const copy = {nation: DK, name: 'Øresund', state: 'busy', changedAt: -500} as const
  const copied: PostEvent = {type: 'copied', ...copy, at: 1, by: nodeDK}
  past()
    .when({type: 'copy', ...copy, at: 1, by: nodeDK})
    .then(copied)
  expect(postState(after(copied))).toBe('busy')
  past(copied).when({type: 'withdraw', at: 2, by: nodeDK}).then({type: 'withdrawn', at: 2, by: nodeDK})
  past().when({type: 'withdraw', at: 2, by: nodeDK}).then()
})
