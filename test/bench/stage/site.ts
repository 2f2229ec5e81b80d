import {readFileSync} from 'node:fs'
import {createServer} from 'node:http'
import {tmpdir} from 'node:os'
import {basename, join} from 'node:path'
import express from 'express'
import react from '@vitejs/plugin-react'
import {build} from 'vite'
import {baseMapRoutes} from '../../../server/http/base-map.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** Builds the page in a folder and serves it with the base map and the geography of the example. */
export async function openSite(folder: string): Promise<{address: string; close: () => void}> {
  const pages = join(tmpdir(), `tripoint-page-${basename(folder)}-${process.pid}`)
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    plugins: [react()],
    worker: {format: 'es'},
    build: {outDir: pages, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 4_000},
  })
  const app = express()
  app.use(baseMapRoutes())
  app.get('/map/geography.json', (_request, response) => {
    response.json(JSON.parse(readFileSync(join(ROOT, 'examples/western-baltic.geojson'), 'utf8')))
  })
  app.use(express.static(pages))
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {address: `http://127.0.0.1:${port}`, close: () => server.close()}
}
