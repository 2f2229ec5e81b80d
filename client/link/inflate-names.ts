import {inflateSync, strFromU8} from 'fflate'

/** What a block of names says (`name-block.ts`); undefined where it cannot be read. */
export function inflateNames(block: ArrayBuffer): unknown {
  try {
    return JSON.parse(strFromU8(inflateSync(new Uint8Array(block, 1)))) as unknown
  } catch {
    return undefined // damaged on its way: the message is refused as any that is not understood
  }
}
