import {beforeAll, describe, expect, test} from 'vitest'
import {manualClock} from '../../../../shared/base/clock.ts'
import {distance} from '../../../../shared/geo/distance.ts'
import {contains, prepareArea} from '../../../../shared/geo/polygon.ts'
import {ReportFlag} from '../../../../shared/model/observation.ts'
import {startScenario} from '../../../../server/feeds/scenario/scenario.ts'
import {landOf} from '../../../../examples/areas/coast.ts'
import {Score} from '../../picture/score.ts'
import {type CoastGuard, demonstration, numbered} from './coast-guard.ts'

/** Two rounds of events and their first half again. */
const SECONDS = 1_500

type Played = Awaited<ReturnType<typeof demonstration>> & {readonly scores: ReadonlyMap<string, Score>}

/** Plays the demonstration and scores to which track each anonymous plot of radars and cameras goes. */
async function play(): Promise<Played> {
  const all = await demonstration(1, numbered)
  const {clock, nations, scenario} = all
  const scores = new Map(nations.map(({nation}) => [nation, new Score()]))
  const went = new Map<string, number>()
  for (const {picture} of nations)
    picture.onArrival((track, source) => {
      const {name} = picture.feedOf(source)
      if (/radar|camera/.test(name)) went.set(`${name} ${picture.sources.altitude[source]}`, track)
    })
  const seen: {nation: string; body: string; plot: string}[] = []
  scenario.truth.onSighting(({station, body}) => {
    const {kind, nation, name} = station.plan
    if ((kind === 'radar' || kind === 'camera') && body !== undefined)
      seen.push({nation, body: body.id, plot: `${name} ${scenario.truth.bodies.indexOf(body)}`})
  })
  for (let second = 1; second <= SECONDS; second++) {
    clock.advance(1_000)
    const merged = nations.map(one => ({one, gone: one.sweep()}))
    // The first quarter of a minute goes to hearing who is there.
    for (const {nation, body, plot} of second < 15 ? [] : seen) {
      const {picture} = nationOf(nations, nation)
      const track = went.get(plot)
      scores.get(nation)?.plot(body, track === undefined ? undefined : picture.idOf(track), clock.wall())
    }
    for (const {one, gone} of merged) for (const {id, into} of gone) scores.get(one.nation)?.merge(id, into)
    seen.length = 0
    went.clear()
  }
  return {...all, scores}
}

function nationOf(nations: readonly CoastGuard[], nation: string): CoastGuard {
  const found = nations.find(each => each.nation === nation)
  if (found === undefined) throw new Error(`expected ${nation}, got ${nations.map(each => each.nation).join(', ')}`)
  return found
}

describe('from the bytes of the stations to the rules of each nation', () => {
  let played: Played
  beforeAll(async () => {
    played = await play()
  }, 120_000)

  test('98 % of the anonymous plots find the right track, with at most one change of identity per track-hour', () => {
    for (const [, score] of played.scores) {
      expect(score.plots).toBeGreaterThan(3_000)
      expect(score.share).toBeGreaterThan(0.98)
      expect(score.switchesPerTrackHour).toBeLessThanOrEqual(1)
    }
  })

  test('every scripted event raises its alerts in time, in each round', () => {
    const {events, periodSeconds} = played.scenario.truth
    const rounds = Math.floor(SECONDS / periodSeconds)
    const missing = [...Array(rounds).keys()].flatMap(round =>
      events.flatMap(event =>
        event.raises.flatMap(({nation, rule, by}) => {
          const from = round * periodSeconds + event.at
          const until = round * periodSeconds + by
          const is = nationOf(played.nations, nation).alerts.some(
            each => each.isScripted && each.rule === rule && each.second >= from && each.second <= until,
          )
          return is ? [] : [`round ${round}, ${nation}: ${rule} of ${event.name}`]
        }),
      ),
    )
    expect(missing).toEqual([])
  })

  test('each part of the product has something to show within three minutes', () => {
    for (const {alerts} of played.nations) {
      const early = new Set(alerts.filter(each => each.second <= 180).map(each => each.rule))
      expect([...early]).toEqual(expect.arrayContaining(['crossing-predicted', 'distress', 'rendezvous']))
    }
  })

  test('outside the scripted events there are at most two alerts in ten minutes', () => {
    for (const {alerts} of played.nations) {
      const others = alerts.filter(each => !each.isScripted)
      expect(others.length).toBeLessThan(alerts.length / 4)
      for (const {second} of others)
        expect(others.filter(each => each.second >= second && each.second < second + 600).length).toBeLessThanOrEqual(2)
    }
  })

  test('everything that is reported is of the simulated world', () => {
    for (const {picture} of played.nations) {
      const rows = [...picture.rows()]
      expect(rows.length).toBeGreaterThan(100)
      for (const row of rows) expect((picture.tracks.flags[row] ?? 0) & ReportFlag.SIMULATED).not.toBe(0)
    }
  })

  test('no station is misunderstood: nothing is refused', () => {
    for (const {feeds, picture} of played.nations) {
      for (const feed of feeds) expect(feed.health().rejected).toEqual({})
      expect(picture.refused).toEqual({full: 0, position: 0, time: 0, late: 0})
    }
  })

  test("patrol boats and drones of a nation are its own units, and nobody else's", () => {
    for (const {nation, picture} of played.nations) {
      const units = [...picture.rows()].flatMap(row => picture.unitOf(row) ?? [])
      const own = played.configuration.units.filter(unit => unit.nation === nation)
      expect([...units].sort()).toEqual(own.map(unit => unit.id).sort())
    }
  })
})

