import {existsSync, readFileSync} from 'node:fs'
import {gunzipSync} from 'node:zlib'
import {test} from 'vitest'

const FOLDER = '../shared/data'

/** Whether the recordings lie beside the project. A user's machine has none. */
export const hasRecordings = existsSync(FOLDER)

if (!hasRecordings) console.warn(`SKIPPED: tests on recordings; put the recordings into ${FOLDER} to run them`)

/** A test that needs recordings: skipped, loudly, where they are absent. */
export const recordedTest = test.skipIf(!hasRecordings)

/** Bytes of a recording, unpacked. */
export function recording(path: string): Buffer {
  const bytes = readFileSync(`${FOLDER}/${path}`)
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes
}

/** A recording of JSON lines. */
export function recordedLines<T>(path: string): T[] {
  return recording(path)
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)
}
