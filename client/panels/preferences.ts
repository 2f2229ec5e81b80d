import {z} from 'zod'
import {LANGUAGES, type Language} from '../locales/catalogue.ts'
import {type Palette, PALETTES} from '../state/view.ts'

const preferences = z.object({
  palette: z.enum(PALETTES).optional(),
  language: z.enum(LANGUAGES).optional(),
})
export type Preferences = {readonly palette?: Palette; readonly language?: Language}

/** What a person has chosen on this machine. */
export function readPreferences(storage: Pick<Storage, 'getItem'>, user: string): Preferences {
  const read = preferences.safeParse(parsed(storage.getItem(keyOf(user))))
  if (!read.success) return {}
  const {palette, language} = read.data
  return {...(palette === undefined ? {} : {palette}), ...(language === undefined ? {} : {language})}
}

export function keepPreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  user: string,
  change: Preferences,
): void {
  storage.setItem(keyOf(user), JSON.stringify({...readPreferences(storage, user), ...change}))
}

function keyOf(user: string): string {
  return `preferences:${user}`
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined // written by something else: as if nothing had been chosen
  }
}
