import type {NationCode} from '../../shared/base/id.ts'
import {seededRandom} from '../../shared/base/random.ts'
import {FINDING_RULES, type FindingRule} from '../../shared/model/finding.ts'
import {kindCode} from '../../shared/model/object.ts'
import {emptyReport} from '../../shared/model/observation.ts'
import {Areas} from '../../server/picture/areas.ts'
import {Picture} from '../../server/picture/picture.ts'
import {Watch} from '../../server/rules/watch.ts'
import {zones} from './stage/zones.ts'

export const name = 'rules'

const VESSELS = 20_000
const START = Date.UTC(2026, 0, 1)
const SE = 'SE' as NationCode
/** Each vessel reports so often, s. */
const REPORT_S = 10
const METRES_PER_DEGREE = 111_320

/**
 * The rules over a fleet under way among 1,000 zones, at 20,000 vessels 2,000 reports a second: what each rule costs a
 * report and a second's sweep, beside the picture without rules.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const vessels = Math.max(1_000, Math.round(VESSELS * size))
  const forMs = (seconds * 1_000) / (FINDING_RULES.length + 2)
  const areas = new Areas(zones())
  cost(vessels, areas, FINDING_RULES, forMs / 2) // compiled from here on
  const none = cost(vessels, areas, [], forMs)
  const all = cost(vessels, areas, FINDING_RULES, forMs)
  const figures: Record<string, number | string> = {
    vessels,
    zones: 1_000,
    'picture and areas, no rule, µs per report': none.perReport,
    'all rules, µs per report': all.perReport,
    'reports per CPU-second with all rules': 1e6 / all.perReport,
    'all rules, sweep of a second, ms': all.perSweep,
    'findings per 1,000 reports': all.findings,
  }
  for (const rule of FINDING_RULES) {
    const one = cost(vessels, areas, [rule], forMs)
    figures[`${rule}: µs per report more`] = one.perReport - none.perReport
    figures[`${rule}: sweep, ms`] = one.perSweep
  }
  return figures
}

function cost(vessels: number, areas: Areas, on: readonly FindingRule[], forMs: number) {
  let now = START
  const picture = new Picture({
    nation: SE,
    capacity: Math.ceil(vessels * 1.05),
    now: () => now,
    feeds: [{name: 'ais', kind: 'ais', origin: SE, world: 'real', trust: 'B'}],
    units: [],
    random: seededRandom(1),
  })
  let findings = 0
  const watch = new Watch({
    picture,
    areas,
    rules: FINDING_RULES.map(rule => ({rule, on: on.includes(rule), alert: 'default', parameters: {}})),
    nation: SE,
    now: () => now,
    onFinding: () => findings++,
  })
  picture.onArrival((track, source) => watch.arrived(track, source))
  picture.onGone(track => watch.forget(track))
  const fleet = fleetOf(vessels)
  const second = (turn: number) => {
    now += 1_000
    for (let vessel = turn % REPORT_S; vessel < vessels; vessel += REPORT_S) fleet.tell(vessel, now, picture)
    picture.drain()
  }
  for (let turn = 0; turn < 2 * REPORT_S; turn++) second(turn)

  findings = 0
  let [reports, sweeps, reportMs, sweepMs] = [0, 0, 0, 0]
  for (let turn = 0; reportMs + sweepMs < forMs; turn++) {
    reportMs += cpuMs(() => second(turn))
    sweepMs += cpuMs(() => watch.sweep())
    reports += vessels / REPORT_S
    sweeps++
  }
  return {
    perReport: (reportMs * 1_000) / reports,
    perSweep: sweepMs / sweeps,
    findings: (findings * 1_000) / reports,
  }
}

/** Vessels of the North Sea and the Baltic, each on its own course, that turn round where the sea ends. */
function fleetOf(vessels: number) {
  const random = seededRandom(5)
  const fleet = Array.from({length: vessels}, () => ({
    lon: 5 + random.unit() * 20,
    lat: 50 + random.unit() * 12,
    speed: 3 + random.unit() * 9,
    course: random.unit() * 360,
  }))
  const report = emptyReport(0)
  report.kind = kindCode('vessel')
  report.accuracy = 10
  report.interval = REPORT_S * 1_000
  return {
    tell(vessel: number, at: number, picture: Picture): void {
      const one = fleet[vessel]
      if (one === undefined) return
      const way = (one.speed * REPORT_S) / METRES_PER_DEGREE
      const course = (one.course * Math.PI) / 180
      one.lat += way * Math.cos(course)
      one.lon += (way * Math.sin(course)) / Math.cos((one.lat * Math.PI) / 180)
      if (one.lon < 5 || one.lon > 25 || one.lat < 50 || one.lat > 62) one.course = (one.course + 180) % 360
      report.id = 200_000_000 + vessel
      report.at = at
      report.lon = one.lon
      report.lat = one.lat
      report.speed = one.speed
      report.course = one.course
      picture.report(report)
    },
  }
}

/** Processor time of this process, ms. */
function cpuMs(run: () => void): number {
  const from = process.cpuUsage()
  run()
  const {user, system} = process.cpuUsage(from)
  return (user + system) / 1_000
}
