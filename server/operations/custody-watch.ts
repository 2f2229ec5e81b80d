import type {NationCode} from '../../shared/base/id.ts'
import {distance} from '../../shared/geo/distance.ts'
import type {HandoffTimers, Pace} from '../../shared/model/agreement.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import {isEnded, type HandoffFile, timersFor} from '../../shared/operations/handoff.ts'
import {paceOf} from '../../shared/operations/handoff-timers.ts'
import type {Ask, Files, Turn} from './files.ts'
import type {House} from './house.ts'
import {LIVES} from './lives.ts'
import type {Subject} from './ports.ts'

/** So near to the agreed point counts as there, metres. */
const NEAR: Readonly<Record<Pace, number>> = {sea: 1_852, land: 300, air: 1_000}
/** So many seconds in a row it heads elsewhere before that is said: a course wavers. */
const TURNED_SECONDS = 5

type Run = (act: (turn: Turn) => void) => void

/** What the picture, the agreements and the people on line bring to handoffs and to who is responsible. Each second. */
export class CustodyWatch {
  readonly #house: House
  readonly #files: Files
  /** Contacts that were seen in the own area while they were ours. */
  readonly #home = new Set<string>()
  /** For how many seconds in a row each has headed elsewhere, or (negative) for the line again. */
  readonly #turned = new Map<string, number>()

  constructor(options: {house: House; files: Files}) {
    this.#house = options.house
    this.#files = options.files
  }

  look(now: number, run: Run): void {
    const {system} = this.#house
    const open = new Map<string, HandoffFile>()
    for (const handoff of [...this.#files.all('handoff').values()]) {
      if (handoff.status === 'NONE' || handoff.copy || isEnded(handoff)) continue
      open.set(handoff.contact, handoff)
      for (const act of this.#actsFor(handoff)) run(turn => void turn.act('handoff', handoff.id, system, act))
    }
    for (const contact of [...this.#files.all('contact').values()]) {
      if (contact.status === 'NONE' || !LIVES.contact.isOpen(contact)) continue
      if (contact.custody.controller !== this.#house.own) continue
      const handoff = open.get(contact.id)
      for (const act of [this.#areaOf(contact, handoff), this.#attendanceOf(contact, handoff, now)])
        if (act !== undefined) run(turn => void turn.act('contact', contact.id, system, act))
    }
  }

  #subjectOf(contact: ContactFile): Subject | undefined {
    return contact.key === undefined ? undefined : this.#house.rooms.picture.subjectOf(contact.key)
  }

  #actsFor(handoff: HandoffFile): Ask<'handoff'>[] {
    const {handoffs} = this.#house.rooms
    const contact = this.#files.get('contact', handoff.contact)
    const subject = contact.status === 'NONE' ? undefined : this.#subjectOf(contact)
    const reached = this.#reached(handoff, subject)
    if (handoff.from === handoff.to) return reached
    const code = handoffs.ceased(handoff, subject)
    if (code !== undefined) return [{type: 'cease', code}]
    if (subject === undefined) return []
    const isHeading = handoffs.isHeading(handoff, subject)
    if (handoff.status === 'NOTIFIED' && !isHeading) return [{type: 'lapse'}]
    const acts: Ask<'handoff'>[] = []
    if (!handoff.crossed && handoffs.hasCrossed(handoff, subject)) acts.push({type: 'crossed'})
    acts.push(...reached)
    const turned = this.#turnOf(handoff, isHeading)
    return turned === undefined ? acts : [...acts, turned]
  }

  /** At the place that the agreed terms name, or those that are being agreed on. */
  #reached({standing, terms, object, reached}: HandoffFile, subject: Subject | undefined): Ask<'handoff'>[] {
    const {point} = standing?.terms ?? terms
    if (point === undefined || subject?.place === undefined || reached === true) return []
    return distance(subject.place, point) <= NEAR[paceOf(object)] ? [{type: 'reached'}] : []
  }

  /** Said only of what was expected at the line and is not there yet. */
  #turnOf(handoff: HandoffFile, isHeading: boolean): Ask<'handoff'> | undefined {
    const was = handoff.turnedBack === true
    if (handoff.crossed || handoff.crossingAt === undefined || was !== isHeading) {
      this.#turned.delete(handoff.id)
      return undefined
    }
    const seconds = (this.#turned.get(handoff.id) ?? 0) + 1
    this.#turned.set(handoff.id, seconds)
    if (seconds < TURNED_SECONDS) return undefined
    this.#turned.delete(handoff.id)
    return {type: 'turned', back: !isHeading}
  }

  /** Beyond the line without an acceptance, or back; what the other nation has accepted is no surprise to it. */
  #areaOf(contact: ContactFile, handoff: HandoffFile | undefined): Ask<'contact'> | undefined {
    const {own, rooms} = this.#house
    const place = this.#subjectOf(contact)?.place
    if (place === undefined) return undefined
    const area = rooms.handoffs.areaOf(place)
    const {outOfArea} = contact.custody
    if (area === own) this.#home.add(contact.id)
    const isHome = this.#home.has(contact.id) || handoff?.crossed === true
    const into: NationCode | undefined = area === undefined || area === own || !isHome ? undefined : area
    const isAgreed = handoff !== undefined && handoff.to === into && isAccepted(handoff)
    if (into !== undefined && outOfArea === undefined && !isAgreed) {
      const {cross, cross2} = this.#timersOf(contact, handoff, into)
      return {type: 'out-of-area', into, timers: {cross, cross2}}
    }
    return outOfArea !== undefined && (area === own || isAgreed) ? {type: 'out-of-area', into: undefined} : undefined
  }

  /** Somebody has to be on line for what the own nation controls. Since when nobody is, the posts' files say. */
  #attendanceOf(contact: ContactFile, handoff: HandoffFile | undefined, now: number): Ask<'contact'> | undefined {
    const {posts} = this.#house
    const {post, since, unattended} = contact.custody
    const names = post !== undefined && posts.has(post) ? [post] : [...posts.keys()]
    const watched = names.map(one => this.#files.get('post', one))
    const isAttended = watched.length === 0 || watched.some(({present}) => present.length > 0)
    if (isAttended) return unattended === undefined ? undefined : {type: 'attended', isAttended}
    if (unattended !== undefined) return undefined
    const left = Math.max(since, ...watched.map(({leftAt = 0}) => leftAt))
    return now - left >= this.#unattendedAfter(contact, handoff) ? {type: 'attended', isAttended} : undefined
  }

  /** The shortest time that is agreed with a neighbour: each of them waits for no more than its own agreement says. */
  #unattendedAfter(contact: ContactFile, handoff: HandoffFile | undefined): number {
    if (handoff !== undefined) return handoff.timers.unattended
    const {handoffs, exporter} = this.#house.rooms
    const agreed = exporter.partners.flatMap(partner => handoffs.agreedTimers(partner) ?? [])
    const all = agreed.length === 0 ? [{}] : agreed
    return Math.min(...all.map(one => timersFor(contact.object, one).unattended))
  }

  /** What was agreed with a handoff, where one is open between the two; else what the two have agreed for all. */
  #timersOf(contact: ContactFile, handoff: HandoffFile | undefined, partner: NationCode): HandoffTimers {
    if (handoff?.to === partner) return handoff.timers
    return timersFor(contact.object, this.#house.rooms.handoffs.agreedTimers(partner))
  }
}

function isAccepted({status, standing}: HandoffFile): boolean {
  return status === 'ACCEPTED' || status === 'RELEASED' || standing !== undefined
}
