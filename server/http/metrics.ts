import {collectDefaultMetrics, Gauge, Registry} from 'prom-client'
import type {Desk} from './desk.ts'

/** The Prometheus text of the whole process: event loop, memory, and each nation's feeds, links and sessions. */
export class Metrics {
  readonly #registry = new Registry()

  constructor(desks: readonly Desk[]) {
    collectDefaultMetrics({register: this.#registry})
    const gauge = (name: string, help: string, labelNames: string[], collect: (gauge: Gauge) => void) =>
      new Gauge({
        name,
        help,
        labelNames,
        registers: [this.#registry],
        collect() {
          this.reset()
          collect(this)
        },
      })
    gauge('tripoint_tracks', 'Tracks held', ['nation'], all =>
      desks.forEach(desk => all.set({nation: desk.code}, desk.health().tracks)),
    )
    gauge('tripoint_sessions', 'Open sockets', ['nation'], all =>
      desks.forEach(desk => all.set({nation: desk.code}, desk.health().sessions)),
    )
    gauge(
      'tripoint_tick_every_ms',
      'From one tick to the next: more than 100 where there is not time enough',
      ['nation'],
      all => desks.forEach(desk => all.set({nation: desk.code}, desk.health().telling.tickEveryMs)),
    )
    gauge('tripoint_tick_ms', 'Working time of a tick, all windows together', ['nation', 'quantile'], all =>
      desks.forEach(desk =>
        [0.5, 0.99, 1].forEach(quantile =>
          all.set({nation: desk.code, quantile}, desk.health().telling.told.tookMs(quantile)),
        ),
      ),
    )
    const sums = [
      ['tripoint_frames', 'Frames sent to windows', 'frames'],
      ['tripoint_frame_bytes', 'Bytes of them', 'frameBytes'],
      ['tripoint_name_bytes', 'Bytes of names sent to windows', 'nameBytes'],
      ['tripoint_density_bytes', 'Bytes sent to windows of how many tracks stand where', 'densityBytes'],
      ['tripoint_rows_told', 'Changed rows told to the world, once for all windows', 'rows'],
      ['tripoint_rows_heard', 'Of them told only as heard, together: they went as predicted', 'suppressed'],
    ] as const
    for (const [name, help, sum] of sums)
      gauge(name, help, ['nation'], all =>
        desks.forEach(desk => all.set({nation: desk.code}, desk.health().telling.told[sum])),
      )
    gauge('tripoint_coalescing_ratio', 'Reports taken in for each changed row told', ['nation'], all =>
      desks.forEach(desk => {
        const {feeds, telling} = desk.health()
        const reports = feeds.reduce((sum, feed) => sum + feed.accepted, 0)
        all.set({nation: desk.code}, telling.told.rows === 0 ? 0 : reports / telling.told.rows)
      }),
    )
    gauge('tripoint_ledger_position', 'Rows in the ledger', ['nation'], all =>
      desks.forEach(desk => all.set({nation: desk.code}, desk.health().ledger.position)),
    )
    gauge('tripoint_feed_accepted', 'Reports taken from a feed', ['nation', 'feed'], all =>
      desks.forEach(desk =>
        desk.health().feeds.forEach(feed => all.set({nation: desk.code, feed: feed.name}, feed.accepted)),
      ),
    )
    gauge('tripoint_feed_rejected', 'Reports refused, by reason', ['nation', 'feed', 'reason'], all =>
      desks.forEach(desk =>
        desk
          .health()
          .feeds.forEach(feed =>
            Object.entries(feed.rejected).forEach(([reason, count]) =>
              all.set({nation: desk.code, feed: feed.name, reason}, Number(count)),
            ),
          ),
      ),
    )
    gauge('tripoint_link_silent_ms', 'Since the partner was last heard', ['nation', 'partner'], all =>
      desks.forEach(desk =>
        desk.health().links.forEach(link => all.set({nation: desk.code, partner: link.nation}, link.silentMs)),
      ),
    )
  }

  text(): Promise<string> {
    return this.#registry.metrics()
  }
}
