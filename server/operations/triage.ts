import type {AlertId} from '../../shared/base/id.ts'
import type {Evidence, Finding} from '../../shared/model/finding.ts'
import type {AlertFile, Situation} from '../../shared/operations/alert.ts'
import {openContactOn} from './contact-acts.ts'
import type {Files, Turn} from './files.ts'
import {type House, newId} from './house.ts'
import type {Subject} from './ports.ts'

/** How often what goes on is written, and how often it is shown anew in between, ms. */
const WRITE_MS = 60_000
const SHOW_MS = 10_000

/** What the screen shows of an alert beyond what is written. */
export type Passing = {readonly evidence: readonly Evidence[]; readonly place: Finding['place']; readonly at: number}

/**
 * Findings become alerts, one per situation, or notices. What merely goes on is written once a minute at most, so that a
 * long situation does not fill the ledger.
 */
export class Triage {
  readonly #house: House
  readonly #files: Files
  readonly #now: () => number
  readonly #run: (act: (turn: Turn) => void) => void
  readonly #onShown: (alert: AlertId) => void
  /** Alert of each situation that has one. */
  readonly #alerts = new Map<string, AlertId>()
  readonly #written = new Map<AlertId, number>()
  readonly #passing = new Map<AlertId, Passing>()

  constructor(options: {
    house: House
    files: Files
    now: () => number
    run: (act: (turn: Turn) => void) => void
    /** What is shown of an alert has changed without a row. */
    onShown: (alert: AlertId) => void
  }) {
    this.#house = options.house
    this.#files = options.files
    this.#now = options.now
    this.#run = options.run
    this.#onShown = options.onShown
    for (const alert of options.files.all('alert').values())
      if (alert.status !== 'NONE' && alert.copied === undefined) this.#alerts.set(alert.situation, alert.id)
  }

  passing(alert: AlertId): Passing | undefined {
    return this.#passing.get(alert)
  }

  take(finding: Finding): void {
    const alert = this.#alertOf(finding.situation)
    if (finding.phase === 'ends') {
      if (alert !== undefined) this.#end(alert, finding)
      return
    }
    if (alert !== undefined && !isOver(alert)) this.#again(alert, finding)
    else if (finding.alert) this.#raise(finding)
    else if (finding.phase === 'begins') this.#record(finding)
  }

  #alertOf(situation: string): AlertFile | undefined {
    const id = this.#alerts.get(situation)
    const alert = id === undefined ? undefined : this.#files.get('alert', id)
    return alert === undefined || alert.status === 'NONE' ? undefined : alert
  }

  #raise(finding: Finding): void {
    const subjects = this.#subjectsOf(finding)
    const id = newId(this.#house.random) as AlertId
    this.#alerts.set(finding.situation, id)
    this.#written.set(id, this.#now())
    this.#run(turn => {
      turn.act('alert', id, this.#house.system, {
        type: 'raise',
        id,
        world: subjects[0]?.world ?? 'real',
        origin: this.#house.own,
        rule: finding.rule,
        situation: finding.situation,
        ...situationOf(turn, finding, subjects),
      })
    })
  }

  #again(alert: AlertFile, finding: Finding): void {
    const now = this.#now()
    const isNews = finding.phase === 'begins' || finding.priority < alert.priority || !alert.active
    if (!isNews && now - (this.#written.get(alert.id) ?? alert.updatedAt) < WRITE_MS) {
      const shown = this.#passing.get(alert.id)?.at ?? alert.updatedAt
      if (now - shown < SHOW_MS) return
      this.#passing.set(alert.id, {evidence: finding.evidence, place: finding.place, at: now})
      this.#onShown(alert.id)
      return
    }
    this.#written.set(alert.id, now)
    this.#passing.delete(alert.id)
    const subjects = this.#subjectsOf(finding)
    this.#run(turn => {
      const situation = situationOf(turn, finding, subjects)
      const keys = situation.keys.length === 0 ? alert.keys : situation.keys
      turn.act('alert', alert.id, this.#house.system, {type: 'again', ...situation, keys})
    })
  }

  #end(alert: AlertFile, finding: Finding): void {
    this.#passing.delete(alert.id)
    this.#written.delete(alert.id)
    this.#run(turn => {
      const evidence = finding.evidence.length === 0 ? undefined : finding.evidence
      turn.act('alert', alert.id, this.#house.system, {type: 'clear', evidence})
    })
  }

  #record(finding: Finding): void {
    const subjects = this.#subjectsOf(finding)
    const id = newId(this.#house.random)
    const {rule, place, from, to, evidence} = finding
    this.#run(turn => {
      turn.act('notice', id, this.#house.system, {
        type: 'record',
        notice: {
          id,
          world: subjects[0]?.world ?? 'real',
          rule,
          place,
          keys: subjects.map(one => one.key),
          subjects: subjects.map(one => one.label),
          from,
          to,
          evidence,
        },
      })
    })
  }

  #subjectsOf(finding: Finding): Subject[] {
    return finding.rows.flatMap(row => this.#house.rooms.picture.subjectOfRow(row) ?? [])
  }
}

/** Over and looked at, or handed to an incident: the next time it is another alert. */
function isOver(alert: AlertFile): boolean {
  return !alert.active && (alert.acknowledged !== undefined || alert.incident !== undefined)
}

function situationOf(turn: Turn, finding: Finding, subjects: readonly Subject[]): Situation {
  const {priority, confidence, evidence, place, from, to} = finding
  // The rules tell picture time, which may be a recording's.
  const since = turn.at - Math.max(0, finding.at - finding.since)
  const keys = subjects.map(one => one.key)
  const contact = keys.flatMap(key => openContactOn(turn, key)?.id ?? [])[0]
  return {priority, confidence, evidence, place, since, from, to, contact, keys}
}
