import {expect, test} from 'vitest'
import {geography as geographySchema} from '../../../server/config.ts'
import {Areas} from '../../../server/picture/areas.ts'
import {Law} from '../../../server/policy/law.ts'
import {Treaties} from '../../../server/policy/treaties.ts'
import type {AgreementId, NationCode} from '../../../shared/base/id.ts'
import type {Agreement} from '../../../shared/model/agreement.ts'
import {TAKING_ACTS} from '../../../shared/model/jurisdiction.ts'
import {ACTS, type LawBook, type LegalRight} from '../../../shared/model/law.ts'
import {WATERS} from '../../../shared/model/waters.ts'

const [XN, XE] = ['XN', 'XE'] as NationCode[] as [NationCode, NationCode]

/** From north to south: Norvia's land, territorial sea, contiguous zone, zone; then nothing drawn. Estmark to the east. */
const AREAS = new Areas(
  geographySchema.parse({
    type: 'FeatureCollection',
    features: [
      square('land', 'XN-land', 'XN', [0, 5, 10, 6]),
      square('territorial-sea', 'XN-ts', 'XN', [0, 4, 10, 5]),
      square('contiguous-zone', 'XN-cz', 'XN', [0, 3, 10, 4]),
      square('exclusive-economic-zone', 'XN-eez', 'XN', [0, 1, 10, 3]),
      square('high-seas', 'sea', undefined, [0, 0, 10, 1]),
      square('area-of-responsibility', 'XN-aor', 'XN', [0, 0, 10, 6]),
      square('territorial-sea', 'XE-ts', 'XE', [9, 4, 20, 5]),
      square('land', 'XE-land', 'XE', [10, 5, 20, 6]),
      square('area-of-responsibility', 'XE-aor', 'XE', [10, 0, 20, 6]),
      square('sar-region', 'XE-srr', 'XE', [5, 0, 20, 6]),
      {...square('disputed', 'bank', undefined, [12, 1, 13, 2]), properties: bank()},
    ],
  }),
)
const EVERYWHERE: LegalRight = {
  id: 'watch',
  citation: 'none needed',
  acts: ['observe'],
  waters: [...WATERS],
  whose: ['own', 'other', 'nobodys'],
}
const OWN: LegalRight = {
  id: 'own',
  citation: 'UNCLOS art. 2',
  acts: [...ACTS],
  waters: ['land', 'territorial-sea'],
  whose: ['own'],
}
const CUSTOMS: LegalRight = {
  id: 'cz',
  citation: 'UNCLOS art. 33',
  acts: ['customs-control'],
  waters: ['contiguous-zone'],
  whose: ['own'],
}
const VISIT: LegalRight = {
  id: 'visit',
  citation: 'UNCLOS art. 110',
  acts: ['board'],
  waters: ['high-seas'],
  whose: ['nobodys'],
  flags: ['stateless'],
  conditions: ['verify-flag'],
}
const BOOK: LawBook = {example: false, rights: [EVERYWHERE, OWN, CUSTOMS, VISIT], pursuits: []}
const AGREEMENT: Agreement = {
  id: 'XN-XE' as AgreementId,
  title: 'Border',
  version: 1,
  type: 'bilateral',
  parties: [XN, XE],
  status: 'in_force',
  inForce: {from: '2024-01-01'},
  maxLevel: 'UNCLASSIFIED',
  example: true,
  handoff: {
    allowed: true,
    transfer: 'on-accept',
    pursuit: [
      {
        id: 'p41',
        basis: 'SCHENGEN_41',
        citation: 'art. 41',
        from: [XN],
        to: [XE],
        startsIn: ['land'],
        maxDistanceM: 10_000,
        noticeWithinS: 10,
        longestS: 86_400,
        mayDetain: true,
        acts: ['observe', 'pursue', 'stop'],
        signalNeeded: false,
        endsInTerritorialSea: false,
        contact: 'ncc',
      },
    ],
  },
  contacts: {[XE]: {ncc: {name: 'NCC Estmark', phone: '+00 1'}, mrcc: {name: 'MRCC Estmark', phone: '+00 2'}}},
  rights: [{id: 'hail', citation: '§ 4', acts: ['hail'], waters: ['territorial-sea'], whose: ['other']}],
  rules: [],
}

function lawOf(nation: NationCode, book = BOOK, agreement = AGREEMENT): {law: Law; treaties: Treaties} {
  const treaties = new Treaties([agreement], () => Date.UTC(2026, 4, 1))
  return {treaties, law: new Law({nation, partners: [nation === XN ? XE : XN], treaties, areas: AREAS, book})}
}

function askedAt(lon: number, lat: number, flag: NationCode | 'none' | undefined = undefined, nation = XN) {
  const answer = lawOf(nation).law.at({place: {lon, lat}, flag})
  const of = (act: string) => answer.acts.find(one => one.act === act)
  return {answer, of, based: answer.acts.filter(one => one.bases.length > 0).map(one => one.act)}
}

