/** What a field unit takes: a picture of what it sees, or words that it says. */
export const MEDIA = ['photo', 'voice'] as const
export type Media = (typeof MEDIA)[number]

export const PHOTO_TYPES = ['image/jpeg', 'image/webp', 'image/png'] as const
export const VOICE_TYPES = ['audio/webm', 'audio/ogg', 'audio/mp4'] as const
export type MediaType = (typeof PHOTO_TYPES)[number] | (typeof VOICE_TYPES)[number]
export const MEDIA_TYPES = [...PHOTO_TYPES, ...VOICE_TYPES] as const

/** What a node takes at most, bytes. A phone makes its photos half as large. */
export const MOST_BYTES: Readonly<Record<Media, number>> = {photo: 600_000, voice: 1_000_000}
/** What a phone makes of a photo, bytes. */
export const PHOTO_BYTES = 300_000
/** A recording ends by itself after so long, ms. */
export const VOICE_MS = 60_000
/** Parts in which a file is sent, bytes: two seconds at 64 kbit/s, so that a cut link costs little. */
export const PART_BYTES = 16_384

/** What the content is, by its first bytes and by nothing that anybody says of it; undefined for anything else. */
export function typeOf(content: Uint8Array): MediaType | undefined {
  if (startsWith(content, 0, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(content, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(content, 0, ascii('RIFF')) && startsWith(content, 8, ascii('WEBP'))) return 'image/webp'
  if (startsWith(content, 0, [0x1a, 0x45, 0xdf, 0xa3])) return 'audio/webm'
  if (startsWith(content, 0, ascii('OggS'))) return 'audio/ogg'
  if (startsWith(content, 4, ascii('ftyp'))) return 'audio/mp4'
  return undefined
}

export function mediaOf(type: MediaType): Media {
  return (PHOTO_TYPES as readonly string[]).includes(type) ? 'photo' : 'voice'
}

/**
 * Whether a picture says more than it shows: EXIF, XMP or text, where a camera writes place, time and its own number.
 * Only what the formats themselves name as such is looked for.
 */
export function hasMetadata(content: Uint8Array): boolean {
  switch (typeOf(content)) {
    case 'image/jpeg':
      return jpegSegments(content).some(isMetadata)
    case 'image/png':
      return chunksOf(content, 8, {lengthAt: 0, typeAt: 4, header: 12, isLittle: false}).some(type =>
        PNG_TEXTS.has(type),
      )
    case 'image/webp':
      return chunksOf(content, 12, {lengthAt: 4, typeAt: 0, header: 8, isLittle: true}).some(type =>
        WEBP_TEXTS.has(type),
      )
    default:
      return false
  }
}

/** A JPEG without what its maker wrote beside the picture; anything else as it is. */
export function withoutMetadata(content: Uint8Array): Uint8Array {
  if (typeOf(content) !== 'image/jpeg') return content
  const out: Uint8Array[] = []
  let kept = 0
  for (const segment of jpegSegments(content)) {
    if (!isMetadata(segment)) continue
    out.push(content.subarray(kept, segment.from))
    kept = segment.to
  }
  if (kept === 0) return content
  out.push(content.subarray(kept))
  const whole = new Uint8Array(out.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of out) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const PNG_TEXTS: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt'])
const WEBP_TEXTS: ReadonlySet<string> = new Set(['EXIF', 'XMP '])
const JPEG = {APP1: 0xe1, APP2: 0xe2, APP15: 0xef, APP14: 0xee, COMMENT: 0xfe, SCAN: 0xda, END: 0xd9}

type Segment = {readonly marker: number; readonly from: number; readonly to: number}

/** APP1 holds EXIF and XMP, APP13 IPTC, a comment anything; APP0 (JFIF), APP2 (colours) and APP14 are the picture's. */
function isMetadata({marker}: Segment): boolean {
  if (marker === JPEG.COMMENT) return true
  return marker >= JPEG.APP1 && marker <= JPEG.APP15 && marker !== JPEG.APP2 && marker !== JPEG.APP14
}

/** The segments before the picture itself. */
function jpegSegments(content: Uint8Array): Segment[] {
  const segments: Segment[] = []
  let at = 2
  while (at + 4 <= content.length && content[at] === 0xff) {
    const marker = content[at + 1] ?? 0
    if (marker === JPEG.SCAN || marker === JPEG.END) break
    const length = ((content[at + 2] ?? 0) << 8) | (content[at + 3] ?? 0)
    if (length < 2) break
    segments.push({marker, from: at, to: Math.min(content.length, at + 2 + length)})
    at += 2 + length
  }
  return segments
}

/** Names of the chunks of a PNG or WebP, in their order. */
function chunksOf(
  content: Uint8Array,
  from: number,
  layout: {readonly lengthAt: number; readonly typeAt: number; readonly header: number; readonly isLittle: boolean},
): string[] {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const names: string[] = []
  for (let at = from; at + 8 <= content.length;) {
    const length = view.getUint32(at + layout.lengthAt, layout.isLittle)
    names.push(String.fromCharCode(...content.subarray(at + layout.typeAt, at + layout.typeAt + 4)))
    // WebP's chunks begin at even places.
    at += layout.header + length + (layout.isLittle ? length % 2 : 0)
  }
  return names
}

function startsWith(content: Uint8Array, at: number, bytes: readonly number[]): boolean {
  return content.length >= at + bytes.length && bytes.every((byte, index) => content[at + index] === byte)
}

function ascii(text: string): number[] {
  return [...text].map(letter => letter.charCodeAt(0))
}
