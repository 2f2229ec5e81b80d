import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import type {Agreement} from '../../../shared/model/agreement.ts'
import {decide, type Decision, type Request} from '../../../server/policy/decide.ts'

const [XN, XE, XS] = ['XN', 'XE', 'XS'] as NationCode[] as [NationCode, NationCode, NationCode]
const R1 = ['position', 'course', 'speed', 'type', 'mmsi', 'name', 'flag', 'identity', 'alertType', 'impact']
const base = {version: 1, title: '', example: true, status: 'in_force'}

const agreements = [
  {
    ...base,
    id: 'XN-XE-BORDER-2024',
    type: 'bilateral',
    parties: [XN, XE],
    inForce: {from: '2024-01-01', to: '2029-12-31'},
    maxLevel: 'RESTRICTED',
    rules: [
      {
        id: 'r1',
        effect: 'permit',
        from: [XN, XE],
        to: [XN, XE],
        actions: ['notify', 'view', 'subscribe', 'receive_alert'],
        purposes: ['BorderMonitoring', 'BorderOperation'],
        classes: ['track.vessel', 'track.uav', 'alert'],
        when: {zones: ['STRAIT_BOX']},
        disclose: {level: 'STANDARD', fields: R1, precisionM: 1, delayS: 0, historyS: 3_600},
        obligations: {log: 'full', retentionDays: 60, onward: 'forbidden'},
      },
      {
        id: 'r2',
        effect: 'permit',
        from: [XN, XE],
        to: [XN, XE],
        actions: ['handoff'],
        purposes: ['BorderOperation'],
        classes: ['track.vessel', 'track.uav'],
        when: {zones: ['STRAIT_BOX']},
        disclose: {level: 'FULL', fields: [...R1, 'history24h', 'media'], precisionM: 1, delayS: 0, historyS: 86_400},
        obligations: {log: 'full', retentionDays: 180, onward: 'consent'},
      },
      {
        id: 'r3',
        effect: 'prohibit',
        from: [XN],
        to: [XE],
        actions: '*',
        purposes: '*',
        classes: ['track.uav'],
        when: {ownAsset: true},
      },
      {id: 'r4', effect: 'prohibit', from: '*', to: '*', actions: '*', purposes: '*', classes: ['track.person']},
    ],
  },
  {
    ...base,
    id: 'XN-XE-XS-SAR',
    type: 'multilateral',
    parties: [XN, XE, XS],
    inForce: {from: '2020-06-01'},
    maxLevel: 'UNCLASSIFIED',
    rules: [
      {
        id: 's1',
        effect: 'permit',
        safetyOfLife: true,
        from: '*',
        to: '*',
        actions: ['view', 'receive_alert', 'handoff'],
        purposes: ['SAR'],
        classes: ['track.vessel', 'track.uav', 'alert', 'incident', 'track.person'],
        when: {livesAtRisk: true},
        disclose: {
          level: 'STANDARD',
          fields: ['position', 'course', 'speed', 'type', 'pob', 'distressPhase', 'callsign'],
          precisionM: 1,
          delayS: 0,
          historyS: 21_600,
        },
        obligations: {log: 'full', retentionDays: 30, onward: 'sar_only'},
      },
    ],
  },
  {
    ...base,
    id: 'XE-XS-CUSTOMS-2022',
    type: 'bilateral',
    parties: [XE, XS],
    inForce: {from: '2022-03-01', to: '2027-02-28'},
    maxLevel: 'UNCLASSIFIED',
    rules: [
      {
        id: 'c1',
        effect: 'permit',
        from: [XE],
        to: [XS],
        actions: ['view'],
        purposes: ['CustomsMonitoring'],
        classes: ['track.vessel'],
        when: {zones: ['XE_XS_EEZ'], timeOfDay: [18, 6]},
        disclose: {level: 'COARSE', fields: ['position', 'type', 'flag'], precisionM: 9_260, delayS: 900, historyS: 0},
        obligations: {log: 'summary', retentionDays: 7, onward: 'forbidden'},
      },
    ],
  },
] as unknown as Agreement[]

const standard: Request = {
  from: XN,
  to: XE,
  action: 'view',
  purpose: 'BorderMonitoring',
  clearance: 'RESTRICTED',
  classes: ['track.vessel'],
  marking: {level: 'UNCLASSIFIED'},
  ownAsset: false,
  livesAtRisk: false,
  isInZone: zone => zone === 'STRAIT_BOX',
  at: Date.UTC(2026, 4, 1, 10),
}
const eez: Partial<Request> = {from: XE, to: XS, purpose: 'CustomsMonitoring', isInZone: zone => zone === 'XE_XS_EEZ'}
const ownDrone: Partial<Request> = {classes: ['track.uav', 'asset'], ownAsset: true}

