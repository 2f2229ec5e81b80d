import {createHash} from 'node:crypto'
import type {Plugin, Rollup} from 'vite'

const PLACE = 'FIELD_SHELL'
/** The five languages are written with the Latin letters of the first block; others come when they are met. */
const FONTS_LEFT_OUT = /\.woff$|-(?:latin-ext|cyrillic|cyrillic-ext|greek|greek-ext|vietnamese)-.*\.woff2$/

/** Build step: writes the list of files that the phone's page needs into its worker, with a version made of it. */
export function fieldShell(): Plugin {
  return {
    name: 'field-shell',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(part => part.type === 'chunk')
      const page = chunks.find(chunk => chunk.isEntry && chunk.name === 'field')
      const worker = chunks.find(chunk => chunk.isEntry && chunk.name === 'field-worker')
      if (page === undefined || worker === undefined) return
      const files = [...reachedFrom(page, bundle)].filter(file => !FONTS_LEFT_OUT.test(file)).sort()
      const paths = files.map(file => `/${file}`)
      const version = createHash('sha256').update(paths.join('\n')).digest('hex').slice(0, 12)
      worker.code = worker.code.replaceAll(`${PLACE}.version`, JSON.stringify(version))
      worker.code = worker.code.replaceAll(`${PLACE}.files`, JSON.stringify(paths))
    },
  }
}

/** The chunk, its styles and pictures, and everything that it imports, at once or later. */
function reachedFrom(
  chunk: Rollup.OutputChunk,
  bundle: Rollup.OutputBundle,
  reached = new Set<string>(),
): ReadonlySet<string> {
  if (reached.has(chunk.fileName)) return reached
  reached.add(chunk.fileName)
  const also = chunk.viteMetadata
  for (const file of [...(also?.importedCss ?? []), ...(also?.importedAssets ?? [])]) reached.add(file)
  for (const file of [...chunk.imports, ...chunk.dynamicImports]) {
    const next = bundle[file]
    if (next?.type === 'chunk') reachedFrom(next, bundle, reached)
  }
  return reached
}
