import {FAULTS, found} from '../model/faults.ts'

export const name = 'faults'

/** Plants each fault in turn and says by what the model finds it, from a seed (1, or the one given). */
export async function run([seed = '1', runs = '500']: readonly string[]): Promise<void> {
  let missed = 0
  for (const fault of FAULTS) {
    const start = performance.now()
    const said = await found(fault, Number(runs), Number(seed))
    if (said === undefined) missed++
    const how = said?.split('\n').slice(0, 2).join('; ') ?? 'NOT FOUND'
    console.log(`${fault.name} (${Math.round(performance.now() - start)} ms): ${how}`)
  }
  console.log(`${FAULTS.length - missed} of ${FAULTS.length} found`)
  if (missed > 0) throw new Error(`${missed} faults are not found`)
}
