import type {NationCode} from '../../shared/base/id.ts'
import type {Basis} from '../../shared/model/agreement.ts'
import type {Card} from '../../shared/protocol/message.ts'
import {decimal, degrees, knots, metres} from '../ui/format.ts'

/** A line of the card. `code` asks for a word of the catalogue; `text` is shown as it is. */
export type CardRow = {
  readonly field: string
  readonly value:
    | {readonly type: 'text'; readonly text: string}
    | {readonly type: 'word'; readonly key: string}
    | {readonly type: 'withheld'; readonly by: NationCode}
  readonly origin: NationCode | undefined
  readonly basis: Basis | undefined
  /** When it was measured or said, picture time, ms. */
  readonly at: number | undefined
}

/** What it is, then where and how it moves, then the rest, always in this order. */
const ORDER = [
  'identity',
  'kind',
  'name',
  'callsign',
  'mmsi',
  'imo',
  'hex',
  'registration',
  'flag',
  'shipType',
  'dimensions',
  'position',
  'speed',
  'course',
  'heading',
  'altitude',
  'destination',
  'squawk',
  'distress',
] as const
const AT_THE_END = ORDER.length

/** The fields of a card in reading order, each as it is written; what is withheld stands where it would have stood. */
export function cardRows(card: Card, language: string): readonly CardRow[] {
  const rows: CardRow[] = card.fields
    .filter(({field}) => field !== 'history' && field !== 'sources')
    .map(({field, value, origin, basis, at}) => ({field, value: valueOf(field, value, language), origin, basis, at}))
  for (const {field, by} of card.withheld)
    if (!rows.some(row => row.field === field))
      rows.push({field, value: {type: 'withheld', by}, origin: by, basis: undefined, at: undefined})
  return rows.sort((a, b) => placeOf(a.field) - placeOf(b.field))
}

/** AIS ship and cargo type, by its first digit or by name (ITU-R M.1371, table 53). */
export function shipTypeCode(type: number): string {
  if (type === 30) return 'fishing'
  if (type === 31 || type === 32 || type === 52) return 'tug'
  if (type === 35) return 'military'
  if (type === 36) return 'sailing'
  if (type === 37) return 'pleasure'
  if (type === 50) return 'pilot'
  if (type === 51) return 'rescue'
  if (type === 55) return 'police'
  const decade = Math.floor(type / 10)
  return {4: 'fast', 6: 'passenger', 7: 'cargo', 8: 'tanker'}[decade] ?? 'other'
}

function valueOf(field: string, value: string | number, language: string): CardRow['value'] {
  if (field === 'identity' || field === 'kind') return {type: 'word', key: `${field}.${value}`}
  if (field === 'shipType' && typeof value === 'number') return {type: 'word', key: `shipType.${shipTypeCode(value)}`}
  return {type: 'text', text: written(field, value, language)}
}

function written(field: string, value: string | number, language: string): string {
  if (typeof value === 'string') return field === 'flag' ? countryName(value, language) : value
  switch (field) {
    case 'speed':
      return knots(value, language)
    case 'course':
    case 'heading':
      return degrees(value)
    case 'altitude':
      return metres(value, language)
    case 'mmsi':
    case 'imo':
      return String(value)
    default:
      return decimal(value, Number.isInteger(value) ? 0 : 1, language)
  }
}

function countryName(code: string, language: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return `${new Intl.DisplayNames([language], {type: 'region'}).of(code) ?? code} (${code})`
}

function placeOf(field: string): number {
  const at = ORDER.findIndex(one => one === field)
  return at < 0 ? AT_THE_END : at
}
