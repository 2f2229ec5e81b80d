import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {isIP} from 'node:net'
import {join} from 'node:path'
import {generate} from 'selfsigned'
import {systemClock} from '../../shared/base/clock.ts'

const YEAR = 365 * 24 * 3_600_000

/** A certificate of this data folder for these names, made at first use: enough for a phone to be asked once. */
export async function selfSigned(data: string, names: readonly string[]): Promise<{cert: string; key: string}> {
  const folder = join(data, 'tls')
  const certFile = join(folder, 'self-signed.crt')
  const keyFile = join(folder, 'self-signed.key')
  if (existsSync(certFile) && existsSync(keyFile))
    return {cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8')}

  const now = systemClock.wall()
  const made = await generate([{name: 'commonName', value: 'Tripoint'}], {
    keyType: 'ec',
    notBeforeDate: new Date(now - 3_600_000),
    notAfterDate: new Date(now + 2 * YEAR),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [...new Set(names)].map(name => (isIP(name) > 0 ? {type: 7, ip: name} : {type: 2, value: name})),
      },
    ],
  })
  mkdirSync(folder, {recursive: true, mode: 0o700})
  writeFileSync(certFile, made.cert)
  writeFileSync(keyFile, made.private, {mode: 0o600})
  return {cert: made.cert, key: made.private}
}
