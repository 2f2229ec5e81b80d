import {existsSync, readdirSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {ConfigurationError} from '../config.ts'
import {verifyStore} from '../operations/verify-ledger.ts'

const STORE = /\.sqlite$/

/**
 * `tripoint verify`: looks at every row of every nation's ledger and prints a line each: size and root, to be noted
 * elsewhere, or the first broken place.
 */
export function verify(options: {readonly data: string; readonly print: (line: string) => void}): {
  readonly sound: boolean
} {
  const folder = resolve(options.data)
  const stores = existsSync(folder) ? readdirSync(folder).filter(name => STORE.test(name)) : []
  if (stores.length === 0) throw new ConfigurationError([`there is no ledger in ${folder}`])

  let sound = true
  for (const name of stores.sort()) {
    const nation = name.replace(STORE, '').toUpperCase()
    const verdict = verifyStore(join(folder, name))
    if (verdict.sound) options.print(`${nation}: sound, ${verdict.size} rows, root ${verdict.root}`)
    else options.print(`${nation}: BROKEN at ${verdict.place}: ${verdict.why}`)
    sound &&= verdict.sound
  }
  return {sound}
}
