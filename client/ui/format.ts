/** What a reader sees where a value is not known. */
export const UNKNOWN = '–'

/** `02:14:31Z`. Wall or picture time, ms since 1970. */
export function clockUtc(ms: number): string {
  return Number.isFinite(ms) ? `${new Date(ms).toISOString().slice(11, 19)}Z` : UNKNOWN
}

/** `2011-07-26`. */
export function dateUtc(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : UNKNOWN
}

/** Hours and minutes where the reader is: `04:14`, always of 24 hours. */
export function clockLocal(ms: number, language: string): string {
  if (!Number.isFinite(ms)) return UNKNOWN
  return new Intl.DateTimeFormat(language, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(ms)
}

/** How long ago, ms: `0:12`, `4:02`, `1:02:03`, from a day on `3 d`. `?` where no time is known. */
export function age(ms: number): string {
  if (!Number.isFinite(ms)) return '?'
  return duration(Math.max(0, Math.floor(ms / 1_000)))
}

/** Time left, ms, rounded up, so that 0:00 is the end and not the last second. */
export function countdown(ms: number): string {
  if (!Number.isFinite(ms)) return '?'
  return duration(Math.max(0, Math.ceil(ms / 1_000)))
}

/** `0.4 s` under ten seconds, else whole seconds or minutes: the age of something that should be new. */
export function freshAge(ms: number, language: string): string {
  if (!Number.isFinite(ms)) return '?'
  return ms < 60_000 ? `${decimal(Math.max(0, ms) / 1_000, ms < 10_000 ? 1 : 0, language)} s` : age(ms)
}

/** `54.3127N 007.4402E`, as it is read out: latitude first, degrees of longitude in three digits. */
export function position(lon: number, lat: number): string {
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return UNKNOWN
  const north = `${Math.abs(lat).toFixed(4).padStart(7, '0')}${lat < 0 ? 'S' : 'N'}`
  return `${north} ${Math.abs(lon).toFixed(4).padStart(8, '0')}${lon < 0 ? 'W' : 'E'}`
}

/** Speed in metres per second as knots: `22.7 kn`. */
export function knots(metresPerSecond: number, language: string): string {
  return Number.isFinite(metresPerSecond) ? `${decimal(metresPerSecond / 0.514444, 1, language)} kn` : UNKNOWN
}

/** A direction in three digits: `095°`. */
export function degrees(direction: number): string {
  if (!Number.isFinite(direction)) return UNKNOWN
  return `${String(((Math.round(direction) % 360) + 360) % 360).padStart(3, '0')}°`
}

/** A distance, metres: under 0.1 nm in metres, else in nautical miles. */
export function distance(metres: number, language: string): string {
  if (!Number.isFinite(metres)) return UNKNOWN
  return metres < 185 ? `${decimal(metres, 0, language)} m` : `${decimal(metres / 1_852, 1, language)} nm`
}

/** A height or length: `120 m`. */
export function metres(value: number, language: string): string {
  return Number.isFinite(value) ? `${decimal(value, 0, language)} m` : UNKNOWN
}

/** A number as the reader's language writes it. */
export function decimal(value: number, digits: number, language: string): string {
  return new Intl.NumberFormat(language, {minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value)
}

/** Several words as the reader's language lists them: `name, speed and course`. */
export function listed(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, {type: 'conjunction'}).format(words)
}

function duration(seconds: number): string {
  if (seconds >= 86_400) return `${Math.floor(seconds / 86_400)} d`
  const tail = `${String(Math.floor(seconds / 60) % 60).padStart(seconds < 3_600 ? 1 : 2, '0')}:${two(seconds % 60)}`
  return seconds < 3_600 ? tail : `${Math.floor(seconds / 3_600)}:${tail}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
