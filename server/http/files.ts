import express, {Router, type Request, type Response} from 'express'
import type {FileId} from '../../shared/base/id.ts'
import type {Refusal} from '../../shared/operations/decider.ts'
import type {Person} from '../../shared/operations/person.ts'
import {fileOffer, fileId, type FilePart} from '../../shared/protocol/file-thing.ts'
import type {Desk} from './desk.ts'
import {personOf} from './session.ts'

/** One part at most, bytes. */
const PART_LIMIT = 65_536

/** Photos and recordings: offered, sent in parts, read by whom policy gives them to. */
export function fileRoutes({desks, secure}: {desks: readonly Desk[]; secure: boolean}): Router {
  const router = Router()

  function signedIn(handle: (request: Request, response: Response, person: Person, desk: Desk) => unknown) {
    return async (request: Request, response: Response) => {
      const found = personOf(request, desks, secure)
      if (found === undefined) response.status(401).json({code: 'not-signed-in'})
      else await handle(request, response, found.person, found.desk)
    }
  }

  router.post(
    '/api/v1/files',
    signedIn(async (request, response, person, desk) => {
      const offer = fileOffer.safeParse(request.body)
      if (!offer.success) response.status(400).json({code: 'malformed'})
      else tell(response, await desk.files.offer(offer.data, person))
    }),
  )

  router.put(
    '/api/v1/files/:file',
    express.raw({type: 'application/octet-stream', limit: PART_LIMIT}),
    signedIn(async (request, response, person, desk) => {
      const file = fileOf(request)
      const offset = Number(request.query['offset'])
      const body: unknown = request.body
      if (file === undefined || !Number.isSafeInteger(offset) || offset < 0 || !Buffer.isBuffer(body))
        response.status(400).json({code: 'malformed'})
      else tell(response, await desk.files.part(file, offset, body, person))
    }),
  )

  router.get(
    '/api/v1/files/:file',
    signedIn((request, response, person, desk) => {
      const file = fileOf(request)
      const found = file === undefined ? undefined : desk.files.content(file, person)
      if (found === undefined) response.status(404).json({code: 'not-found'})
      else
        response
          .set('content-security-policy', "default-src 'none'; sandbox")
          .set('content-disposition', 'inline')
          .type(found.type)
          .send(found.content)
    }),
  )
  return router
}

function tell(response: Response, answer: FilePart | Refusal): void {
  if (!('refused' in answer)) response.json(answer)
  else response.status(statusOf(answer.refused)).json({code: answer.refused, values: answer.values ?? {}})
}

function statusOf(code: string): number {
  switch (code) {
    case 'not-allowed':
      return 403
    case 'not-found':
      return 404
    case 'file-too-large':
      return 413
    case 'too-many-files':
      return 429
    case 'file-kind':
    case 'file-metadata':
      return 422
    default:
      return 409
  }
}

function fileOf(request: Request): FileId | undefined {
  const id = fileId.safeParse(request.params['file'])
  return id.success ? id.data : undefined
}