test('[PO40] the innermost waters count, with who holds them, who answers and whose rescue region it is', () => {
  const {answer} = askedAt(6, 3.5)
  expect(answer.waters).toMatchObject({kind: 'contiguous-zone', claims: [{nation: 'XN', kind: 'contiguous-zone'}]})
  expect([answer.responsible, answer.sarRegion]).toEqual(['XN', 'XE'])
  expect(AREAS.territoryOf(5, 5.5)).toBe('XN')
  expect(AREAS.territoryOf(5, 4.5)).toBe('XN')
  expect(AREAS.territoryOf(5, 3.5)).toBeUndefined()
  expect(AREAS.territoryOf(15, 4.5)).toBe('XE')
})

test('[PO41] an act has the basis of each right that covers waters, holder and flag, with its citation', () => {
  expect(askedAt(5, 5.5).based).toEqual([...ACTS])
  expect(askedAt(5, 3.5).based).toEqual(['observe', 'customs-control'])
  expect(askedAt(5, 3.5).of('customs-control')?.bases).toEqual([
    {right: 'cz', citation: 'UNCLOS art. 33', example: false, conditions: []},
  ])
  expect(askedAt(5, 0.5, 'none').of('board')?.bases[0]).toMatchObject({right: 'visit', conditions: ['verify-flag']})
  expect(askedAt(5, 0.5, XE).of('board')?.bases).toEqual([])
})

test('[PO42] what lacks a basis says why', () => {
  expect(askedAt(5, 0.5, XE).of('board')?.why).toEqual({
    code: 'no-right-over-flag',
    values: {waters: 'high-seas', nation: '', flag: 'XE'},
  })
  expect(askedAt(15, 5.5).of('arrest')?.why?.code).toBe('not-your-waters')
  expect(askedAt(5, 2).of('stop')?.why?.code).toBe('no-right-here')
  expect(askedAt(15, 0.5).of('stop')?.why?.code).toBe('not-charted')
})

test('[PO43] an agreement gives its right under its own name while it is in force, and no longer', () => {
  const {law, treaties} = lawOf(XN)
  const hail = () => law.at({place: {lon: 15, lat: 4.5}, flag: undefined, act: 'hail'}).acts
  expect(hail()).toEqual([
    {act: 'hail', bases: [{right: 'hail', citation: '§ 4', agreement: 'XN-XE', example: true, conditions: []}]},
  ])
  treaties.setStatus('XN-XE' as AgreementId, 'suspended')
  expect(hail()[0]).toMatchObject({bases: [], why: {code: 'not-your-waters'}})
})

test('[PO44] where several nations claim a place all are named, and no taking act has a basis', () => {
  const overlap = askedAt(9.5, 4.5)
  expect(overlap.answer.waters.claims.map(({nation}) => nation)).toEqual(['XE', 'XN'])
  expect(overlap.based.filter(act => TAKING_ACTS.includes(act))).toEqual([])
  expect(overlap.of('stop')?.why).toEqual({code: 'disputed', values: {nations: 'XE, XN'}})
  expect(AREAS.territoryOf(9.5, 4.5)).toBe('disputed')
  const bank = askedAt(12.5, 1.5)
  expect(bank.answer.waters).toMatchObject({name: 'Long Bank', claims: [{nation: 'XE'}, {nation: 'XN'}]})
  expect(bank.of('observe')?.bases.length).toBe(1)
})

test('[PO45] the centres that answer are those which the agreements name for the nation responsible', () => {
  expect(askedAt(15, 5.5).answer.centres).toEqual([
    {nation: 'XE', role: 'ncc', name: 'NCC Estmark', phone: '+00 1', agreement: 'XN-XE'},
    {nation: 'XE', role: 'mrcc', name: 'MRCC Estmark', phone: '+00 2', agreement: 'XN-XE'},
  ])
  expect(askedAt(2, 5.5).answer.centres).toEqual([])
})

test('[PO46] a pursuit may begin where the pair has declared it, on the own side only', () => {
  const at = (lon: number, lat: number) => askedAt(lon, lat).answer.pursuits.map(({to, terms}) => `${to} ${terms}`)
  expect([at(5, 5.5), at(5, 4.5), at(15, 5.5)]).toEqual([['XE p41'], [], []])
  expect(askedAt(15, 5.5, undefined, XE).answer.pursuits).toEqual([])
})

test('[PO47] where nothing is drawn the limits of the law data count from the coast, and the answer says so', () => {
  const limits = {territorialSeaNm: 60, contiguousZoneNm: 120, exclusiveEconomicZoneNm: 200}
  const {law} = lawOf(XN, {...BOOK, limits})
  const north = (lat: number) => law.at({place: {lon: 5, lat}, flag: undefined}).waters
  expect(north(6.5)).toMatchObject({kind: 'territorial-sea', source: 'distance', indicative: true})
  expect(north(7.5)).toMatchObject({kind: 'contiguous-zone', claims: [{nation: 'XN'}]})
  expect(north(12).kind).toBe('unknown')
})

function square(kind: string, id: string, nation: string | undefined, [w, s, e, n]: [number, number, number, number]) {
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ]
  return {type: 'Feature', properties: {kind, id, name: id, nation}, geometry: {type: 'Polygon', coordinates: [ring]}}
}

function bank() {
  return {kind: 'disputed', id: 'bank', name: 'Long Bank', claimedBy: ['XN', 'XE']}
}
