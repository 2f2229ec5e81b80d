import {type KeyObject, sign, verify} from 'node:crypto'
import type {NationCode} from '../../shared/base/id.ts'
import type {NationKey} from '../federation/keys.ts'
import type {Grants} from '../operations/ports.ts'

/** The own signature, and the pinned keys of partners. An unknown nation has signed nothing. */
export function grantsOf(key: NationKey, partners: ReadonlyMap<NationCode, {readonly key: KeyObject}>): Grants {
  return {
    sign: body => sign(null, Buffer.from(body), key.privateKey).toString('base64'),
    verify(nation, body, signature) {
      const pinned = partners.get(nation)?.key
      return pinned !== undefined && verify(null, Buffer.from(body), pinned, Buffer.from(signature, 'base64'))
    },
  }
}
