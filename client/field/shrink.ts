import {MOST_BYTES, PHOTO_BYTES, typeOf, withoutMetadata} from '../../shared/model/media.ts'

/** Longest side in pixels, and how hard it is pressed, until it is small enough. */
const TRIES: readonly (readonly [side: number, quality: number])[] = [
  [1_600, 0.8],
  [1_600, 0.65],
  [1_280, 0.65],
  [1_024, 0.6],
  [800, 0.5],
  [640, 0.4],
]

export type Shrunk =
  | {readonly content: Uint8Array<ArrayBuffer>}
  | {readonly code: 'file-kind'; readonly values: Record<string, never>}
  | {readonly code: 'file-too-large'; readonly values: {readonly bytes: number; readonly most: number}}

/** Draws a picture at a size, as JPEG. Undefined where it cannot be read. */
export type Draw = (side: number, quality: number) => Promise<Uint8Array<ArrayBuffer> | undefined>

/**
 * A photo as it is sent: drawn anew, so that nothing of the camera's own notes (place, time, its number) goes along, and
 * at most 300 kB. What cannot be made so small is refused with its size.
 */
export async function shrunk(draw: Draw): Promise<Shrunk> {
  let bytes = 0
  for (const [side, quality] of TRIES) {
    const drawn = await draw(side, quality)
    if (drawn === undefined) return {code: 'file-kind', values: {}}
    // Some browsers write EXIF of their own into what they draw.
    const content = new Uint8Array(withoutMetadata(drawn))
    if (typeOf(content) === undefined) return {code: 'file-kind', values: {}}
    bytes = content.length
    if (bytes <= PHOTO_BYTES) return {content}
  }
  return {code: 'file-too-large', values: {bytes, most: MOST_BYTES.photo}}
}

/** Draws with the browser's own canvas, upright as the camera was held. */
export function drawerOf(photo: Blob): Draw {
  let bitmap: Promise<ImageBitmap> | undefined
  return async (side, quality) => {
    try {
      bitmap ??= createImageBitmap(photo, {imageOrientation: 'from-image'})
      const {width, height} = await bitmap
      const scale = Math.min(1, side / Math.max(width, height))
      const canvas = document.createElement('canvas')
      canvas.width = Math.max(1, Math.round(width * scale))
      canvas.height = Math.max(1, Math.round(height * scale))
      canvas.getContext('2d')?.drawImage(await bitmap, 0, 0, canvas.width, canvas.height)
      const blob = await new Promise<Blob | null>(drawn => canvas.toBlob(drawn, 'image/jpeg', quality))
      return blob === null ? undefined : new Uint8Array(await blob.arrayBuffer())
    } catch {
      return undefined // no picture that this browser can read
    }
  }
}
