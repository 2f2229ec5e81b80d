import {stringify} from 'csv-stringify/sync'
import type {Content} from './content.ts'
import type {Made} from './pdf.ts'

/** Content, hash, and when and by whom it was taken: a reader can compute the hash anew. */
export function jsonOf(content: Content, hash: string, made: Made): string {
  return JSON.stringify({contentSha256: hash, made: {...made, at: new Date(made.at).toISOString()}, content}, null, 2)
}

const COLUMNS = ['part', 'code', 'at', 'nation', 'post', 'role', 'name', 'text', 'lon', 'lat'] as const
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>

/** One table of everything, the hash in its first line. No cell is ever taken for a formula. */
export function csvOf(content: Content, hash: string, made: Made): string {
  const {kind, id, nation, world, marking, title, summary, items, steps, spots, sharing, signatures} = content
  const rows: Row[] = [
    {part: 'report', code: 'content-sha256', text: hash},
    {part: 'report', code: kind, at: new Date(made.at).toISOString(), nation, name: made.by, text: `${id} ${title}`},
    {part: 'report', code: 'marking', text: `${marking.level} REL ${marking.releasableTo.join(' ')}`},
    {part: 'report', code: 'world', text: world},
    ...summary.map(({label, value}) => ({part: 'summary', code: label, text: String(value)})),
    ...items.map(({section, code, values, due, read}) => ({
      part: `item ${section}`,
      code,
      at: due ?? '',
      text: textOf({...values, read: read ?? ''}),
    })),
    ...steps.map(({at, code, nation: of, post = '', role, name = '', values}) => ({
      part: 'step',
      code,
      at,
      nation: of,
      post,
      role,
      name,
      text: textOf(values),
    })),
    ...spots.map(({label, kind: code, lon, lat, at = ''}) => ({part: 'place', code, at, text: label, lon, lat})),
    ...sharing.map(({nation: of, agreement, rule = ''}) => ({
      part: 'sharing',
      code: agreement,
      nation: of,
      text: String(rule),
    })),
    ...signatures.map(({side, name, post, at, hash: signed}) => ({
      part: 'signature',
      code: side,
      at,
      post,
      name,
      text: signed,
    })),
  ]
  return stringify(rows, {
    header: true,
    columns: [...COLUMNS],
    escape_formulas: true,
    record_delimiter: 'windows',
    bom: true,
  })
}

/** The places as points, and the content's hash with the collection. */
export function geoJsonOf(content: Content, hash: string, made: Made): string {
  const {kind, id, nation, world, marking, title, spots} = content
  return JSON.stringify({
    type: 'FeatureCollection',
    contentSha256: hash,
    report: {kind, id, nation, world, marking, title, made: new Date(made.at).toISOString()},
    features: spots.map(({lon, lat, ...properties}) => ({
      type: 'Feature',
      geometry: {type: 'Point', coordinates: [lon, lat]},
      properties,
    })),
  })
}

function textOf(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('; ')
}
