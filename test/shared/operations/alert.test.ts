import {test} from 'vitest'
import type {AgreementId, AlertId, IncidentId, RuleId} from '../../../shared/base/id.ts'
import type {Priority} from '../../../shared/model/finding.ts'
import {alert, type AlertCommand, alertStatus, isClosed, timersOf} from '../../../shared/operations/alert.ts'
import {expect} from 'vitest'
import {after, given} from '../../support/given.ts'
import {anna, nodeSE, SE} from './people.ts'

const origin = {id: 'alert-0001' as AlertId, world: 'simulated', origin: SE, rule: 'crossing', situation: 's1'} as const
const basis = {agreement: 'SE-DK' as AgreementId, rule: 'all' as RuleId}
const situation = (priority: Priority = 2) =>
  ({priority, confidence: 'high', evidence: [], since: 0, keys: []}) as const
const raise: AlertCommand = {type: 'raise', ...origin, ...situation(), at: 0, by: nodeSE}
const again = (priority: Priority = 2): AlertCommand => ({type: 'again', ...situation(priority), at: 10, by: nodeSE})
const clear: AlertCommand = {type: 'clear', at: 20, by: nodeSE}
const acknowledge: AlertCommand = {type: 'acknowledge', at: 5, by: anna}
const shelve: AlertCommand = {type: 'shelve', minutes: 15, reason: 'known', at: 0, by: anna}
const transfer: AlertCommand = {type: 'transfer', incident: 'incident-01' as IncidentId, at: 9, by: anna}
const has = (...commands: AlertCommand[]) => given(alert)(...after(alert, ...commands))
const word = (...commands: AlertCommand[]) => {
  const {state} = has(...commands)
  return state.status === 'NONE' ? undefined : alertStatus(state)
}
const copy = (version: number, priority: Priority = 2, active = true): AlertCommand => ({
  ...{type: 'copy', ...origin, ...situation(priority), active, count: version, raisedAt: 0, updatedAt: 0},
  release: {version, basis, withheld: [], subjects: [], live: [], homeClosed: false, withdrawn: false},
  ...{at: 10, by: nodeSE},
})

test('[AL1] condition and acknowledgement are independent', () => {
  expect(word(raise)).toBe('UNACK')
  expect(word(raise, acknowledge)).toBe('ACK')
  expect(word(raise, clear)).toBe('CLEARED_UNACK')
  expect(word(raise, clear, acknowledge)).toBe('CLEARED')
  expect(word(raise, shelve)).toBe('SHELVED')
  expect(isClosed(has(raise, clear).state)).toBe(false)
  expect(isClosed(has(raise, clear, acknowledge).state)).toBe(true)
  has(raise, acknowledge).when(acknowledge).then()
  has(raise).when(raise).refused('already-raised')
  has().when(acknowledge).refused('not-found')
})

test('[AL2] found again it counts; its priority does not fall', () => {
  has(raise, again(3)).is({count: 2, priority: 2, updatedAt: 10})
  expect(word(raise, acknowledge, again())).toBe('ACK')
})

test('[AL3] it rings again when its priority rises or the condition returns', () => {
  has(raise, acknowledge, again(1)).is({
    acknowledged: undefined,
    again: {code: 'again-priority', values: {from: 2, to: 1}},
  })
  has(raise, acknowledge, clear, again(3)).is({active: true, priority: 3, again: {code: 'again-returned'}})
  expect(word(raise, acknowledge, clear, again())).toBe('UNACK')
})

test('[AL4] priority 1 is not put aside', () => {
  has(raise, again(1)).when(shelve).refused('not-for-priority-1')
  has(raise, shelve).when(again(1)).then({type: 'found-again'}, {type: 'unshelved', why: 'priority'})
})

test('[AL5] what is put aside comes back in time', () => {
  const timer: AlertCommand = {type: 'timer', timer: 'shelve', version: 2, at: 900_000, by: nodeSE}
  expect(timersOf(has(raise, shelve).state)).toEqual([{timer: 'shelve', dueAt: 900_000, version: 2}])
  has(raise, shelve)
    .when({...timer, at: 899_999})
    .then()
  has(raise, shelve)
    .when({...timer, version: 1})
    .then()
  has(raise, shelve).when(timer).then({type: 'unshelved', why: 'time'})
  has(raise, shelve, timer).when(timer).then()
  has(raise, shelve).when({type: 'unshelve', at: 1, by: anna}).then({type: 'unshelved', why: 'person'})
  has(raise, shelve).when(shelve).refused('already-shelved')
})

test('[AL6] an incident takes an alert once', () => {
  expect(word(raise, transfer)).toBe('TRANSFERRED')
  has(raise, transfer).is({acknowledged: {by: anna, at: 9}})
  has(raise, transfer).when(transfer).then()
  has(raise, transfer)
    .when({...transfer, incident: 'incident-02' as IncidentId})
    .refused('in-incident')
  has(raise, transfer).when(shelve).refused('in-incident')
})

test('[AL7] a copy keeps the own acknowledgement', () => {
  expect(word(copy(1), acknowledge, copy(2))).toBe('ACK')
  expect(word(copy(1), acknowledge, copy(2, 1))).toBe('UNACK')
  expect(word(copy(1), acknowledge, copy(2, 2, false), copy(3))).toBe('UNACK')
  has(copy(2)).when(copy(1)).then()
  has(raise).when(copy(2)).refused('not-home', {nation: SE})
  has(copy(1), {type: 'withdraw', at: 30, by: nodeSE}).is({active: false, copied: {withdrawn: true}})
})

test('[AL8] a release is kept once, and ends once', () => {
  const share: AlertCommand = {type: 'share', nation: SE, basis, at: 1, by: nodeSE}
  const unshare: AlertCommand = {type: 'unshare', nation: SE, at: 2, by: nodeSE}
  has(raise, share).is({sharedWith: [{nation: SE, basis}]})
  has(raise, share).when(share).then()
  has(raise, share, unshare).is({sharedWith: []})
  has(raise).when(unshare).then()
})
