import {createRequire} from 'node:module'
import {type Request, Router} from 'express'
import type {Clock} from '../../../shared/base/clock.ts'
import type {Desk} from '../desk.ts'
import {seatOf} from '../seat.ts'
import {personOf} from '../session.ts'
import {edgesOf, type World} from '../world-atlas.ts'
import {contentHash} from './canonical.ts'
import {type Content, contentOf, nameOf, REPORT_KINDS} from './content.ts'
import {csvOf, geoJsonOf, jsonOf} from './files.ts'
import {type Made, pdfOf} from './pdf.ts'
import type {SketchLines} from './sketch.ts'
import type {ReportWords} from './report-words.ts'
import {languageOf, REPORT_LANGUAGES} from './words.ts'

const TYPES = {
  pdf: 'application/pdf',
  json: 'application/json',
  csv: 'text/csv',
  geojson: 'application/geo+json',
} as const
type Extension = keyof typeof TYPES

/**
 * `GET /api/v1/reports/<kind>/<id>.<ext>`: what this person may see of a thing, as a file. Each is recorded as an export.
 * The seat may stand in the query, so that a link can be opened: it names a cookie and is no secret.
 */
export function reportRoutes(options: {
  readonly desks: readonly Desk[]
  readonly secure: boolean
  readonly clock: Clock
  /** Areas and lines of the configuration, GeoJSON. */
  readonly geography: object
}): Router {
  const {desks, secure, clock, geography} = options
  const router = Router()
  let lines: SketchLines | undefined

  router.get('/api/v1/reports/:kind/:file', async (request, response) => {
    const found = personOf(withSeat(request), desks, secure)
    if (found === undefined) {
      response.status(401).json({code: 'not-signed-in'})
      return
    }
    const {person, desk} = found
    const kind = REPORT_KINDS.find(one => one === request.params.kind)
    const [, id, extension] = /^([0-9A-Za-z-]{1,64})\.(pdf|json|csv|geojson)$/.exec(request.params.file) ?? []
    const material = kind === undefined || id === undefined ? undefined : desk.report(kind, id, person)
    if (material === undefined || id === undefined || extension === undefined) {
      response.status(404).json({code: 'not-found'})
      return
    }
    const content = contentOf(material)
    const hash = contentHash(content)
    const made: Made = {
      at: clock.wall(),
      by: nameOf(person),
      clocks: partiesOf(content).map(nation => ({nation, ...material.clockOf(nation as typeof desk.code)})),
    }
    const words = wordsFor(request)
    const ext = extension as Extension
    desk.exported(person, {kind: content.kind, id, format: ext, hash})
    const body = await bodyOf(ext, {content, hash, made, words, lines: (lines ??= linesOf(geography))})
    const name = `${content.world === 'exercise' ? 'EX-' : ''}${content.kind}-${content.nation}-${id.slice(0, 12)}.${ext}`
    response
      .set('x-content-sha256', hash)
      .set('content-disposition', `${ext === 'pdf' ? 'inline' : 'attachment'}; filename="${name}"`)
      .type(TYPES[ext])
      .send(body)
  })

  /** The records of handovers, newest first: `?post=`, `?from=`, `?to=` (ISO times), `?text=`. */
  router.get('/api/v1/shifts', (request, response) => {
    const found = personOf(withSeat(request), desks, secure)
    if (found === undefined) response.status(401).json({code: 'not-signed-in'})
    else {
      const {post, from, to, text} = request.query
      response.json({
        shifts: found.desk.shifts(found.person, {
          post: wordOf(post),
          from: timeOf(from),
          to: timeOf(to),
          text: wordOf(text)?.toLowerCase(),
        }),
      })
    }
  })
  return router
}

async function bodyOf(
  extension: Extension,
  of: {content: Content; hash: string; made: Made; words: ReportWords; lines: SketchLines},
): Promise<Buffer | string> {
  const {content, hash, made} = of
  switch (extension) {
    case 'pdf':
      return pdfOf(of)
    case 'json':
      return jsonOf(content, hash, made)
    case 'csv':
      return csvOf(content, hash, made)
    case 'geojson':
      return geoJsonOf(content, hash, made)
  }
}

/** The other nations of a handoff: those whose clock the timeline is told by as well. */
function partiesOf({kind, nation, sharing}: Content): readonly string[] {
  return kind === 'handoff' ? [...new Set(sharing.map(one => one.nation))].filter(one => one !== nation) : []
}

function wordsFor(request: Request): ReportWords {
  const {lang} = request.query
  const asked = typeof lang === 'string' ? [lang] : (request.get('accept-language') ?? '').split(',')
  return REPORT_LANGUAGES[languageOf(asked)]
}

function withSeat(request: Request): Request {
  const seat = seatOf(request.query['seat'])
  if (seat !== undefined && request.headers['x-seat'] === undefined) request.headers['x-seat'] = seat
  return request
}

function wordOf(text: unknown): string | undefined {
  return typeof text === 'string' && text !== '' ? text.slice(0, 80) : undefined
}

function timeOf(text: unknown): number | undefined {
  const at = typeof text === 'string' ? Date.parse(text) : NaN
  return Number.isFinite(at) ? at : undefined
}

type Line = readonly (readonly number[])[]

/** The coast of the base map, and the frontiers of the configuration. */
function linesOf(geography: object): SketchLines {
  const world = createRequire(import.meta.url)('world-atlas/countries-50m.json') as World
  const {coast} = edgesOf(world)
  const {features = []} = geography as {
    features?: readonly {
      properties: {kind?: string}
      geometry: {type: string; coordinates: unknown}
    }[]
  }
  const frontiers = features.flatMap(({properties, geometry}): readonly Line[] => {
    if (properties.kind !== 'frontier') return []
    if (geometry.type === 'LineString') return [geometry.coordinates as Line]
    return geometry.type === 'MultiLineString' ? (geometry.coordinates as readonly Line[]) : []
  })
  return {coast: coast.map(one => one.geometry.coordinates), frontiers}
}
