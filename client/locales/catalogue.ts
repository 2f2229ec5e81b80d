import i18next, {type TFunction} from 'i18next'
import {initReactI18next, useTranslation} from 'react-i18next'
import {da} from './da.ts'
import {de} from './de.ts'
import {en} from './en.ts'
import {fr} from './fr.ts'
import type {Texts} from './join.ts'
import {sv} from './sv.ts'

/** Languages that can be chosen, under their own names; what one lacks is said in English. */
export const LANGUAGES = ['en', 'da', 'de', 'fr', 'sv'] as const
export type Language = (typeof LANGUAGES)[number]
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  da: 'Dansk',
  de: 'Deutsch',
  fr: 'Français',
  sv: 'Svenska',
}

export type {Texts} from './join.ts'
export const CATALOGUES: Readonly<Record<Language, Texts>> = {en, da, de, fr, sv}

/** Starts the catalogue in the language that was chosen, else in the browser's, else in English. */
export function startCatalogue(chosen: Language | undefined, preferred: readonly string[]): void {
  void i18next.use(initReactI18next).init({
    lng: chosen ?? firstKnown(preferred),
    fallbackLng: 'en',
    resources: Object.fromEntries(LANGUAGES.map(language => [language, {translation: CATALOGUES[language]}])),
    interpolation: {escapeValue: false},
    returnNull: false,
    initAsync: false,
    react: {useSuspense: false},
  })
  i18next.on('languageChanged', showLanguage)
  showLanguage()
}

export function chooseLanguage(language: Language): void {
  void i18next.changeLanguage(language)
}

/** Texts and the language they are in. */
export function useWords(): {readonly t: TFunction; readonly language: Language} {
  const {t, i18n} = useTranslation()
  return {t, language: languageOf(i18n.language)}
}

/** What a code means, or the code itself where the catalogue has not heard of it: nothing is ever shown empty. */
export function say(t: TFunction, key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return t(key, {...values, defaultValue: key.slice(key.lastIndexOf('.') + 1)})
}

function firstKnown(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const known = LANGUAGES.find(language => tag.toLowerCase().startsWith(language))
    if (known !== undefined) return known
  }
  return 'en'
}

function languageOf(tag: string): Language {
  return LANGUAGES.find(language => language === tag) ?? 'en'
}

/** Tells the page its language and direction, so that it is read and broken right. */
function showLanguage(): void {
  if (typeof document === 'undefined') return
  document.documentElement.lang = i18next.language
  document.documentElement.dir = i18next.dir()
}
