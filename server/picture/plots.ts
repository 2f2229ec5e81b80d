/** What the association of plots asks of the picture. */
export type PlotHost = {
  /** Calls back with each track that may be near, by its row. */
  near(lon: number, lat: number, metres: number, visit: (track: number) => void): void
  /** Where the track should be at that time, and how well that is known (one sigma, metres). */
  predict(track: number, feed: number, at: number): {lon: number; lat: number; spread: number}
  /** The track takes the plot as its measurement. */
  take(track: number, plot: Plot): void
  /** Nothing is near: a new track begins. */
  begin(plot: Plot): void
}

/** An anonymous measurement: no identity, one place. */
export type Plot = {
  feed: number
  kind: number
  at: number
  lon: number
  lat: number
  speed: number
  course: number
  altitude: number
  accuracy: number
  interval: number
  flags: number
}

/** A plot beyond so many sigma of a track is not of it (99.7 % of two dimensions lie within 3.4). */
const GATE = 3.4
const SMALLEST_GATE = 60
const LARGEST_GATE = 1_500

/**
 * Gives the plots of one scan to tracks: all pairs within the gate, the nearest by its own measure first, each track
 * and each plot once (global nearest neighbour). What is left over begins a track.
 */
export class PlotAssociation {
  readonly #host: PlotHost
  readonly #waiting = new Map<number, Plot[]>()

  constructor(host: PlotHost) {
    this.#host = host
  }

  /** Keeps a plot until its scan is whole: that is when the next one begins or {@link flush} is called. */
  add(plot: Plot): void {
    const scan = this.#waiting.get(plot.feed)
    if (scan === undefined) this.#waiting.set(plot.feed, [plot])
    else {
      const [first] = scan
      if (first !== undefined && Math.abs(plot.at - first.at) > first.interval / 2) {
        this.#waiting.set(plot.feed, [plot])
        this.#associate(scan)
      } else scan.push(plot)
    }
  }

  flush(): void {
    for (const [feed, scan] of this.#waiting) {
      this.#waiting.delete(feed)
      this.#associate(scan)
    }
  }

  #associate(scan: Plot[]): void {
    const pairs: {plot: Plot; track: number; cost: number}[] = []
    for (const plot of scan) {
      this.#host.near(plot.lon, plot.lat, LARGEST_GATE, track => {
        const {lon, lat, spread} = this.#host.predict(track, plot.feed, plot.at)
        const sigma = Math.hypot(plot.accuracy, spread)
        const east = (plot.lon - lon) * 111_195 * Math.cos((lat * Math.PI) / 180)
        const north = (plot.lat - lat) * 111_195
        const metres = Math.hypot(east, north)
        if (metres <= Math.min(LARGEST_GATE, Math.max(SMALLEST_GATE, GATE * sigma))) {
          // Statistical distance with the price of a vague prediction, so that it does not swallow its neighbour's plots.
          pairs.push({plot, track, cost: (metres / sigma) ** 2 + 2 * Math.log(sigma)})
        }
      })
    }
    pairs.sort((a, b) => a.cost - b.cost)
    const taken = new Set<Plot | number>()
    for (const {plot, track} of pairs) {
      if (taken.has(plot) || taken.has(track)) continue
      taken.add(plot).add(track)
      this.#host.take(track, plot)
    }
    for (const plot of scan) if (!taken.has(plot)) this.#host.begin(plot)
  }
}
