import type {IncidentId} from '../../shared/base/id.ts'
import {seededRandom} from '../../shared/base/random.ts'
import {SE, twoNations} from '../server/operations/two-nations.ts'

export const name = 'repeat'

/** Gives each of 20,000 commands (or the number given) one to five times more, some of them after a restart. */
export async function run([commands = '20000', seed = '1']: readonly string[]): Promise<void> {
  const {of, order, restart} = twoNations()
  const random = seededRandom(Number(seed))
  const start = performance.now()
  let repeats = 0
  for (let index = 0; index < Number(commands); index++) {
    const incident = `incident-${String(Math.floor(index / 500)).padStart(6, '0')}` as IncidentId
    const id = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`
    const command =
      index % 500 === 0
        ? ({type: 'incident.open', incident, category: 'other', title: 'repeats'} as const)
        : ({type: 'incident.note', incident, text: `note ${index}`} as const)
    const first = JSON.stringify(await order(SE, command, id))
    if (random.unit() < 0.01) restart(SE)
    for (let left = 1 + Math.floor(random.unit() * 5); left > 0; left--, repeats++)
      if (JSON.stringify(await order(SE, command, id)) !== first)
        throw new Error(`command ${index} is answered otherwise`)
  }
  const {ledger} = of(SE)
  const rows = ledger.events(0, ledger.position).filter(({type}) => /^incident\.(opened|noted)$/.test(type)).length
  console.log(JSON.stringify({commands: Number(commands), repeats, rows, ms: Math.round(performance.now() - start)}))
  if (rows !== Number(commands)) throw new Error('a command has happened twice, or not at all')
}
