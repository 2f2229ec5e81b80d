// Starts the built server as a user would, with plain Node, asks it a few things, and ends it.
import {spawn} from 'node:child_process'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

const data = mkdtempSync(join(tmpdir(), 'tripoint-smoke-'))
const server = spawn(process.execPath, ['server/launch.mjs', 'serve', '--data', data, '--port', '0'], {stdio: ['ignore', 'pipe', 'inherit']})
let printed = ''
server.stdout.on('data', chunk => (printed += chunk))

try {
  const address = await waitFor(() => /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0], 60_000, 'the address')
  const health = await (await fetch(`${address}/healthz`)).json()
  expect(health.status === 'ok' && health.nations.length === 3, `healthz: ${JSON.stringify(health)}`)
  const page = await fetch(`${address}/`)
  expect(page.status === 200 && (await page.text()).includes('<script'), 'the console page')
  expect((await fetch(`${address}/api/tracks`)).status === 401, 'tracks need a session')
  const seat = {'x-seat': '0badc0de', 'content-type': 'application/json'}
  const signIn = await fetch(`${address}/api/demo/session`, {method: 'POST', headers: seat, body: JSON.stringify({user: 'anna@SE'})})
  expect(signIn.status === 200, `demo sign-in: ${signIn.status}`)
  const cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const tracks = await waitFor(async () => {
    const answer = await (await fetch(`${address}/api/tracks`, {headers: {...seat, cookie}})).json()
    return answer.tracks?.length > 20 ? answer.tracks : undefined
  }, 30_000, 'more than 20 tracks')
  expect(tracks.every(track => track.world === 'simulated'), 'every track of the demonstration is marked simulated')
  const ended = new Promise(resolve => server.once('exit', (code, signal) => resolve(code ?? signal)))
  server.kill('SIGTERM')
  const code = await ended
  expect(code === 0, `ended with ${code}`)
  console.log(`smoke: serving, ${tracks.length} tracks, ended cleanly`)
} catch (error) {
  console.error(`smoke: ${error.message}\n${printed}`)
  server.kill('SIGKILL')
  process.exitCode = 1
}

function expect(condition, what) {
  if (!condition) throw new Error(`expected ${what}`)
}

async function waitFor(ask, withinMs, what) {
  const until = Date.now() + withinMs
  while (Date.now() < until) {
    const answer = await ask()
    if (answer) return answer
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error(`expected ${what} within ${withinMs} ms`)
}
