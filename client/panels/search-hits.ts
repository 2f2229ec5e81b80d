import type {ContactId, IncidentId, TrackId, UnitId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Found} from '../../shared/protocol/message.ts'
import type {Selected} from '../state/selection.ts'
import {type ThingsState, openContacts, openIncidents, units} from '../state/things.ts'
import {type Action, BINDINGS} from '../ui/keymap.ts'
import {designatorOf} from '../../shared/base/id.ts'

/** One answer of the command palette. */
export type Hit =
  | {readonly type: 'action'; readonly id: string; readonly action: Action; readonly title: string}
  | {
      readonly type: 'thing'
      readonly id: string
      readonly kind: string
      readonly title: string
      readonly detail: string
      readonly selected: Selected
      readonly place?: Position
    }
  | {
      readonly type: 'place'
      readonly id: string
      readonly title: string
      readonly detail: string
      readonly place: Position
    }

const MOST_OF_A_KIND = 8

/** Commands whose words contain what was typed; all of them for nothing typed. */
export function actionHits(text: string, wordOf: (action: Action) => string): readonly Hit[] {
  const wanted = plain(text)
  return BINDINGS.map(({action}) => ({action, title: wordOf(action)}))
    .filter(({action, title}) => action !== 'search' && plain(title).includes(wanted))
    .map(({action, title}) => ({type: 'action', id: `action ${action}`, action, title}))
}

/** Contacts, incidents and units of this window, without asking the node. */
export function thingHits(text: string, things: ThingsState): readonly Hit[] {
  const wanted = plain(text)
  if (wanted === '') return []
  const has = (...words: string[]) => words.some(word => plain(word).includes(wanted))
  const contacts: Hit[] = openContacts(things)
    .filter(contact => has(contact.id, contact.title))
    .map(contact => thingHit('contact', designatorOf(contact.id), contact.title, {type: 'contact', id: contact.id}))
  const incidents: Hit[] = openIncidents(things)
    .filter(incident => has(incident.number, incident.title))
    .map(incident =>
      thingHit('incident', incident.number, incident.title, {type: 'incident', id: incident.id}, incident.place),
    )
  const boats: Hit[] = units(things)
    .filter(unit => has(unit.id, unit.name))
    .map(unit => thingHit('unit', unit.name, unit.post, {type: 'unit', id: unit.id}, unit.place))
  return [contacts, incidents, boats].flatMap(hits => hits.slice(0, MOST_OF_A_KIND))
}

/** What the node has found: tracks and places, and things that this window had not. */
export function foundHits(found: Found): readonly Hit[] {
  return found.hits.map(hit => {
    const place = hit.lon === undefined || hit.lat === undefined ? undefined : {lon: hit.lon, lat: hit.lat}
    const id = `${hit.type} ${hit.id}`
    if (hit.type === 'place')
      return {type: 'place', id, title: hit.title, detail: hit.detail, place: place ?? {lon: NaN, lat: NaN}}
    return {...thingHit(hit.type, hit.title, hit.detail, selectedOf(hit), place), id}
  })
}

/**
 * Coordinates in a usual form: decimal (`54.31 7.44`, latitude first), with letters (`54.3127N 007.4402E`), or degrees
 * and minutes (`54 18.8N 7 26.4E`). Undefined when it is something else.
 */
export function coordinates(text: string): Position | undefined {
  const letters =
    /^\s*(\d{1,2})(?:[°\s]+(\d{1,2}(?:[.,]\d+)?)['′]?|[.,](\d+)°?)?\s*([NS])[\s,;]*(\d{1,3})(?:[°\s]+(\d{1,2}(?:[.,]\d+)?)['′]?|[.,](\d+)°?)?\s*([EWO])\s*$/i.exec(
      text,
    )
  if (letters !== null) {
    const [, latDegrees, latMinutes, latDecimals, south, lonDegrees, lonMinutes, lonDecimals, west] = letters
    const lat = angle(latDegrees, latMinutes, latDecimals) * (south?.toUpperCase() === 'S' ? -1 : 1)
    const lon = angle(lonDegrees, lonMinutes, lonDecimals) * (west?.toUpperCase() === 'W' ? -1 : 1)
    return onGlobe(lon, lat)
  }
  const decimal = /^\s*(-?\d{1,2}[.]\d+)[\s,;]+(-?\d{1,3}[.]\d+)\s*$/.exec(text)
  return decimal === null ? undefined : onGlobe(Number(decimal[2]), Number(decimal[1]))
}

/** Without case and accents, so that `malmo` finds Malmö. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/gi, 'o').replace(/æ/gi, 'ae').toLowerCase().trim()
}

function thingHit(
  kind: string,
  title: string,
  detail: string,
  selected: Selected,
  place?: Position,
): Extract<Hit, {type: 'thing'}> {
  return {
    type: 'thing',
    id: `${kind} ${selected.id}`,
    kind,
    title,
    detail,
    selected,
    ...(place === undefined ? {} : {place}),
  }
}

function selectedOf(hit: Found['hits'][number]): Selected {
  if (hit.type === 'contact') return {type: 'contact', id: String(hit.id) as ContactId}
  if (hit.type === 'incident') return {type: 'incident', id: String(hit.id) as IncidentId}
  if (hit.type === 'unit') return {type: 'unit', id: String(hit.id) as UnitId}
  return {type: 'track', id: Number(hit.id) as TrackId}
}

function angle(degrees: string | undefined, minutes: string | undefined, decimals: string | undefined): number {
  if (decimals !== undefined) return Number(`${degrees}.${decimals}`)
  return Number(degrees) + Number((minutes ?? '0').replace(',', '.')) / 60
}

function onGlobe(lon: number, lat: number): Position | undefined {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? {lon, lat} : undefined
}
