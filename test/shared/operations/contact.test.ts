import {expect, test} from 'vitest'
import type {AgreementId, HandoffId, RuleId} from '../../../shared/base/id.ts'
import {
  contact,
  type ContactCommand,
  type ContactCopy,
  controls,
  type Grant,
} from '../../../shared/operations/contact.ts'
import {after, given} from '../../support/given.ts'
import {anna, bo, CONTACT, DE, DK, HANDOFF, nodeDK, nodeSE, SE} from './people.ts'

const about = {object: 'vessel', identity: 'unidentified', title: 'Blue hull'} as const
const mark: ContactCommand = {type: 'open', id: CONTACT, world: 'simulated', key: 'mmsi:265', ...about, at: 0, by: anna}
const pass: ContactCommand = {
  ...{type: 'pass', handoff: HANDOFF, grant: 'grant-02', to: DK, epoch: 2, at: 10, by: nodeSE},
}
const grant: Grant = {grant: 'grant-02', handoff: HANDOFF, from: SE, to: DK, epoch: 2, at: 10}
const take: ContactCommand = {
  ...{type: 'receive-grant', id: CONTACT, grant, file: {world: 'simulated', ...about}, at: 20, by: nodeDK},
}
const told: ContactCopy = {
  ...{id: CONTACT, version: 1, world: 'simulated', status: 'OPEN', ...about, openedAt: 0, live: ['a:1']},
  custody: {controller: SE, epoch: 1, available: false, contested: false, since: 0},
  basis: {agreement: 'SE-DK' as AgreementId, rule: 'all' as RuleId},
}
const copy = (changes: Partial<ContactCopy> = {}): ContactCommand => ({
  ...{type: 'copy', from: SE, copy: {...told, ...changes}, at: 5, by: nodeDK},
})
const note: ContactCommand = {type: 'note', text: 'two on deck', at: 6, by: bo}
const close: ContactCommand = {type: 'close', at: 30, by: anna}
const has = (...commands: ContactCommand[]) => given(contact)(...after(contact, ...commands))

test('[CO1] who opens a contact controls it, epoch 1', () => {
  has(mark).is({status: 'OPEN', version: 1, custody: {controller: SE, epoch: 1}})
  has(mark).when(mark).refused('already-marked')
  has().when(note).refused('no-contact')
})

test('[CO2] only the controller assesses and closes', () => {
  const assess: ContactCommand = {type: 'assess', identity: 'of-interest', at: 7, by: anna}
  has(mark).when(assess).then({type: 'assessed', object: 'vessel', identity: 'of-interest', title: 'Blue hull'})
  has(mark)
    .when({...assess, by: bo})
    .refused('controller-only')
  has(mark)
    .when({...assess, expectedEpoch: 2})
    .refused('stale-epoch', {epoch: 1})
  has(mark).when(close).then({type: 'closed'})
  has(mark)
    .when({...close, by: bo})
    .refused('controller-only')
  has(mark)
    .when({...close, openHandoff: 'handoff-0002' as HandoffId})
    .refused('handoff-open')
  has(mark, pass).when(close).refused('controller-only')
})

test('[CO3] a closed contact takes no notes', () => {
  has(mark).when(note).then({type: 'noted', text: 'two on deck'})
  has(mark, close).when(note).refused('contact-closed')
  has(mark, close).when(close).refused('contact-closed')
})

test('[CO4] a copy leaves own notes; older ones are ignored, and any while control is here', () => {
  has(copy(), note, copy({version: 2, title: 'Red hull'})).is({title: 'Red hull', notes: [{text: 'two on deck'}]})
  has(copy({version: 2}))
    .when(copy())
    .then()
  has(copy(), take)
    .when(copy({version: 9}))
    .then()
  const ended: ContactCommand = {type: 'withdraw', from: SE, at: 9, by: nodeDK}
  has(copy()).when(ended).then({type: 'withdrawn'})
  has(copy())
    .when({...ended, from: DE})
    .then()
})

test('[CO4] a copy that was taken back is taken again as it was, an older one is not', () => {
  const withdraw: ContactCommand = {type: 'withdraw', from: SE, at: 6, by: nodeDK}
  has(copy({version: 3}), withdraw, copy({version: 3})).is({withdrawn: false, live: ['a:1']})
  has(copy({version: 3}), withdraw, copy({version: 2})).is({withdrawn: true, live: []})
})

test('[CU1] control passes once per epoch, from the controller', () => {
  has(mark).when(pass).then({type: 'passed', grant})
  has(mark)
    .when({...pass, by: nodeDK})
    .refused('controller-only')
  has(mark)
    .when({...pass, epoch: 3})
    .refused('stale-epoch', {epoch: 1})
  has(mark, pass).when(pass).refused('controller-only')
  has(mark, pass).is({custody: {controller: DK, epoch: 2, since: 10}})
})

test('[CU2] word of control in a copy makes nobody the controller', () => {
  const word = copy({version: 2, custody: {...told.custody, controller: DK, epoch: 2}})
  expect(controls(has(copy(), word).state, DK)).toBe(false)
  has().when(word).then()
  expect(controls(has(copy(), word, take).state, DK)).toBe(true)
  expect(controls(has(take).state, DK)).toBe(true)
})

test('[CU3] a repeated grant changes nothing, an old or foreign one is refused', () => {
  has(copy(), take).when(take).then()
  has(copy(), take)
    .when({...take, grant: {...grant, grant: 'grant-xx'}})
    .refused('stale-epoch', {epoch: 2})
  has(copy())
    .when({...take, grant: {...grant, to: DE}})
    .refused('not-your-grant')
})

test('[CU4] a receipt is kept once', () => {
  const receipt: ContactCommand = {type: 'receipt', grant: 'grant-02', at: 40, by: nodeSE}
  has(mark, pass).when(receipt).then({type: 'receipted', grant: 'grant-02'})
  has(mark, pass, receipt).when(receipt).then()
  has(mark, pass, receipt).is({custody: {grants: [{grant: 'grant-02', receiptAt: 40}]}})
})
