import {once} from 'node:events'
import {createServer, type AddressInfo, type Socket} from 'node:net'
import {monitorEventLoopDelay} from 'node:perf_hooks'
import {systemClock} from '../../../shared/base/clock.ts'
import {Crowd, type CrowdFigures, type CrowdOptions} from './crowd.ts'
import {ageOf, Fleet, type Waters} from './fleet.ts'

type Windows = Pick<CrowdOptions, 'address' | 'windows' | 'degrees' | 'from' | 'box'>

/** What the load generator is told. */
export type Order =
  | ({readonly do: 'sail'; readonly vessels: number} & Waters)
  | {readonly do: 'feed'; readonly perSecond: number}
  | ({readonly do: 'open'} & Windows)
  | {readonly do: 'renew'}
  | {readonly do: 'fresh'; readonly since: number}
  | {readonly do: 'begin'}
  | {readonly do: 'end'}
  | {readonly do: 'measure'; readonly ms: number}

/** What it says. */
export type Report =
  | {readonly said: 'port'; readonly port: number}
  | {readonly said: 'fed'}
  | {readonly said: 'whole'}
  | {readonly said: 'fresh'; readonly after: readonly number[]}
  | {
      readonly said: 'measured'
      readonly crowd: CrowdFigures
      readonly sentences: number
      readonly cpuMs: number
      readonly delayP99Ms: number
    }

const FEED_MS = 10
let sentences = 0
let cpu = process.cpuUsage()
const delay = monitorEventLoopDelay({resolution: 5})
delay.enable()
let fleet = new Fleet(0)
let line: Socket | undefined
let crowd: Crowd | undefined

const server = createServer(socket => {
  line = socket
  socket.on('error', () => undefined)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
say({said: 'port', port: (server.address() as AddressInfo).port})

// Whoever started it has ended, in whatever way.
process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  switch (order.do) {
    case 'sail':
      void sail(order.vessels, order)
      return
    case 'feed':
      return feed(order.perSecond)
    case 'open':
      void open(order)
      return
    case 'renew':
      return crowd?.renew()
    case 'fresh':
      void crowd?.fresh(order.since).then(after => say({said: 'fresh', after}))
      return
    case 'begin':
      return begin()
    case 'end':
      return end()
    case 'measure':
      begin()
      systemClock.after(order.ms, end)
      return
  }
})

/** Every vessel says where it is and how it is called, as fast as the node takes it. */
async function sail(vessels: number, waters: Waters): Promise<void> {
  fleet = new Fleet(vessels, waters)
  while (line === undefined) await later(20)
  for (let from = 0; from < vessels; from += 1_000) {
    await written(line, fleet.sentences(from, 1_000, systemClock.wall()))
    await written(line, fleet.names(from, 1_000))
  }
  say({said: 'fed'})
}

/** So many sentences a second, vessel after vessel. */
function feed(perSecond: number): void {
  let vessel = 0
  let owed = 0
  let last = systemClock.monotonic()
  systemClock.every(FEED_MS, () => {
    const now = systemClock.monotonic()
    owed += ((now - last) / 1_000) * perSecond
    last = now
    while (owed >= 1) {
      const count = Math.min(Math.floor(owed), fleet.size - vessel)
      line?.write(fleet.sentences(vessel, count, systemClock.wall()))
      vessel = (vessel + count) % fleet.size
      owed -= count
      sentences += count
    }
  })
}

async function open(which: Windows): Promise<void> {
  crowd = new Crowd({
    ...which,
    ageOf,
    onWhole: () => say({said: 'whole'}),
  })
  await crowd.open()
}

function begin(): void {
  sentences = 0
  cpu = process.cpuUsage()
  delay.reset()
  crowd?.begin()
}

function end(): void {
  const {user, system} = process.cpuUsage(cpu)
  if (crowd !== undefined)
    say({
      said: 'measured',
      crowd: crowd.end(),
      sentences,
      cpuMs: (user + system) / 1_000,
      delayP99Ms: delay.percentile(99) / 1e6,
    })
}

function say(report: Report): void {
  process.send?.(report)
}

async function written(socket: Socket, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain')
}

function later(ms: number): Promise<void> {
  return new Promise(done => systemClock.after(ms, done))
}
