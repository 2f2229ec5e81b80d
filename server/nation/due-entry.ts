import type {NationCode} from '../../shared/base/id.ts'
import {dueStage, isShortNotice} from '../../shared/model/crossing.ts'
import type {ContactThing, DueThing, HandoffThing} from '../../shared/protocol/things.ts'
import type {CrossingForecast, ForecastLine} from '../rules/crossing-forecasts.ts'

/** A crossing is due from this probability on, and no longer below the other. */
const COMES = 0.3
const GOES = 0.15
/** So many forecasts in a row have to say that it no longer comes. */
const LOOKS = 3
/** Times are told in such steps, so that a steady ship is not news every second, ms. */
const STEP = 5_000

/** What stands about an object: the own contact, the handoff that is open. */
export type About = {readonly contact: ContactThing | undefined; readonly handoff: HandoffThing | undefined}

/** What is remembered of an object that is due, from one forecast to the next. */
export type Entry = {
  /** When the last forecast that was taken in was made, picture time. */
  readonly lookedAt: number
  /** Forecasts in a row that see no crossing. */
  readonly away: number
  /** Once it was due: what never came cannot have turned back. */
  readonly hasCome: boolean
  readonly shortNotice: boolean
  readonly to: NationCode
  readonly line: DueThing['line']
  readonly place: DueThing['place']
  readonly crossingAt: number
  readonly spreadMs: number
  readonly probability: number
  readonly others: DueThing['others']
  readonly stage: DueThing['stage']
  readonly status: DueThing['status']
}

/** The entry after a forecast; undefined: it is not due, or no longer. `now`: wall time, ms. */
export function nextEntry(
  held: Entry | undefined,
  forecast: CrossingForecast,
  {about, own, now}: {readonly about: About; readonly own: NationCode; readonly now: number},
): Entry | undefined {
  const {handoff} = about
  const isExpected = handoff?.to === own
  const line = lineFor(forecast, handoff, own)
  // Across already, on its way home, or between two others: nothing is left to hand over but what stands open.
  if (!isExpected && forecast.from !== own) return handoff === undefined ? undefined : held
  if (held !== undefined && held.lookedAt === forecast.at)
    return isOver(held, handoff) ? undefined : {...held, status: statusOf(held, about, own)}

  const probability = line?.probability ?? 0
  const leftMs = (line?.seconds ?? Infinity) * 1_000
  const stage: DueThing['stage'] = dueStage(forecast.kind, leftMs) ?? 0
  const comes = probability >= COMES && stage > 0
  if (held === undefined && (!comes || line === undefined)) return undefined
  const away = comes || probability >= GOES ? 0 : (held?.away ?? 0) + 1
  if (isOver({away}, handoff)) return undefined
  const base: Crossing | undefined = line === undefined ? held : entryOf(line, now, held)
  if (base === undefined) return undefined
  const {to, place, crossingAt, spreadMs} = base
  const next = {
    to,
    line: base.line,
    place,
    crossingAt,
    spreadMs,
    lookedAt: forecast.at,
    away,
    hasCome: (held?.hasCome ?? false) || comes,
    shortNotice: held?.shortNotice ?? isShortNotice(forecast.kind, leftMs),
    probability: inSteps(probability),
    others: forecast.odds
      .filter(each => each.to !== to && each.probability >= 0.1)
      .map(each => ({to: each.to, probability: inSteps(each.probability)})),
    stage,
  }
  return {...next, status: statusOf(next, about, own)}
}

/** It no longer comes, and nothing stands about it. */
function isOver({away}: Pick<Entry, 'away'>, handoff: HandoffThing | undefined): boolean {
  return away >= LOOKS && handoff === undefined
}

/** Where a handoff stands, the line to its other side; else the likeliest that leads out of the own area. */
function lineFor(
  {odds}: CrossingForecast,
  handoff: HandoffThing | undefined,
  own: NationCode,
): ForecastLine | undefined {
  if (handoff !== undefined) return odds.find(({to}) => to === handoff.to)
  return odds.find(({to}) => to !== own)
}

type Crossing = Pick<Entry, 'to' | 'line' | 'place' | 'crossingAt' | 'spreadMs'>

function entryOf(line: ForecastLine, now: number, held: Entry | undefined): Crossing {
  const at = Math.round((now + line.seconds * 1_000) / STEP) * STEP
  const isSame = held !== undefined && held.to === line.to && Math.abs(held.crossingAt - at) <= STEP
  return {
    to: line.to,
    line: {id: line.line, kind: line.lineKind},
    place: {lon: rounded(line.place.lon), lat: rounded(line.place.lat)},
    crossingAt: isSame ? held.crossingAt : at,
    spreadMs: Math.max(STEP, Math.round((line.spreadSeconds * 1_000) / STEP) * STEP),
  }
}

function statusOf(
  {away, hasCome}: Pick<Entry, 'away' | 'hasCome'>,
  {handoff}: About,
  own: NationCode,
): DueThing['status'] {
  if (handoff === undefined) return 'due'
  if (handoff.to === own) return 'expected'
  if (hasCome && away >= LOOKS) return 'turned-back'
  return handoff.status === 'NOTIFIED' ? 'notified' : 'proposed'
}

/** Twentieths: more would be told than is known. */
function inSteps(probability: number): number {
  return Math.round(probability * 20) / 20
}

/** Ten metres. */
function rounded(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000
}
