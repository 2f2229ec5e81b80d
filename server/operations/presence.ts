import type {Actor} from '../../shared/operations/actor.ts'
import {isPresent} from '../../shared/operations/post.ts'
import type {Files, Turn} from './files.ts'
import type {House} from './house.ts'

/** A window that is gone for less has been loaded anew, ms. */
const GRACE_MS = 10_000
const AT_A_POST: ReadonlySet<string> = new Set(['operator', 'commander', 'liaison'])

/** Who is signed in at which post, from the windows that are open. A free post is taken by whoever sits down at it. */
export class Presence {
  readonly #house: House
  readonly #files: Files
  /** Since when somebody has no window any more, by post and person; ledger ms. */
  readonly #missing = new Map<string, number>()

  constructor(options: {house: House; files: Files}) {
    this.#house = options.house
    this.#files = options.files
  }

  /** `people`: who has a window open now; `now`: ledger ms. Each second. */
  seat(people: Iterable<Actor>, now: number, run: (act: (turn: Turn) => void) => void): void {
    const here = new Set<string>()
    for (const by of people) {
      if (by.post === undefined || !AT_A_POST.has(by.role) || !this.#house.posts.has(by.post)) continue
      const {post} = by
      const key = `${post} ${by.actor}`
      if (here.has(key)) continue
      here.add(key)
      this.#missing.delete(key)
      const state = this.#files.get('post', post)
      if (!isPresent(state, by)) run(turn => void turn.act('post', post, by, {type: 'arrive'}))
    }
    for (const post of this.#house.posts.keys())
      for (const {by} of this.#files.get('post', post).present) {
        const key = `${post} ${by.actor}`
        if (here.has(key)) continue
        const since = this.#missing.get(key) ?? now
        this.#missing.set(key, since)
        if (now - since < GRACE_MS) continue
        this.#missing.delete(key)
        run(turn => void turn.act('post', post, by, {type: 'leave'}))
      }
  }
}
