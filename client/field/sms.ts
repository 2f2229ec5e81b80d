import {clockUtc, position} from '../ui/format.ts'
import type {OutboxEntry} from './outbox.ts'

/** Two text messages' worth: what does not fit stays waiting on the phone like all of it. */
const MOST = 300

/** A text message with what waits, to whom the person chooses: unit, time of each press, words, place. */
export function smsLink(options: {
  readonly unit: string
  readonly entries: readonly OutboxEntry[]
  readonly words: (entry: OutboxEntry) => string
  readonly here: {readonly lon: number; readonly lat: number} | undefined
}): string {
  const {unit, entries, words, here} = options
  const lines = entries.map(entry => `${clockUtc(entry.pressedAt)} ${words(entry)}`)
  const text = [unit, ...lines, ...(here === undefined ? [] : [position(here.lon, here.lat)])].join('\n').slice(0, MOST)
  // `?&` is understood by iPhones and Androids alike.
  return `sms:?&body=${encodeURIComponent(text)}`
}