test('the same seed gives the same bytes, another seed others', () => {
  function bytes(seed: number): string {
    const clock = manualClock()
    const scenario = startScenario({script: 'western-baltic', seed, clock})
    let text = ''
    for (const {name} of scenario.stations)
      scenario.port.listen(name, chunk => (text += `${name} ${Buffer.from(chunk).toString('latin1')}`))
    clock.advance(60_000)
    scenario.stop()
    return text
  }
  const first = bytes(5)
  expect(first.length).toBeGreaterThan(50_000)
  expect(bytes(5) === first).toBe(true)
  expect(bytes(6) === first).toBe(false)
})

test('about three hundred vessels stay on the water for two hours', () => {
  const clock = manualClock()
  const scenario = startScenario({script: 'western-baltic', seed: 1, clock})
  const lands = ['DK', 'SE', 'DE', 'PL'].map(code => prepareArea(landOf(code)))
  const vessels = scenario.truth.bodies.filter(body => body.kind === 'vessel')
  expect(vessels.length).toBeGreaterThan(280)
  const ashore = new Set<string>()
  for (let minute = 0; minute < 120; minute++) {
    for (const {id, lon, lat} of vessels)
      if (lands.some(land => contains(land, lon, lat))) ashore.add(`${id} ${lon.toFixed(3)} ${lat.toFixed(3)}`)
    clock.advance(60_000)
  }
  scenario.stop()
  expect([...ashore]).toEqual([])
})

test('each station hears only what is above its horizon', () => {
  const clock = manualClock()
  const scenario = startScenario({script: 'western-baltic', seed: 1, clock})
  let heard = 0
  function isInSight(sites: readonly {lon: number; lat: number; height: number; reach: number}[], height: number) {
    return ({lon, lat}: {lon: number; lat: number}) =>
      sites.some(site => {
        const metres = distance(site, {lon, lat})
        const horizon = 4_120 * (Math.sqrt(site.height) + Math.sqrt(height))
        return metres <= Math.min(horizon, site.reach) * 1.01
      })
  }
  scenario.truth.onTransmission(({station, body}) => {
    heard++
    expect(isInSight(station.plan.sites, body.height)(body)).toBe(true)
  })
  scenario.truth.onSighting(({station, body}) => {
    if (body === undefined || station.plan.kind === 'drone') return
    heard++
    expect(isInSight(station.plan.sites, body.height)(body)).toBe(true)
  })
  clock.advance(120_000)
  scenario.stop()
  expect(heard).toBeGreaterThan(5_000)
})

test('a receiver that begins late hears everything in reach within six seconds', () => {
  const clock = manualClock()
  const scenario = startScenario({script: 'western-baltic', seed: 1, clock})
  clock.advance(100_000)
  const reached = new Set<number>()
  scenario.truth.onTransmission(({station, body}) => {
    if (station.plan.name === 'se-ais') reached.add(body.mmsi)
  })
  const stop = scenario.port.listen('se-ais', () => undefined)
  clock.advance(6_000)
  const soon = reached.size
  clock.advance(200_000)
  stop()
  scenario.stop()
  expect(soon).toBeGreaterThan(reached.size * 0.97)
})

test('nothing is sent once it has been stopped', () => {
  const clock = manualClock()
  const scenario = startScenario({script: 'western-baltic', seed: 1, clock})
  let chunks = 0
  scenario.port.listen('dk-ais', () => chunks++)
  clock.advance(10_000)
  scenario.stop()
  const before = chunks
  clock.advance(10_000)
  expect(before).toBeGreaterThan(5)
  expect(chunks).toBe(before)
})
