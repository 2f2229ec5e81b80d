import {assert} from '../../shared/base/assert.ts'
import type {NationCode} from '../../shared/base/id.ts'
import {WORLDS, type World} from '../../shared/model/world.ts'

/** A feed, or a partner's link, as the picture knows it. */
export type FeedDescriptor = {
  readonly name: string
  readonly kind: 'ais' | 'sbs' | 'aircraft-json' | 'observations' | 'link'
  /** Whose data it is: the own nation, or the partner behind a link. */
  readonly origin: NationCode
  readonly sensor?: 'radar' | 'camera' | 'ground' | 'drone' | 'patrol' | 'other' | undefined
  readonly world: World
  readonly trust: 'A' | 'B' | 'C' | 'D' | 'E' | 'F'
}

/** The feeds of a picture by their index, with what the inner loops ask of them as plain arrays. */
export class Feeds {
  readonly #nation: NationCode
  readonly #all: FeedDescriptor[] = []
  readonly #own: boolean[] = []
  readonly #world: number[] = []
  readonly #heardAt: number[] = []

  constructor(nation: NationCode, feeds: readonly FeedDescriptor[]) {
    this.#nation = nation
    for (const feed of feeds) this.add(feed)
  }

  add(feed: FeedDescriptor): number {
    this.#own.push(feed.origin === this.#nation)
    this.#world.push(WORLDS.indexOf(feed.world))
    this.#heardAt.push(NaN)
    return this.#all.push(feed) - 1
  }

  get(index: number): FeedDescriptor {
    const feed = this.#all[index]
    assert(feed !== undefined, `expected feed ${index}, there are ${this.#all.length}`)
    return feed
  }

  isOwn(index: number): boolean {
    return this.#own[index] === true
  }

  /** A partner's link carries what several of its sensors say. */
  isLink(index: number): boolean {
    return this.#all[index]?.kind === 'link'
  }

  /** Index in `WORLDS`. */
  worldOf(index: number): number {
    return this.#world[index] ?? 0
  }

  heard(index: number, at: number): void {
    if (!(at <= (this.#heardAt[index] ?? NaN))) this.#heardAt[index] = at
  }

  /** Picture time of the newest report of any object; NaN before the first. */
  heardAt(index: number): number {
    return this.#heardAt[index] ?? NaN
  }
}
