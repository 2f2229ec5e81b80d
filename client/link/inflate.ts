import {inflateSync, strFromU8} from 'fflate'
import {type Density, readDensity} from '../../shared/protocol/density.ts'

/** What a block of names says (`name-block.ts`); undefined where it cannot be read. */
export function inflateNames(block: ArrayBuffer): unknown {
  try {
    return JSON.parse(strFromU8(inflateSync(new Uint8Array(block, 1)))) as unknown
  } catch {
    return undefined // damaged on its way: the message is refused as any that is not understood
  }
}

/** What a density says (`density.ts`); undefined where it cannot be read. */
export function inflateDensity(block: ArrayBuffer): Density | undefined {
  try {
    return readDensity(inflateSync(new Uint8Array(block, 1)))
  } catch {
    return undefined // damaged on its way: the next comes within seconds
  }
}
