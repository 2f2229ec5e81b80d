import {hex, type Random} from '../../shared/base/random.ts'
import type {FileId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Media} from '../../shared/model/media.ts'
import type {FileOffer} from '../../shared/protocol/file-thing.ts'
import type {KeptFile} from './file-queue.ts'

/** A content with all that is said of it when it is sent. Needs a secure page: the hash is the browser's. */
export async function keptFile(of: {
  readonly content: Uint8Array<ArrayBuffer>
  readonly media: Media
  readonly attached: FileOffer['attached']
  readonly pressedAt: number
  readonly place: Position | undefined
  readonly seconds?: number
  readonly random: Random
}): Promise<KeptFile> {
  const {content, media, attached, pressedAt, place, seconds, random} = of
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
  return {
    content,
    offer: {
      file: hex(random.bytes(16)) as FileId,
      ...{media, attached, bytes: content.length, sha256: hex(hash), pressedAt: Math.round(pressedAt)},
      ...(place === undefined ? {} : {place}),
      ...(seconds === undefined ? {} : {seconds}),
    },
  }
}
