import type {TFunction} from 'i18next'
import {say} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import type {Suggestion} from './suggestion-keeper.ts'

/** Why a unit is suggested or not, in the reader's words; hours as they are read on the clock of the header. */
export function reasonText(t: TFunction, {code, values}: Suggestion['reasons'][number]): string {
  const {until} = values
  if (typeof until !== 'number') return say(t, `suggestion.${code}`, values)
  return say(t, `suggestion.${code}`, {...values, until: clockUtc(until).replace(/:\d\dZ$/, 'Z')})
}
