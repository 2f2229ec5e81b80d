import {createHash} from 'node:crypto'

/** JSON with sorted keys, without spaces and without what is undefined: the same bytes for the same content, always. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(each => canonicalJson(each ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`)
  return `{${fields.join(',')}}`
}

/** SHA-256 of the content, hex: the same on every page and in every file made of it. */
export function contentHash(content: object): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}
