import type {TFunction} from 'i18next'
import type {ShiftThing} from '../../../shared/protocol/things.ts'
import {say} from '../../locales/catalogue.ts'

export type Entry = ShiftThing['entries'][number]

/** Which values are codes, and where in the catalogue they stand. */
const CODES: Readonly<Record<string, (code: string) => string>> = {
  rule: rule => `finding.${rule}.title`,
  identity: identity => `identity.${identity}`,
  command: command => `command.${command}`,
}
const STATUSES: Readonly<Record<string, string>> = {
  incident: 'status.incident',
  'handoff-waits': 'status.handoff',
  'handoff-open': 'status.handoff',
  'unit-out': 'unit',
  'unit-sos': 'unit',
  feed: 'shift.feed',
  link: 'shift.link',
  agreement: 'shift.agreement',
  request: 'shift.request',
}

/** What an item says in the reader's language; what people wrote stays as they wrote it. */
export function itemText(t: TFunction, {code, values}: Pick<Entry, 'code' | 'values'>): string {
  const told = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? wordOf(t, code, name, value) : value,
    ]),
  )
  return say(t, `shift.item.${code}`, told)
}

function wordOf(t: TFunction, code: string, name: string, value: string): string {
  const statuses = STATUSES[code]
  if (name === 'status' && statuses !== undefined) return say(t, `${statuses}.${value}`)
  if (name === 'state') return say(t, `shift.state.${value}`)
  const key = CODES[name]
  return key === undefined ? value : say(t, key(value))
}
