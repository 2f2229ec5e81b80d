/**
 * Maritime identification digits to ISO 3166-1 alpha-2, from ITU's table, for the seas that the examples show and their
 * usual visitors. An MMSI without an entry has no flag here. A flag is a declaration of the transmitter, not proof.
 */
const MIDS: Readonly<Record<string, string>> = {
  AL: '201',
  AD: '202',
  AT: '203',
  BE: '205',
  BY: '206',
  BG: '207',
  CY: '209 210 212',
  DE: '211 218',
  GE: '213',
  MD: '214',
  MT: '215 229 248 249 256',
  AM: '216',
  DK: '219 220',
  ES: '224 225',
  FR: '226 227 228',
  FI: '230',
  FO: '231',
  GB: '232 233 234 235',
  GI: '236',
  GR: '237 239 240 241',
  HR: '238',
  MA: '242',
  HU: '243',
  NL: '244 245 246',
  IT: '247',
  IE: '250',
  IS: '251',
  LI: '252',
  LU: '253',
  MC: '254',
  PT: '255 263',
  NO: '257 258 259',
  PL: '261',
  ME: '262',
  RO: '264',
  SE: '265 266',
  SK: '267',
  SM: '268',
  CH: '269',
  CZ: '270',
  TR: '271',
  UA: '272',
  RU: '273',
  MK: '274',
  LV: '275',
  EE: '276',
  LT: '277',
  SI: '278',
  RS: '279',
  AG: '304 305',
  BM: '310',
  BS: '308 309 311',
  BZ: '312',
  CA: '316',
  KY: '319',
  US: '303 338 366 367 368 369',
  PA: '351 352 353 354 355 356 357 370 371 372 373 374',
  VC: '375 376 377',
  SA: '403',
  CN: '412 413 414',
  IN: '419',
  JP: '431 432',
  KR: '440 441',
  AE: '470 471',
  HK: '477',
  VU: '576 577',
  MH: '538',
  SG: '563 564 565 566',
  PH: '548',
  KM: '616 620',
  LR: '636 637',
  TZ: '674 677',
}

const FLAGS = new Map(
  Object.entries(MIDS).flatMap(([flag, mids]) => mids.split(' ').map(mid => [Number(mid), flag] as const)),
)

/** The flag that an MMSI declares: ship, craft of a parent (98), aid to navigation (99), group (0), coast (00), SAR aircraft (111), handheld (8). */
export function flagOfMmsi(mmsi: number): string | undefined {
  return FLAGS.get(midOf(mmsi))
}

function midOf(mmsi: number): number {
  const text = String(mmsi).padStart(9, '0')
  if (text.startsWith('00')) return Number(text.slice(2, 5))
  if (text.startsWith('0') || text.startsWith('8')) return Number(text.slice(1, 4))
  if (text.startsWith('98') || text.startsWith('99')) return Number(text.slice(2, 5))
  if (text.startsWith('111')) return Number(text.slice(3, 6))
  return Number(text.slice(0, 3))
}
