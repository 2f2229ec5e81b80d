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
