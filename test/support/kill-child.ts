import type {ActorId, CommandId, NationCode} from '../../shared/base/id.ts'
import {systemRandom, uuid} from '../../shared/base/random.ts'
import {openStore, SqliteLedger} from '../../server/operations/sqlite-ledger.ts'

/** Writes one command's event and result after another, and says each id once it is on disk, until it is killed. */
const store = process.argv[2] ?? ''
const ledger = new SqliteLedger({database: openStore(store), random: systemRandom})
const none = {timers: new Map(), outbox: [], inbox: [], rejected: [], sent: []}
for (let at = ledger.lastAt + 1; ; at++) {
  const id = uuid(systemRandom, at) as CommandId
  const actor = 'anna' as ActorId
  const thing = `contact/${'SE' as NationCode}-${at}`
  ledger.commit({
    at,
    ...none,
    events: [{thing, type: 'contact.opened', payload: {id}, personal: {text: 'a note'}}],
    states: [{thing, isOpen: true, at, state: {id}}],
    results: [{actor, commandId: id, result: {outcome: 'done'}}],
  })
  process.stdout.write(`${id}\n`)
}
