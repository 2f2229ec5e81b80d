import {da} from './words/da.ts'
import {de} from './words/de.ts'
import {en} from './words/en.ts'
import {fr} from './words/fr.ts'
import {sv} from './words/sv.ts'
import type {ReportWords} from './report-words.ts'

export const REPORT_LANGUAGES = {en, da, de, fr, sv} as const satisfies Readonly<Record<string, ReportWords>>
export type ReportLanguage = keyof typeof REPORT_LANGUAGES

/** The first language that is known of those asked for (`de`, `de-AT`); English else. */
export function languageOf(asked: readonly string[]): ReportLanguage {
  for (const tag of asked) {
    const base = tag.trim().slice(0, 2).toLowerCase()
    if (base in REPORT_LANGUAGES) return base as ReportLanguage
  }
  return 'en'
}

export function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
