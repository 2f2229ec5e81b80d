import {type ManualClock, manualClock} from '../../../../shared/base/clock.ts'
import type {NationCode, TrackId} from '../../../../shared/base/id.ts'
import {seededRandom} from '../../../../shared/base/random.ts'
import {distance} from '../../../../shared/geo/distance.ts'
import type {Finding} from '../../../../shared/model/finding.ts'
import {type Configuration, readConfiguration} from '../../../../server/config.ts'
import {createFeed} from '../../../../server/feeds/create-feed.ts'
import type {Feed} from '../../../../server/feeds/feed.ts'
import {type Scenario, startScenario} from '../../../../server/feeds/scenario/scenario.ts'
import type {ScenarioPort} from '../../../../server/feeds/scenario-port.ts'
import {Areas} from '../../../../server/picture/areas.ts'
import {Picture} from '../../../../server/picture/picture.ts'
import {Watch} from '../../../../server/rules/watch.ts'

/** A finding, when it came, and whether a body of a scripted event was at its place. */
export type Found = Finding & {readonly second: number; readonly isScripted: boolean}

/** So near to a finding's place is what it is about, metres. */
const AT_THE_PLACE = 500

/** One nation of the demonstration from its feeds to its rules, with the demonstration's own configuration. */
export class CoastGuard {
  readonly nation: string
  readonly picture: Picture
  readonly found: Found[] = []
  readonly feeds: readonly Feed[]
  readonly feedNames: readonly string[]
  readonly #watch: Watch

  constructor(options: {
    nation: string
    configuration: Configuration
    clock: ManualClock
    scenario: Scenario
    port: ScenarioPort
  }) {
    const {configuration, clock, scenario} = options
    const nation = options.nation as NationCode
    this.nation = nation
    const own = configuration.feeds.filter(feed => feed.nation === nation)
    this.feedNames = own.map(feed => feed.name)
    const world = configuration.world
    this.picture = new Picture({
      nation,
      capacity: 20_000,
      now: () => clock.wall(),
      feeds: own.map(({name, kind, sensor, trust}) => ({name, kind, sensor, trust, origin: nation, world})),
      units: configuration.units.filter(unit => unit.nation === nation),
      random: seededRandom(7),
    })
    const areas = new Areas(configuration.geography)
    this.#watch = new Watch({
      picture: this.picture,
      areas,
      rules: configuration.rules,
      nation,
      now: () => clock.wall(),
      onFinding: finding =>
        this.found.push({...finding, second: scenario.truth.second(), isScripted: isScripted(finding, scenario)}),
    })
    this.picture.onArrival((track, source) => this.#watch.arrived(track, source))
    this.picture.onText(({track, report}) => this.#watch.said(track, report))
    this.picture.onGone(track => this.#watch.forget(track))
    this.feeds = own.map((one, index) =>
      createFeed({
        configuration: one,
        index,
        world,
        intake: this.picture,
        clock,
        random: seededRandom(index),
        pictureTime: () => clock.wall(),
        scenario: options.port,
        folder: configuration.folder,
      }),
    )
  }

  async start(): Promise<void> {
    for (const feed of this.feeds) await feed.start()
  }

  /** What the nation's node does once a second. Which tracks were found to be another is said. */
  sweep(): {readonly id: TrackId; readonly into: TrackId}[] {
    const gone = [...this.picture.drain().goneTracks]
    this.picture.sweep()
    this.#watch.sweep()
    gone.push(...this.picture.drain().goneTracks)
    return gone.flatMap(({id, into}) => (into === undefined ? [] : [{id, into}]))
  }

  /** Alerts that begin. */
  get alerts(): readonly Found[] {
    return this.found.filter(each => each.alert && each.phase === 'begins')
  }
}

function isScripted({place}: Finding, {truth}: Scenario): boolean {
  const names = truth.events.flatMap(event => event.bodies)
  const taking = truth.bodies.filter(body => names.includes(body.id) && body.present)
  return place !== undefined && taking.some(body => distance(body, place) < AT_THE_PLACE)
}

/** The demonstration under a clock that moves when told. `between` may stand between the stations and the feeds. */
export async function demonstration(seed = 1, between: (scenario: Scenario) => ScenarioPort = ({port}) => port) {
  const clock = manualClock(Date.UTC(2026, 5, 1, 8))
  const configuration = readConfiguration('examples/demo.json')
  const scenario = startScenario({script: 'western-baltic', seed, clock})
  const port = between(scenario)
  const nations = configuration.nations.map(
    ({code}) => new CoastGuard({nation: code, configuration, clock, scenario, port}),
  )
  for (const nation of nations) await nation.start()
  return {clock, configuration, scenario, nations}
}

/**
 * A port whose anonymous plots say the number of the body they are of as their altitude, which nothing in the picture
 * reads; −1: of nothing.
 */
export function numbered(scenario: Scenario): ScenarioPort {
  const numbers = new Map<string, number[]>()
  scenario.truth.onSighting(({station, body}) => {
    const {name} = station.plan
    const list = numbers.get(name) ?? []
    list.push(body === undefined ? -1 : scenario.truth.bodies.indexOf(body))
    numbers.set(name, list)
  })
  return {
    listen(name, onBytes) {
      const plan = scenario.stations.find(each => each.name === name)
      if (plan?.kind !== 'radar' && plan?.kind !== 'camera') return scenario.port.listen(name, onBytes)
      return scenario.port.listen(name, chunk => {
        const lines = Buffer.from(chunk).toString('latin1').trim().split('\n')
        const said = numbers.get(name)?.splice(0, lines.length) ?? []
        const marked = lines.map((line, at) => {
          const plot = JSON.parse(line) as Record<string, unknown>
          return `${JSON.stringify({...plot, altitude: said[at]})}\n`
        })
        onBytes(Buffer.from(marked.join('')))
      })
    },
  }
}
