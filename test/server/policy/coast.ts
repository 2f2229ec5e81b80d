import type {NationCode} from '../../../shared/base/id.ts'
import type {Agreement} from '../../../shared/model/agreement.ts'
import type {Person} from '../../../shared/operations/person.ts'
import {Areas} from '../../../server/picture/areas.ts'
import {type LiveRecord, Policy} from '../../../server/policy/policy.ts'
import {Sea} from '../picture/sea.ts'

export const [SE, DK, DE] = ['SE', 'DK', 'DE'] as NationCode[] as [NationCode, NationCode, NationCode]
const rule = {effect: 'permit', from: '*', to: '*', purposes: ['BorderMonitoring'], when: {zones: ['sound']}}
const disclose = {level: 'STANDARD', precisionM: 1, delayS: 0, historyS: 0}
const common = {title: '', version: 1, type: 'bilateral', status: 'in_force', example: true, maxLevel: 'RESTRICTED'}
export const AGREEMENTS = [
  {
    ...common,
    id: 'near',
    parties: [SE, DK],
    inForce: {from: '2024-01-01'},
    handoff: {allowed: true, transfer: 'on-accept'},
    rules: [
      {
        ...rule,
        id: 'n1',
        actions: ['notify', 'view', 'receive_alert', 'handoff'],
        classes: ['track.vessel', 'track.uav', 'alert'],
        disclose: {...disclose, fields: ['position', 'speed', 'kind', 'name']},
      },
      {
        ...rule,
        id: 'n2',
        effect: 'prohibit',
        actions: '*',
        purposes: '*',
        classes: ['track.uav'],
        when: {ownAsset: true},
      },
    ],
  },
  {
    ...common,
    id: 'far',
    parties: [SE, DE],
    inForce: {from: '2024-01-01'},
    rules: [
      {
        ...rule,
        id: 'f1',
        actions: ['view'],
        classes: ['track.vessel'],
        disclose: {...disclose, level: 'COARSE', fields: ['position', 'kind'], precisionM: 1_852, delayS: 60},
      },
    ],
  },
] as unknown as Agreement[]
const SOUND = [12, 55, 13, 56] as const
export const INSIDE = {lon: 12.5, lat: 55.5}

/** Sweden's policy beside two partners: Denmark has what is near, Germany coarsely and a minute late. */
export function coast(changed: Partial<ConstructorParameters<typeof Policy>[0]> = {}) {
  const sea = new Sea()
  const [west, south, east, north] = SOUND
  const ring: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const policy = new Policy({
    nation: SE,
    partners: [DK, DE],
    agreements: AGREEMENTS,
    feeds: [],
    units: [],
    areas: new Areas({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: {kind: 'watch', id: 'sound', name: '', indicative: false, everyCrossing: false},
          geometry: {type: 'Polygon', coordinates: [ring]},
        },
      ],
    }),
    picture: sea.picture,
    now: () => sea.now,
    pictureNow: () => sea.now,
    tasksOf: () => [],
    onAlarm: error => {
      throw error
    },
    ...changed,
  })
  const tick = () => policy.decide(sea.picture.drain())
  const source = () => sea.picture.firstSource(sea.only())
  return {sea, policy, tick, source}
}

export function person(role: Person['role'], purpose: Person['purpose'] = 'BorderMonitoring'): Person {
  return {user: 'a@SE', actor: 'a', name: 'A', nation: SE, role, clearance: 'RESTRICTED', purpose} as unknown as Person
}

/** What a partner's link would take of a source. */
export function live(policy: Policy, partner: NationCode, row: number): LiveRecord | undefined {
  const into = {} as LiveRecord
  return policy.liveView(partner).record(row, into) ? into : undefined
}
