import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {crockford, type Random} from '../../shared/base/random.ts'

/** Reads a secret from where the configuration says: the environment or a file. Undefined when it is not there. */
export function readSecret(
  source: {readonly env: string} | {readonly file: string},
  folder: string,
): string | undefined {
  if ('env' in source) return process.env[source.env]
  const path = resolve(folder, source.file)
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}

/** The demonstration's passwords: made once per data folder, readable by its owner only. */
export function demoPasswords(data: string, users: readonly string[], random: Random): Map<string, string> {
  const path = join(data, 'demo-passwords.json')
  mkdirSync(data, {recursive: true, mode: 0o700})
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {}
  const passwords = new Map(users.map(user => [user, kept[user] ?? crockford(random.bytes(8)).toLowerCase()]))
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(passwords), null, 2)}\n`, {mode: 0o600})
  return passwords
}
