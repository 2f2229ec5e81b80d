import fc from 'fast-check'
import {type Account, play} from './scene.ts'
import {plan} from './steps.ts'

/** What went wrong in the smallest run that shows it, and how to see it again. */
export class Failure extends Error {}

/**
 * Plays so many plans made from a seed. Throws a {@link Failure} with the smallest plan that fails; returns what all runs
 * together have tried and seen.
 */
export async function check(
  runs: number,
  seed: number,
  options: {readonly path?: string; readonly isHasty?: boolean} = {},
): Promise<Account> {
  const seen = new Map<string, number>()
  let done = 0
  let refused = 0
  const property = fc.asyncProperty(plan, async one => {
    const account = await play(one)
    done += account.done
    refused += account.refused
    for (const [what, count] of account.seen) seen.set(what, (seen.get(what) ?? 0) + count)
  })
  const {isHasty, path} = options
  const result = await fc.check(property, {
    numRuns: runs,
    seed,
    ...(isHasty === true ? {endOnFailure: true} : {}),
    ...(path === undefined ? {} : {path}),
  })
  if (!result.failed) return {seen, done, refused}
  throw new Failure(
    [
      String(result.errorInstance),
      `after ${result.numRuns} runs; again: npm run soak -- model 1 ${result.seed} ${result.counterexamplePath ?? ''}`,
      JSON.stringify(result.counterexample),
    ].join('\n'),
    {cause: result.errorInstance},
  )
}
