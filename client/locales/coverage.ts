import {CATALOGUES, type Language, type Texts} from './catalogue.ts'

/** Every text of a catalogue by its whole key: `phone.tab.task`. */
export function textsOf(texts: Texts, above = ''): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(above + key, value)
    else for (const [below, text] of textsOf(value, `${above}${key}.`)) found.set(below, text)
  }
  return found
}

/** The names in double braces that a text is given, sorted. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/{{(\w+)}}/g)].map(([, name = '']) => name).sort()
}

/** `key` without the ending by which a language tells one from many. */
export function withoutPlural(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}

/** Keys that a language lacks, which are therefore said in English; plural forms count as one. */
export function missingIn(language: Language): readonly string[] {
  const has = new Set([...textsOf(CATALOGUES[language]).keys()].map(withoutPlural))
  const wanted = new Set([...textsOf(CATALOGUES.en).keys()].map(withoutPlural))
  return [...wanted].filter(key => !has.has(key))
}
