import {z} from 'zod'
import {command, commandEnvelope, commandResult} from '../../shared/protocol/command.ts'
import {
  ask,
  beat,
  card,
  drawn,
  fix,
  handshake,
  hello,
  names,
  PROTOCOL_VERSION,
  things,
  view,
} from '../../shared/protocol/message.ts'
import {fileOffer, filePart} from '../../shared/protocol/file-thing.ts'
import {diagnostics} from '../../shared/protocol/diagnostics.ts'
import {jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import {
  alertThing,
  contactThing,
  dueThing,
  fileThing,
  handoffThing,
  incidentThing,
  noticeThing,
  pointOutThing,
  postThing,
  pursuitThing,
  shiftThing,
  taskThing,
  unitThing,
} from '../../shared/protocol/things.ts'

import {jurisdictionQuery} from './jurisdiction.ts'

const schema = (type: z.ZodType) => z.toJSONSchema(type, {unrepresentable: 'any', io: 'input'})
const json = (type: z.ZodType) => ({'application/json': {schema: schema(type)}})
const answers = (type: z.ZodType, description: string) => ({
  '200': {description, content: json(type)},
  '401': {description: 'nobody is signed in on this seat'},
})
const list = (path: string, type: z.ZodType, summary: string) => ({
  [`/api/${path}`]: {get: {summary, responses: answers(z.object({[path]: z.array(type)}), 'what this person may see')}},
})

/** The REST API, made from the schemas that check it. */
export function openApi(version: string, observations: z.ZodType): object {
  return {
    openapi: '3.1.0',
    info: {title: 'Tripoint', version, license: {name: 'Apache-2.0'}},
    paths: {
      '/healthz': {get: {summary: 'Whether it runs', responses: {'200': {description: 'serving'}}}},
      '/metrics': {get: {summary: 'Prometheus text; loopback or token', responses: {'200': {description: 'metrics'}}}},
      '/api/session': {
        get: {
          summary: 'Who is signed in on this seat',
          responses: {'200': {description: 'the person'}, '401': {description: 'nobody'}},
        },
        post: {
          summary: 'Sign in; the x-seat header names the window',
          requestBody: {
            content: json(z.strictObject({user: z.string(), password: z.string(), code: z.string().optional()})),
          },
          responses: {
            '200': {description: 'signed in; the cookie is set'},
            '401': {description: 'wrong credentials'},
            '429': {description: 'too many tries'},
          },
        },
        delete: {
          summary: 'Sign out',
          responses: {'204': {description: 'signed out; the session’s sockets are closed'}},
        },
      },
      '/api/tracks': {
        get: {
          summary: 'Live tracks; GeoJSON by Accept or ?format=geojson',
          responses: {'200': {description: 'what this person may see'}},
        },
      },
      '/api/tracks/{id}': {
        get: {
          summary: 'One track, field by field',
          parameters: [{name: 'id', in: 'path', required: true, schema: {type: 'integer'}}],
          responses: answers(card, 'the card'),
        },
      },
      ...list('alerts', alertThing, 'Alerts'),
      ...list('contacts', contactThing, 'Contacts'),
      ...list('handoffs', handoffThing, 'Handoffs'),
      ...list('point-outs', pointOutThing, 'Objects shown to another nation'),
      ...list('due', dueThing, 'What will probably cross a line soon, and what a notice would tell'),
      ...list('incidents', incidentThing, 'Incidents'),
      ...list('pursuits', pursuitThing, 'Pursuits and observations beyond the line'),
      ...list('tasks', taskThing, 'Tasks'),
      ...list('units', unitThing, 'Units of the own nation'),
      ...list('crossings', noticeThing, 'Crossings of the frontier and other records'),
      ...list('posts', postThing, 'Posts: own ones with who holds them, partners’ by name and state'),
      ...list('files', fileThing, 'Photos and recordings of units'),
      ...list('shifts', shiftThing, 'Handovers of posts of this watch'),
      '/api/v1/shifts': {
        get: {
          summary: 'Records of handovers of any time, newest first',
          parameters: ['post', 'from', 'to', 'text'].map(name => ({name, in: 'query', schema: {type: 'string'}})),
          responses: answers(z.object({shifts: z.array(shiftThing)}), 'what this person may see'),
        },
      },
      '/api/v1/reports/{kind}/{file}': {
        get: {
          summary: 'A report as a file; each is recorded as an export. The header x-content-sha256 is on its pages too',
          parameters: [
            {name: 'kind', in: 'path', required: true, schema: {enum: ['incident', 'handoff', 'shift', 'contact']}},
            {
              name: 'file',
              in: 'path',
              required: true,
              description: 'the thing’s id, a dot, and pdf, json, csv or geojson',
              schema: {type: 'string'},
            },
            {name: 'lang', in: 'query', schema: {enum: ['en', 'da', 'de', 'fr', 'sv']}},
            {name: 'seat', in: 'query', description: 'in place of the x-seat header', schema: {type: 'string'}},
          ],
          responses: {
            '200': {
              description: 'the report',
              content: {
                'application/pdf': {},
                'application/json': {},
                'text/csv': {},
                'application/geo+json': {},
              },
            },
            '401': {description: 'nobody is signed in on this seat'},
            '404': {description: 'there is no such thing for this person'},
          },
        },
      },
      '/api/v1/jurisdiction': {
        get: {
          summary: 'Whose waters a place is in, who answers for it, and which act has which basis',
          parameters: Object.entries(jurisdictionQuery.shape).map(([name, type]) => ({
            name,
            in: 'query',
            required: name === 'lon' || name === 'lat',
            schema: schema(type),
          })),
          responses: answers(jurisdiction, 'as the law data and the agreements in force have it'),
        },
      },
      '/api/v1/diagnostics': {
        get: {
          summary: 'How the own nation’s node does, for commanders and administrators',
          responses: {
            ...answers(diagnostics, 'event loop, ticks, what goes out'),
            '403': {description: 'not for this role'},
          },
        },
      },
      '/api/commands': {
        post: {
          summary: 'One act; the same as over the socket',
          requestBody: {content: json(commandEnvelope)},
          responses: {
            '200': {description: 'on disk', content: json(commandResult)},
            '202': {description: 'asked of the thing’s home; see the thing'},
            '409': {description: 'refused, with the reason'},
          },
        },
      },
      '/api/v1/files': {
        post: {
          summary: 'Offer a photo or recording, or ask where to go on with it; a unit’s phone only',
          requestBody: {content: json(fileOffer)},
          responses: {
            ...answers(filePart, 'how much of it is here'),
            '409': {description: 'another one has this id'},
            '413': {description: 'too large; the answer has its size and what is allowed'},
            '429': {description: 'too many are on their way'},
          },
        },
      },
      '/api/v1/files/{file}': {
        put: {
          summary:
            'Its next part, at most 65,536 bytes, from `offset`; the last one is answered when all of it is on disk',
          requestBody: {content: {'application/octet-stream': {schema: {type: 'string', format: 'binary'}}}},
          responses: {
            ...answers(filePart, 'how much of it is here'),
            '409': {description: 'its hash does not fit'},
            '422': {description: 'no photo or recording, or one that tells more than it shows'},
          },
        },
        get: {
          summary: 'Its content, for whom policy gives it to; audited',
          responses: {
            '200': {description: 'as it was sent'},
            '404': {description: 'not there, or not for this person'},
          },
        },
      },
      '/api/observations': {
        post: {
          summary: 'What a device has measured; bearer token per device',
          requestBody: {content: json(observations)},
          responses: {
            '200': {description: 'accepted and refused items'},
            '401': {description: 'unknown device'},
            '422': {description: 'nothing in it could be taken'},
          },
        },
      },
    },
  }
}

/** The Socket.IO protocol, made from the schemas that check it. */
export function socketApi(): object {
  return {
    protocol: PROTOCOL_VERSION,
    transport: 'Socket.IO, WebSocket only; handshake `auth` as below, session by the seat’s cookie',
    handshake: schema(handshake),
    up: {
      view: schema(view),
      fix: schema(fix),
      drawn: schema(drawn),
      ask: schema(ask),
      command: schema(z.object({commandId: z.string(), command})),
    },
    down: {
      hello: schema(hello),
      beat: schema(beat),
      names: schema(names),
      things: schema(things),
      outcome: schema(commandResult),
      frame: 'one binary event, shared/protocol/frame.ts',
    },
  }
}
