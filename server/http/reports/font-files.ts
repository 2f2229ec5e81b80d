import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {inflateSync} from 'node:zlib'

const fileOf = createRequire(import.meta.url).resolve
const kept = new Map<string, Buffer>()

/** A font file of a package (`.woff`) as a plain one: pdfkit would inflate each table anew each time it looks into it. */
export function fontFile(path: string): Buffer {
  const held = kept.get(path) ?? sfntOf(readFileSync(fileOf(path)))
  kept.set(path, held)
  return held
}

const WOFF_HEADER = 44
const WOFF_ENTRY = 20
const SFNT_HEADER = 12
const SFNT_ENTRY = 16

/** WOFF 1.0 (W3C recommendation of 2012): the tables of an SFNT, each deflated where that is shorter. */
function sfntOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const tables = Array.from({length: count}, (_, index) => {
    const entry = WOFF_HEADER + index * WOFF_ENTRY
    const from = woff.readUInt32BE(entry + 4)
    const packed = woff.readUInt32BE(entry + 8)
    const length = woff.readUInt32BE(entry + 12)
    const body = woff.subarray(from, from + packed)
    return {entry, body: packed < length ? inflateSync(body) : body}
  })
  const head = Buffer.alloc(SFNT_HEADER + count * SFNT_ENTRY)
  const power = Math.floor(Math.log2(count))
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(2 ** power * 16, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE((count - 2 ** power) * 16, 10)
  const parts: Buffer[] = [head]
  let offset = head.length
  tables.forEach(({entry, body}, index) => {
    const at = SFNT_HEADER + index * SFNT_ENTRY
    woff.copy(head, at, entry, entry + 4)
    woff.copy(head, at + 4, entry + 16, entry + 20)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(body.length, at + 12)
    const padded = (body.length + 3) & ~3
    parts.push(body, Buffer.alloc(padded - body.length))
    offset += padded
  })
  return Buffer.concat(parts)
}
