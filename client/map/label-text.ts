import type {NationCode} from '../../shared/base/id.ts'
import type {Freshness} from '../../shared/model/freshness.ts'
import {kindOf} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import type {NameOnMap} from '../state/track-table.ts'
import type {LabelDetail} from '../state/view.ts'
import {age, clockUtc, countdown, degrees} from '../ui/format.ts'
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
export function labelLines(facts: LabelFacts, detail: LabelDetail): string[] {
  const lines = [firstLine(facts)]
  if (detail !== 'small') lines.push(secondLine(facts))
  if (detail === 'full') lines.push(thirdLine(facts))
  return lines.filter(line => line !== '')
}

/** The line that a handoff adds; with the key that answers it where it waits for this nation. */
export function handoffLine(
  handoff: HandoffThing,
  nation: NationCode | undefined,
  wallNow: number,
  isFrozen: boolean,
): string {
  const left = handoff.deadline === undefined ? '' : ` ${countdown(handoff.deadline.at - wallNow)}`
  if (handoff.from === nation) {
    const receipt = handoff.seen ? ' seen' : handoff.delivered ? '' : ' …'
    return `▶${handoff.toPost ?? handoff.to}${isFrozen ? ' ?' : `${left}${receipt}`}`
  }
  const key = waitsFor(handoff, nation) && !isFrozen ? ' [A]' : ''
  return `◀${handoff.toPost ?? handoff.to}${isFrozen ? ' ?' : left}${key}`
}

function firstLine({name, flags}: LabelFacts): string {
  const world = flags & ReportFlag.EXERCISE ? 'EX ' : ''
  const partner = name?.partners !== undefined && name.partners.length > 0 && name.contact === undefined
  return `${world}${partner ? `${name.partners?.[0] ?? ''}·` : ''}${name?.label ?? ''}`
}

/** Age stands in the place of speed and course as soon as these are old: nobody shall read them as of now. */
function secondLine(facts: LabelFacts): string {
  switch (facts.freshness) {
    case 'live':
      return motionLine(facts)
    case 'late':
      return `${motionLine(facts)} ${age(facts.ageMs)}`.trim()
    case 'coasting':
      return `C ${age(facts.ageMs)}${Number.isFinite(facts.uncertainty) ? ` ±${(facts.uncertainty / 1_852).toFixed(1)}nm` : ''}`
    case 'lost':
    case 'gone':
      return `LOST ${clockUtc(facts.at)}`
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
