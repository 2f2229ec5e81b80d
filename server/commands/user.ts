import {mkdirSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {text} from 'node:stream/consumers'
import {Command} from 'commander'
import {systemClock} from '../../shared/base/clock.ts'
import type {NationCode, PostId, UnitId, UserId} from '../../shared/base/id.ts'
import {systemRandom} from '../../shared/base/random.ts'
import {ROLES, type Role} from '../../shared/operations/actor.ts'
import {ConfigurationError} from '../config.ts'
import {Accounts} from '../operations/account-ledger.ts'
import {openStore} from '../operations/sqlite-ledger.ts'

const SHORTEST_PASSWORD = 12

/** `tripoint user add|password|disable|list`: the accounts of one nation; passwords come from standard input. */
export function userCommands(): Command {
  const user = new Command('user').description('users of a nation (name@SE); passwords from standard input')

  user
    .command('add <user>')
    .requiredOption('--name <name>', 'as consoles show it')
    .requiredOption('--role <role>', ROLES.join(', '))
    .option('--post <post>', 'post: SE-01')
    .option('--unit <unit>', 'unit, for field users')
    .option('--data <dir>', 'data folder', './data')
    .action(async (id: string, options: {name: string; role: string; post?: string; unit?: string; data: string}) => {
      const role = ROLES.find(one => one === options.role)
      if (role === undefined) throw new ConfigurationError([`there is no role ${options.role}: ${ROLES.join(', ')}`])
      await withAccounts(id, options.data, async accounts => {
        if (accounts.has(id as UserId))
          throw new ConfigurationError([`${id} is there already; "user password" changes the password`])
        await accounts.put(describe(id, options.name, role, options.post, options.unit), await newPassword())
      })
    })

  user
    .command('password <user>')
    .option('--data <dir>', 'data folder', './data')
    .action(async (id: string, options: {data: string}) => {
      await withAccounts(id, options.data, async accounts => {
        const account = accounts.list().find(one => one.user === id)
        if (account === undefined) throw new ConfigurationError([`there is no user ${id}`])
        await accounts.put(account, await newPassword())
      })
    })

  user
    .command('disable <user>')
    .option('--data <dir>', 'data folder', './data')
    .action(async (id: string, options: {data: string}) => {
      await withAccounts(id, options.data, async accounts => {
        if (!accounts.disable(id as UserId)) throw new ConfigurationError([`there is no user ${id}`])
      })
    })

  user
    .command('list <nation>')
    .option('--data <dir>', 'data folder', './data')
    .action(async (nation: string, options: {data: string}) => {
      await withAccounts(`any@${nation}`, options.data, async accounts => {
        for (const one of accounts.list())
          console.log(
            [one.user, one.role, one.post ?? '-', one.unit ?? '-', one.disabled ? 'disabled' : 'active', one.name].join(
              '\t',
            ),
          )
      })
    })

  return user
}

function describe(id: string, name: string, role: Role, post: string | undefined, unit: string | undefined) {
  return {user: id as UserId, name, role, post: post as PostId | undefined, unit: unit as UnitId | undefined}
}

async function withAccounts(id: string, data: string, act: (accounts: Accounts) => Promise<void>): Promise<void> {
  const nation = /^[a-z0-9.-]{1,40}@([A-Z]{2})$/.exec(id)?.[1]
  if (nation === undefined) throw new ConfigurationError([`${id} is not of the form name@SE`])
  const folder = resolve(data)
  mkdirSync(folder, {recursive: true, mode: 0o700})
  const database = openStore(join(folder, `${nation.toLowerCase()}.sqlite`))
  try {
    await act(new Accounts({database, nation: nation as NationCode, clock: systemClock, random: systemRandom}))
  } finally {
    database.close()
  }
}

async function newPassword(): Promise<string> {
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  if (password.length < SHORTEST_PASSWORD)
    throw new ConfigurationError([`a password has ${SHORTEST_PASSWORD} characters or more`])
  return password
}
