import {join} from 'node:path'
import type {Clock} from '../../shared/base/clock.ts'
import type {NationCode} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import type {NationConfiguration, UserConfiguration} from '../config.ts'
import {KEY_SEED_BYTES, type NationKey, nationKey} from '../federation/keys.ts'
import {Accounts} from '../operations/account-ledger.ts'
import {FileLedger} from '../operations/file-ledger.ts'
import type {Ledger} from '../operations/ledger.ts'
import {openStore, SqliteLedger} from '../operations/sqlite-ledger.ts'

const STREAM_KEY_BYTES = 32
const CONTACT_SECRET_BYTES = 32

/** All that one nation keeps on disk: one SQLite file. */
export type NationStore = {
  readonly ledger: Ledger
  readonly accounts: Accounts
  /** Contents of photos and recordings. */
  readonly files: FileLedger
  /** What the nation signs with. Made at the first start; it never leaves the file. */
  readonly key: NationKey
  /** Seals the cursors of the nation's windows. */
  readonly streamKey: Uint8Array
  /** Names of contacts are hashed under it. */
  readonly contactSecret: Uint8Array
  close(): void
}

/** Opens, or makes, the file of a nation in the data folder. */
export function openNationStore(of: {
  readonly nation: NationConfiguration
  readonly data: string
  readonly clock: Clock
  readonly random: Random
}): NationStore {
  const {nation, data, clock, random} = of
  const database = openStore(join(data, `${nation.store ?? nation.code.toLowerCase()}.sqlite`))
  const accounts = new Accounts({database, nation: nation.code, clock, random})
  const ledger = new SqliteLedger({database, random})
  return {
    ledger,
    accounts,
    files: new FileLedger({database, random}),
    key: nationKey(accounts.secret('link-key', () => random.bytes(KEY_SEED_BYTES))),
    streamKey: accounts.secret('stream-key', () => random.bytes(STREAM_KEY_BYTES)),
    contactSecret: accounts.secret('contact-secret', () => random.bytes(CONTACT_SECRET_BYTES)),
    close: () => database.close(),
  }
}

/** Brings the accounts in line with the configuration. One without a password there has to be made with `tripoint user`. */
export async function settleAccounts(
  accounts: Accounts,
  users: readonly UserConfiguration[],
  passwordOf: (user: UserConfiguration) => string | undefined,
): Promise<readonly UserConfiguration['user'][]> {
  const missing: UserConfiguration['user'][] = []
  for (const user of users) {
    const account = {user: user.user, name: user.name, role: user.role, post: user.post, unit: user.unit}
    if (accounts.has(user.user)) {
      accounts.describe(account)
      continue
    }
    const password = passwordOf(user)
    if (password === undefined) missing.push(user.user)
    else await accounts.put(account, password)
  }
  return missing
}

/** The users of one nation. */
export function usersOf(users: readonly UserConfiguration[], nation: NationCode): readonly UserConfiguration[] {
  return users.filter(({user}) => user.endsWith(`@${nation}`))
}
