import {da} from './words/da.ts'
import {de} from './words/de.ts'
import {en} from './words/en.ts'
import {fr} from './words/fr.ts'
import {sv} from './words/sv.ts'

/** What a report says in words, besides its codes. */
export type ReportWords = {
  readonly title: Readonly<Record<'incident' | 'handoff' | 'shift' | 'contact', string>>
  readonly world: Readonly<Record<'real' | 'simulated' | 'exercise', string>>
  readonly part: Readonly<
    Record<'summary' | 'map' | 'items' | 'timeline' | 'decisions' | 'sharing' | 'signatures' | 'check', string>
  >
  readonly label: Readonly<Record<string, string>>
  readonly section: Readonly<Record<string, string>>
  readonly column: Readonly<Record<'time' | 'who' | 'what' | 'item' | 'read' | 'due', string>>
  /** `{name}` is filled in. */
  readonly page: string
  readonly made: string
  readonly hash: string
  readonly releasable: string
  readonly timeAt: string
  readonly clock: string
  readonly noClock: string
  readonly fromAge: string
  readonly ages: string
  readonly noPlace: string
  readonly noAge: string
  readonly north: string
  readonly national: string
  readonly sharedWith: string
  readonly fields: string
  readonly withheld: string
  readonly out: string
  readonly in: string
  readonly signedAt: string
  readonly ledgerRow: string
  readonly unsigned: string
  readonly question: string
  readonly answer: string
  readonly remark: string
  readonly unread: string
  readonly codes: string
  readonly recompute: string
}

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
