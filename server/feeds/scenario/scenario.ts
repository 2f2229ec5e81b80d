import type {Clock, Stop} from '../../../shared/base/clock.ts'
import {Emitter} from '../../../shared/base/emitter.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import type {ScenarioPort} from '../scenario-port.ts'
import type {Body} from './body.ts'
import {Radio} from './radio.ts'
import type {Script, ScriptedEvent} from './script.ts'
import {Sensors, type Sighting} from './sensors.ts'
import {Station, type StationPlan} from './stations.ts'
import {westernBaltic} from './western-baltic.ts'

/** Seconds in which a station that somebody begins to listen to hears everything in reach once. */
const GREETING = 5

/** What is really so: for tests, never for the picture. */
export type Truth = {
  readonly bodies: readonly Body[]
  readonly events: readonly ScriptedEvent[]
  readonly periodSeconds: number
  /** Whole seconds since it began. */
  second(): number
  /** Told of each plot, ground contact and telemetry as it is written to a station. */
  onSighting(listener: (sighting: Sighting) => void): Stop
  /** Told of each transponder's position as a station receives it. */
  onTransmission(listener: (transmission: {station: Station; body: Body; type: 'ais' | 'sbs'}) => void): Stop
}

/** Traffic that plays by itself, heard by stations in the words of real receivers. */
export type Scenario = {
  readonly port: ScenarioPort
  readonly stations: readonly StationPlan[]
  readonly truth: Truth
  stop(): void
}

/** Starts a script. The same seed and clock give the same bytes. It moves once a second, by that clock. */
export function startScenario(options: {script: 'western-baltic'; seed: number; clock: Clock}): Scenario {
  const {clock, seed} = options
  const script = scriptOf(options.script, seed)
  const stations = script.stations.map(plan => new Station(plan))
  const byName = new Map(stations.map(station => [station.plan.name, station]))
  const bodies = script.actors.map(actor => actor.body)
  const sightings = new Emitter<Sighting>()
  const transmissions = new Emitter<{station: Station; body: Body; type: 'ais' | 'sbs'}>()
  const radio = new Radio({stations, random: seededRandom(seed + 1), onSent: sent => transmissions.emit(sent)})
  const sensors = new Sensors({random: seededRandom(seed + 2), onSighting: sighting => sightings.emit(sighting)})
  let second = 0
  move()

  function move(): void {
    for (const {body, move} of script.actors) move(body, second)
  }

  const stop = clock.every(1_000, () => {
    second++
    move()
    const wallMs = clock.wall()
    for (const body of bodies) radio.speak(body, second, wallMs)
    for (const station of stations) {
      sensors.look(station, bodies, second, wallMs)
      station.flush()
      if (station.greeting > 0) station.greeting--
    }
  })

  return {
    port: {
      listen(name, onBytes) {
        const station = byName.get(name)
        if (station === undefined) return () => undefined
        station.greeting = GREETING
        return station.listen(onBytes)
      },
    },
    stations: script.stations,
    truth: {
      bodies,
      events: script.events,
      periodSeconds: script.periodSeconds,
      second: () => second,
      onSighting: listener => sightings.on(listener),
      onTransmission: listener => transmissions.on(listener),
    },
    stop,
  }
}

function scriptOf(name: 'western-baltic', seed: number): Script {
  switch (name) {
    case 'western-baltic':
      return westernBaltic(seed)
  }
}
