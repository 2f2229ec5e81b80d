import {check} from '../model/runs.ts'

export const name = 'model'

/** So many runs are made from one seed. */
const BATCH = 500

/**
 * Plays 50,000 runs of the hand-off model, or the number given, from a seed (1, or the one given). With a third word, the
 * path that a failure has printed, that one run alone.
 */
export async function run([runs = '50000', seed = '1', path]: readonly string[]): Promise<void> {
  const start = performance.now()
  const total = {runs: 0, done: 0, refused: 0}
  const seen = new Map<string, number>()
  for (let first = 0; first < Number(runs); first += BATCH) {
    const count = Math.min(BATCH, Number(runs) - first)
    const account = await check(count, Number(seed) + first / BATCH, path === undefined ? {} : {path})
    total.runs += count
    total.done += account.done
    total.refused += account.refused
    for (const [what, times] of account.seen) seen.set(what, (seen.get(what) ?? 0) + times)
    const minutes = ((performance.now() - start) / 60_000).toFixed(1)
    console.log(`${total.runs} runs, ${minutes} min: ${JSON.stringify(total)}`)
  }
  console.log(JSON.stringify(Object.fromEntries(seen)))
}
