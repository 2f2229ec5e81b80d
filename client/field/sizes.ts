import {decimal} from '../ui/format.ts'

/** A file's size as people say it: `212 kB`, `1.2 MB`. */
export function fileSize(bytes: number, language: string): string {
  return bytes < 1_000_000 ? `${decimal(Math.max(1, bytes / 1_000), 0, language)} kB` : megabytes(bytes, language)
}

export function megabytes(bytes: number, language: string): string {
  return `${decimal(bytes / 1_000_000, 1, language)} MB`
}
