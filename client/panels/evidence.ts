import type {TFunction} from 'i18next'
import type {Evidence} from '../../shared/model/finding.ts'
import {say} from '../locales/catalogue.ts'
import {decimal} from '../ui/format.ts'

/** Evidence in the reader's words, numbers as the language writes them. */
export function evidenceText(t: TFunction, language: string, evidence: Evidence): string {
  const values = Object.fromEntries(
    Object.entries(evidence.values).map(([name, value]) => [
      name,
      typeof value === 'number' ? decimal(value, Number.isInteger(value) ? 0 : 1, language) : value,
    ]),
  )
  return say(t, `evidence.${evidence.code}`, values)
}
