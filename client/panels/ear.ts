import type {NationCode} from '../../shared/base/id.ts'
import type {AlertThing, HandoffThing, PursuitThing, UnitThing} from '../../shared/protocol/things.ts'
import type {LinkStatus} from '../state/link-status.ts'
import {SOUNDS, type Sound} from '../ui/sounds.ts'
import {waitsForMe} from './handoff-acts.ts'
import {warningSteps} from './pursuit-rows.ts'

const ALARM_EVERY_MS = 7_000
const SOS_EVERY_MS = 2_000
const WARNING_AGAIN_MS = 60_000
const LINK_AGAIN_MS = 60_000
/** Time left of an offer at which its sound comes again, ms. */
const HANDOFF_AGAIN_MS = [30_000, 15_000] as const

/** What is there to be heard about. `now` is monotonic, `wall` the node's time, both ms. */
export type Heard = {
  readonly now: number
  readonly wall: number
  readonly nation: NationCode
  readonly alerts: readonly AlertThing[]
  readonly handoffs: readonly HandoffThing[]
  readonly units: readonly UnitThing[]
  readonly pursuits: readonly PursuitThing[]
  readonly link: LinkStatus
  /** Silence asked for until then, by `now`. */
  readonly silentUntil: number
  /** More than ten alerts in ten minutes. */
  readonly flood: boolean
}

/**
 * Decides which sound is due, at most one at a time, the gravest first. Silence is not an acknowledgement: what was
 * silent and still waits is heard again after it.
 */
export class Ear {
  readonly #warnings = new Map<string, {readonly first: number; count: number}>()
  readonly #offers = new Map<string, number>()
  readonly #answered = new Map<string, string>()
  /** Of each pursuit that goes on, the warning steps that have been heard. */
  readonly #pursued = new Map<string, ReadonlyMap<string, number>>()
  #alarmAt = -Infinity
  #sosAt = -Infinity
  #linkAt = -Infinity
  #wasLost = false
  #begun = false

  hear(heard: Heard): Sound | undefined {
    const due = new Set<Sound>()
    this.#listenToLink(heard, due)
    if (heard.link === 'live' || heard.link === 'late') {
      this.#listenToAlerts(heard, due)
      this.#listenToHandoffs(heard, due)
      this.#listenToPursuits(heard, due)
    }
    this.#begun = true
    const first = SOUNDS.find(sound => due.has(sound))
    if (first === undefined || heard.now < heard.silentUntil) return undefined
    if (first === 'alarm') this.#alarmAt = heard.now
    if (first === 'sos') this.#sosAt = heard.now
    return first
  }

  #listenToAlerts({now, alerts, units}: Heard, due: Set<Sound>): void {
    const unacknowledged = alerts.filter(alert => alert.status === 'UNACK')
    const isDistress = units.some(unit => unit.sos !== undefined)
    const first = unacknowledged.some(alert => alert.priority === 1)
    if (first && isDistress && now - this.#sosAt >= SOS_EVERY_MS) due.add('sos')
    else if (first && !isDistress && now - this.#alarmAt >= ALARM_EVERY_MS) due.add('alarm')

    for (const {id, priority} of unacknowledged) {
      if (priority !== 2) continue
      const warning = this.#warnings.get(id) ?? {first: now, count: 0}
      this.#warnings.set(id, warning)
      const isDue = warning.count === 0 || (warning.count === 1 && now - warning.first >= WARNING_AGAIN_MS)
      if (isDue) {
        warning.count++
        due.add('warning')
      }
    }
    const open = new Set(unacknowledged.map(alert => alert.id as string))
    for (const id of this.#warnings.keys()) if (!open.has(id)) this.#warnings.delete(id)
  }

  #listenToHandoffs({wall, nation, handoffs}: Heard, due: Set<Sound>): void {
    for (const handoff of handoffs) {
      const key = `${handoff.id}:${handoff.status}`
      if (waitsForMe(handoff, nation)) {
        const left = (handoff.deadline?.at ?? Infinity) - wall
        const step = 1 + HANDOFF_AGAIN_MS.filter(limit => left <= limit).length
        if (step > (this.#offers.get(key) ?? 0)) due.add('handoff')
        this.#offers.set(key, step)
      }
      const before = this.#answered.get(handoff.id)
      this.#answered.set(handoff.id, handoff.status)
      if (before === handoff.status || handoff.from !== nation) continue
      if (before === undefined) continue
      const answer = answerSound(handoff)
      if (answer !== undefined) due.add(answer)
    }
  }

  /** Each warning step of each clock once, on the side that pursues and on the host's; and that it is over. */
  #listenToPursuits({wall, pursuits}: Heard, due: Set<Sound>): void {
    for (const pursuit of pursuits) {
      const before = this.#pursued.get(pursuit.id)
      if (pursuit.status === 'ENDED') {
        if (before !== undefined) due.add('warning')
        this.#pursued.delete(pursuit.id)
        continue
      }
      const steps = warningSteps(pursuit, wall)
      for (const [clock, step] of steps) if (step > (before?.get(clock) ?? 0)) due.add('warning')
      this.#pursued.set(pursuit.id, steps)
    }
  }

  #listenToLink({now, link}: Heard, due: Set<Sound>): void {
    if (link === 'none') {
      if (!this.#wasLost || now - this.#linkAt >= LINK_AGAIN_MS) {
        due.add('link-lost')
        this.#linkAt = now
      }
      this.#wasLost = true
    } else if (this.#wasLost && link === 'live') {
      this.#wasLost = false
      if (this.#begun) due.add('link-back')
    }
  }
}

function answerSound(handoff: HandoffThing): Sound | undefined {
  switch (handoff.status) {
    case 'ACCEPTED':
    case 'COMPLETED':
      return 'accepted'
    case 'REJECTED':
    case 'EXPIRED':
    case 'FAILED':
      return 'refused'
    default:
      return undefined
  }
}
