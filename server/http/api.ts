import {Router, type Request, type Response} from 'express'
import type {TrackId} from '../../shared/base/id.ts'
import type {Person} from '../../shared/operations/person.ts'
import {commandEnvelope} from '../../shared/protocol/command.ts'
import type {ThingKind} from '../../shared/protocol/things.ts'
import type {Desk} from './desk.ts'
import {personOf} from './session.ts'

const LISTS: Readonly<Record<string, ThingKind>> = {
  alerts: 'alert',
  incidents: 'incident',
  handoffs: 'handoff',
  'point-outs': 'point-out',
  due: 'due',
  contacts: 'contact',
  pursuits: 'pursuit',
  tasks: 'task',
  units: 'unit',
  crossings: 'notice',
  posts: 'post',
  shifts: 'shift',
  files: 'file',
}

/** What this session may see, as JSON or GeoJSON, and the same commands that the socket takes. */
export function apiRoutes({desks, secure}: {desks: readonly Desk[]; secure: boolean}): Router {
  const router = Router()

  function signedIn(handle: (request: Request, response: Response, person: Person, desk: Desk) => unknown) {
    return async (request: Request, response: Response) => {
      const found = personOf(request, desks, secure)
      if (found === undefined) response.status(401).json({code: 'not-signed-in'})
      else await handle(request, response, found.person, found.desk)
    }
  }

  router.get(
    '/api/tracks',
    signedIn((request, response, person, desk) => {
      const rows = [...desk.tracks(person)]
      if (!wantsGeoJson(request)) response.json({tracks: rows})
      else {
        const features = rows.map(({lon, lat, ...properties}) => ({
          type: 'Feature',
          geometry: {type: 'Point', coordinates: [lon, lat]},
          properties,
        }))
        response.type('application/geo+json').send(JSON.stringify({type: 'FeatureCollection', features}))
      }
    }),
  )

  router.get(
    '/api/tracks/:id',
    signedIn((request, response, person, desk) => {
      const card = desk.card(Number(request.params['id']) as TrackId, person)
      if (card === undefined) response.status(404).json({code: 'not-found'})
      else response.json(card)
    }),
  )

  for (const [path, kind] of Object.entries(LISTS)) {
    router.get(
      `/api/${path}`,
      signedIn((request, response, person, desk) => {
        const things = desk.things(kind, person)
        if (!wantsGeoJson(request)) response.json({[path]: things})
        else {
          const features = things.flatMap(thing =>
            'place' in thing && thing.place !== undefined
              ? [
                  {
                    type: 'Feature',
                    geometry: {type: 'Point', coordinates: [thing.place.lon, thing.place.lat]},
                    properties: thing,
                  },
                ]
              : [],
          )
          response.type('application/geo+json').send(JSON.stringify({type: 'FeatureCollection', features}))
        }
      }),
    )
  }

  router.post(
    '/api/commands',
    signedIn(async (request, response, person, desk) => {
      const envelope = commandEnvelope.safeParse(request.body)
      if (!envelope.success) {
        response.status(400).json({
          outcome: 'refused',
          commandId: '',
          code: 'malformed',
          values: {where: envelope.error.issues[0]?.path.map(String).join('.') ?? ''},
        })
        return
      }
      const result = await desk.execute(envelope.data, person)
      response.status(result.outcome === 'done' ? 200 : result.outcome === 'forwarded' ? 202 : 409).json(result)
    }),
  )

  /** Machine feeds: a bearer token per device, bound to one feed. */
  router.post('/api/observations', (request, response) => {
    const token = /^Bearer (\S{16,200})$/.exec(request.get('authorization') ?? '')?.[1]
    for (const desk of token === undefined ? [] : desks) {
      const answer = desk.observe(token ?? '', request.body)
      if (answer !== undefined) {
        response.status(answer.accepted > 0 || answer.rejected.length === 0 ? 200 : 422).json(answer)
        return
      }
    }
    response.status(401).json({code: 'unknown-device'})
  })

  return router
}

function wantsGeoJson(request: Request): boolean {
  return request.query['format'] === 'geojson' || (request.get('accept') ?? '').includes('application/geo+json')
}
