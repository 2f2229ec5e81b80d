import {expect, test} from 'vitest'
import {hasMetadata, typeOf, withoutMetadata} from '../../../shared/model/media.ts'

const HEAD = [0xff, 0xd8]
const JFIF = [0xff, 0xe0, 0x00, 0x04, 0x4a, 0x46]
const EXIF = [0xff, 0xe1, 0x00, 0x06, 0x45, 0x78, 0x69, 0x66]
const COLOURS = [0xff, 0xe2, 0x00, 0x04, 0x49, 0x43]
const COMMENT = [0xff, 0xfe, 0x00, 0x05, 0x68, 0x69, 0x21]
const PICTURE = [0xff, 0xda, 0x00, 0x02, 0xff, 0xe1, 1, 2, 3, 0xff, 0xd9]

test('a JPEG loses EXIF and comments and keeps its colours and every byte of the picture', () => {
  const taken = new Uint8Array([...HEAD, ...JFIF, ...EXIF, ...COLOURS, ...COMMENT, ...PICTURE])
  expect(hasMetadata(taken)).toBe(true)
  const cut = withoutMetadata(taken)
  expect([...cut]).toEqual([...HEAD, ...JFIF, ...COLOURS, ...PICTURE])
  expect(hasMetadata(cut)).toBe(false)
})

test('a JPEG that tells nothing stays as it is', () => {
  const plain = new Uint8Array([...HEAD, ...JFIF, ...PICTURE])
  expect(withoutMetadata(plain)).toBe(plain)
})

test('PNG and WebP that carry EXIF are known by their chunks', () => {
  const text = (word: string) => [...word].map(letter => letter.charCodeAt(0))
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, ...text('IHDR'), 0, 0, 0, 0]
  expect(hasMetadata(new Uint8Array(png))).toBe(false)
  expect(hasMetadata(new Uint8Array([...png, 0, 0, 0, 2, ...text('eXIf'), 1, 2, 0, 0, 0, 0]))).toBe(true)
  const webp = [...text('RIFF'), 0, 0, 0, 0, ...text('WEBP'), ...text('VP8X'), 1, 0, 0, 0, 9, 0]
  expect(hasMetadata(new Uint8Array(webp))).toBe(false)
  expect(hasMetadata(new Uint8Array([...webp, ...text('EXIF'), 0, 0, 0, 0]))).toBe(true)
})

test('what it is says its beginning alone', () => {
  const of = (...bytes: number[]) => typeOf(new Uint8Array(bytes))
  expect(of(0x1a, 0x45, 0xdf, 0xa3)).toBe('audio/webm')
  expect(of(0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70)).toBe('audio/mp4')
  expect(of(0x3c, 0x73, 0x76, 0x67)).toBe(undefined)
  expect(of()).toBe(undefined)
})
