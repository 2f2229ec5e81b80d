import type {NationCode} from '../../shared/base/id.ts'
import type {Freshness} from '../../shared/model/freshness.ts'
import {kindOf} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import {TrackFlag} from '../../shared/protocol/frame.ts'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import {isOpenHandoff} from '../state/things.ts'
import type {NameOnMap} from '../state/track-columns.ts'
import type {LabelDetail} from '../state/view.ts'
import {age, clockUtc, countdown, degrees} from '../ui/format.ts'
import type {LabelWords} from './label-words.ts'
import {waitsFor} from './marks.ts'

/** What the label of a track is made of. Numbers are NaN where they are not known. */
export type LabelFacts = {
  readonly name: NameOnMap | undefined
  readonly kind: number
  readonly flags: number
  readonly freshness: Freshness
  readonly ageMs: number
  readonly at: number
  /** Metres per second, degrees, metres. */
  readonly speed: number
  readonly course: number
  readonly altitude: number
  /** How far it may have come from where it is drawn, metres. */
  readonly uncertainty: number
}

/** One to three lines, always in this order: what it is called, how it moves (or how old it is), what else is known. */
export function labelLines(facts: LabelFacts, detail: LabelDetail, words: LabelWords): string[] {
  const lines = [firstLine(facts, words)]
  if (detail !== 'small') lines.push(secondLine(facts, words))
  if (detail === 'full') lines.push(thirdLine(facts))
  return lines.filter(line => line !== '')
}

/** The moment at which a line is written. */
export type HandoffMoment = {
  readonly nation: NationCode | undefined
  readonly wallNow: number
  readonly isFrozen: boolean
}

/** The line that a handoff adds, in signs that the font of the labels has (all but the tick, which every system has): with the key that answers it where it waits for this nation, or how it has ended. */
export function handoffLine(handoff: HandoffThing, moment: HandoffMoment, words: LabelWords): string {
  const {nation, wallNow, isFrozen} = moment
  const isOurs = handoff.from === nation
  const other = isOurs ? (handoff.toPost ?? handoff.to) : (handoff.fromPost ?? handoff.from)
  if (!isOpenHandoff(handoff)) return endedLine(handoff, other, words)
  const left = handoff.deadline === undefined ? '' : ` ${countdown(handoff.deadline.at - wallNow)}`
  if (isOurs) {
    const receipt = handoff.seen ? ` ${words.seen}` : handoff.delivered ? '' : ' …'
    return `»${other}${isFrozen ? ' ?' : `${left}${receipt}`}`
  }
  const key = waitsFor(handoff, nation) && !isFrozen ? ' [A]' : ''
  return `«${handoff.toPost ?? handoff.to}${isFrozen ? ' ?' : left}${key}`
}

function endedLine(handoff: HandoffThing, other: string, words: LabelWords): string {
  switch (handoff.status) {
    case 'COMPLETED':
      return `✓ ${other} ${clockUtc(handoff.steps.at(-1)?.at ?? NaN)}`
    case 'REJECTED':
      return `× ${other} ${handoff.reason === undefined ? '' : words.reason(handoff.reason.code)}`.trim()
    case 'EXPIRED':
      return `… ${other} ${words.noAnswer}`
    case 'CANCELLED':
      return `× ${other} ${words.recalled}`
    default:
      return `× ${other} ${words.failed}`
  }
}

/**
 * What partners alone tell of is said to be theirs; without a name it is called by its kind: it is the partner's word that
 * there is something.
 */
function firstLine({name, flags, kind}: LabelFacts, words: LabelWords): string {
  const world = flags & ReportFlag.EXERCISE ? 'EX ' : ''
  const partner = flags & TrackFlag.PARTNER && name?.contact === undefined ? name?.partners?.[0] : undefined
  if (partner === undefined) return `${world}${name?.label ?? ''}`
  return `${world}${partner}·${name?.label || words.kind(kindOf(kind))}`
}

/** Age stands in the place of speed and course as soon as these are old: nobody shall read them as of now. */
function secondLine(facts: LabelFacts, words: LabelWords): string {
  switch (facts.freshness) {
    case 'live':
      return motionLine(facts)
    case 'late':
      return `${motionLine(facts)} ${age(facts.ageMs)}`.trim()
    case 'coasting':
      return `${words.coasting} ${age(facts.ageMs)}${Number.isFinite(facts.uncertainty) ? ` ±${(facts.uncertainty / 1_852).toFixed(1)}nm` : ''}`
    case 'lost':
    case 'gone':
      return `${words.lost} ${clockUtc(facts.at)}`
  }
}

function motionLine({kind, speed, course, altitude}: LabelFacts): string {
  const what = kindOf(kind)
  const height =
    (what === 'aircraft' || what === 'drone') && Number.isFinite(altitude) ? `${Math.round(altitude)}m` : ''
  const fast = Number.isFinite(speed)
    ? what === 'drone' || what === 'person'
      ? `${Math.round(speed)}m/s`
      : `${(speed / 0.514444).toFixed(1)}kn`
    : ''
  return [height, fast, Number.isFinite(course) && height === '' ? degrees(course) : '']
    .filter(part => part !== '')
    .join(' ')
}

function thirdLine({name}: LabelFacts): string {
  if (name === undefined) return ''
  return [name.flag, name.unit, name.partners?.join('+')].filter(part => part !== undefined && part !== '').join(' · ')
}
