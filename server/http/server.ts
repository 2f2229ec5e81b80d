import compression from 'compression'
import express, {type ErrorRequestHandler, type Express, type Router} from 'express'
import helmet from 'helmet'
import type {Clock} from '../../shared/base/clock.ts'
import {apiRoutes} from './api.ts'
import {refuseCrossSite} from './cross-site.ts'
import type {Desk} from './desk.ts'
import {reportRoutes} from './reports/routes.ts'
import {fileRoutes} from './files.ts'
import {healthRoutes} from './health.ts'
import {diagnosticsRoutes} from './diagnostics.ts'
import {jurisdictionRoutes} from './jurisdiction.ts'
import {Metrics} from './metrics.ts'
import {sessionRoutes, type DemoUser} from './session.ts'

export type WebOptions = {
  readonly desks: readonly Desk[]
  readonly secure: boolean
  readonly version: string
  readonly clock: Clock
  /** The built client. */
  readonly pages: string
  readonly demoUsers: readonly DemoUser[]
  readonly metricsToken: string | undefined
  /** Base-map tiles and places. */
  readonly maps: Router
  /** Areas and lines of the configuration, GeoJSON. */
  readonly geography: object
  readonly openApi: object
  readonly socketApi: object
  /** Told of what nobody expected; the caller is answered without detail. */
  readonly onError: (error: unknown) => void
}

/** Everything that is asked for rather than pushed: pages, sign-in, REST, health, metrics, the base map. */
export function web(options: WebOptions): Express {
  const {desks, secure, version, clock, pages, demoUsers, metricsToken, maps} = options
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', 'strong')
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          workerSrc: ["'self'"],
          connectSrc: ["'self'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          mediaSrc: ["'self'", 'blob:'],
          styleSrc: ["'self'"],
          fontSrc: ["'self'"],
          manifestSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          objectSrc: ["'none'"],
        },
      },
      strictTransportSecurity: secure ? {maxAge: 31_536_000, includeSubDomains: true} : false,
      crossOriginOpenerPolicy: {policy: 'same-origin'},
      referrerPolicy: {policy: 'no-referrer'},
    }),
  )
  app.use(refuseCrossSite(secure))
  app.use(compression())
  app.use(express.json({limit: '1mb', strict: true}))

  app.use('/api', (_request, response, next) => {
    response.set('cache-control', 'no-store')
    next()
  })
  app.use(sessionRoutes({desks, secure, demoUsers}))
  app.use(apiRoutes({desks, secure}))
  app.use(reportRoutes({desks, secure, clock, geography: options.geography}))
  app.use(fileRoutes({desks, secure}))
  app.use(jurisdictionRoutes({desks, secure}))
  app.use(diagnosticsRoutes({desks, secure, clock}))
  app.use(healthRoutes({desks, secure, version, clock, metrics: new Metrics(desks), token: metricsToken}))
  app.get('/api/openapi.json', (_request, response) => {
    response.json(options.openApi)
  })
  app.get('/api/socket.json', (_request, response) => {
    response.json(options.socketApi)
  })
  app.use(maps)
  app.get('/map/geography.json', (_request, response) => {
    response.set('cache-control', 'no-cache').json(options.geography)
  })

  const page = (file: string) => (_request: express.Request, response: express.Response) => {
    response.set('cache-control', 'no-cache').sendFile(file, {root: pages})
  }
  app.get('/', page('index.html'))
  app.get('/field', page('field.html'))
  app.get('/start', page('start.html'))
  app.use('/assets', express.static(`${pages}/assets`, {immutable: true, maxAge: '1y', fallthrough: true}))
  app.use(express.static(pages, {index: false, maxAge: 0}))
  app.use((_request, response) => {
    response.status(404).json({code: 'not-found'})
  })
  app.use(answerFaults(options.onError))
  return app
}

/** A body that is no JSON is the caller's fault and said so; everything else is ours and logged, not told. */
function answerFaults(onError: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const status = statusOf(error)
    if (status >= 500) onError(error)
    if (!response.headersSent)
      response.status(status).json({code: status === 413 ? 'too-large' : status < 500 ? 'malformed' : 'fault'})
  }
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 500
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500
}
