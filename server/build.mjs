// Bundles the server for plain Node and writes the JSON Schema of the configuration beside it.
import {writeFileSync} from 'node:fs'
import {build} from 'esbuild'

const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
}

await build({...common, entryPoints: ['server/main.ts'], outfile: 'dist/server/main.js'})
await build({...common, entryPoints: ['server/config.ts'], outfile: 'dist/server/config.js'})

const {configurationSchema} = await import(new URL('../dist/server/config.js', import.meta.url))
writeFileSync('dist/configuration.schema.json', `${JSON.stringify(configurationSchema(), null, 2)}\n`)
