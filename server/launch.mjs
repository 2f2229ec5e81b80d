#!/usr/bin/env node
// Starts Tripoint: builds what is missing, then runs the built server in this process, so that a signal reaches it directly.
import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const built = new URL('../dist/server/main.js', import.meta.url)

if (!existsSync(built) || !existsSync(new URL('../dist/client/index.html', import.meta.url))) {
  console.error('building (once) …')
  const build = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) process.exit(build.status ?? 1)
}
const {run} = await import(built.href)
await run(process.argv.slice(2))