function ask(change: Partial<Request>): Decision {
  return decide(agreements, {...standard, ...change})
}

function said(decision: Decision): string {
  if (decision.effect === 'permit') return `PERMIT ${decision.bases.map(({rule}) => rule).join(' ')}`
  return decision.effect === 'deny' ? `DENY ${decision.basis?.rule ?? decision.reason}` : 'NATIONAL'
}

const VECTORS: [number, Partial<Request>, string][] = [
  [1, {}, 'PERMIT r1'],
  [2, {isInZone: () => false}, 'DENY NO_BASIS'],
  [3, {purpose: undefined}, 'DENY NO_PURPOSE'],
  [4, {purpose: 'FisheriesMonitoring'}, 'DENY NO_BASIS'],
  [5, ownDrone, 'DENY r3'],
  [6, {classes: ['track.uav']}, 'PERMIT r1'],
  [7, {classes: ['track.person']}, 'DENY r4'],
  [8, {classes: ['track.person'], livesAtRisk: true, purpose: 'SAR'}, 'PERMIT s1'],
  [9, {to: XS}, 'DENY NO_BASIS'],
  [10, {to: XS, action: 'receive_alert', classes: ['alert'], livesAtRisk: true, purpose: 'SAR'}, 'PERMIT s1'],
  [11, {marking: {level: 'UNCLASSIFIED', releasableTo: [XN]}}, 'DENY NOT_RELEASABLE'],
  [12, {marking: {level: 'UNCLASSIFIED', consent: []}}, 'DENY NO_CONSENT'],
  [13, {marking: {level: 'UNCLASSIFIED', consent: [XE]}}, 'PERMIT r1'],
  [14, {...eez, at: Date.UTC(2026, 4, 1, 23)}, 'PERMIT c1'],
  [15, {...eez, at: Date.UTC(2026, 4, 1, 12)}, 'DENY NO_BASIS'],
  [16, {to: XS, isInZone: () => true}, 'DENY NO_BASIS'],
  [17, {marking: {level: 'CONFIDENTIAL'}}, 'DENY CLEARANCE'],
  [18, {at: Date.UTC(2030, 0, 2)}, 'DENY NO_BASIS'],
  [19, {action: 'handoff', purpose: 'BorderOperation'}, 'PERMIT r2'],
  [20, {...ownDrone, purpose: 'SAR'}, 'DENY r3'],
]

test.each(VECTORS)('[PO1] vector %i', (_number, change, expected) => {
  expect(said(ask(change))).toBe(expected)
})

test('[PO1] vector 1 gives ten fields at 1 m for 60 days, vector 14 three at 5 nm and 15 min, vector 19 180 days', () => {
  const [first, late, handoff] = [{}, VECTORS[13]?.[1] ?? {}, VECTORS[18]?.[1] ?? {}].map(ask)
  expect(first).toMatchObject({obligations: {retentionDays: 60}})
  expect(first?.effect === 'permit' && [...first.fields.keys()]).toEqual(R1)
  expect(late?.effect === 'permit' && [...late.fields.keys()]).toEqual(['position', 'type', 'flag'])
  expect(late?.effect === 'permit' && late.fields.get('position')).toMatchObject({precisionM: 9_260, delayS: 900})
  expect(handoff).toMatchObject({obligations: {retentionDays: 180}})
})

test('[PO2] without agreements there is nothing', () => {
  expect(decide([], standard)).toEqual({effect: 'deny', reason: 'NO_BASIS'})
})

test('[PO3] lives at risk open a prohibited person for the fields of that rule alone', () => {
  const decision = ask({classes: ['track.person'], livesAtRisk: true, purpose: 'SAR'})
  expect(decision.effect === 'permit' && decision.fields.size).toBe(7)
})

test('[PO4] two permits add up their fields and keep the stricter obligations', () => {
  const [border] = agreements
  const more = {...border?.rules[0], id: 'r9', disclose: {level: 'STANDARD', fields: ['imo'], precisionM: 1, delayS: 0}}
  const obligations = {log: 'summary', retentionDays: 7, onward: 'allowed'}
  const both = [{...border, rules: [border?.rules[0], {...more, obligations}]}] as unknown as Agreement[]
  const decision = decide(both, standard)
  expect(decision).toMatchObject({obligations: {log: 'full', retentionDays: 7, onward: 'forbidden'}})
  expect(decision.effect === 'permit' && decision.fields.get('imo')?.basis.rule).toBe('r9')
})

test('[PO5] between persons of the originating nation only clearance counts', () => {
  expect(ask({to: XN}).effect).toBe('national')
  expect(said(ask({to: XN, marking: {level: 'SECRET'}}))).toBe('DENY CLEARANCE')
})
