import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {Server, type Socket} from 'socket.io'
import {mercatorX, mercatorY} from '../../../shared/geo/mercator.ts'
import {cellOf, CELLS_ACROSS, type CellRect} from '../../../shared/protocol/frame.ts'
import type {Table} from '../../../server/picture/table.ts'
import {cellsOf, eachCell} from '../../../server/stream/cells.ts'
import {audiencesOf} from '../stage/moving-table.ts'
import type {Sender} from '../stage/own-sender.ts'
import {viewOf} from '../stage/view.ts'

/** What a track is on the wire of the peers. */
export type PlainTrack = {
  readonly id: number
  readonly lon: number
  readonly lat: number
  readonly speed: number
  readonly course: number
  readonly at: number
  readonly kind: number
}

/** A room is this many cells wide and high, 5.6 degrees: smaller ones cost more frames. */
const ROOM_CELLS = 4

/** Socket.IO as its guide shows it, per client: each is sent the objects that changed in its view, as JSON. */
export async function perClient(table: Table): Promise<Sender> {
  const windows = new Map<Socket, Wanted>()
  const {sender} = await open(
    socket => {
      windows.set(socket, wantedBy(socket))
      socket.on('disconnect', () => windows.delete(socket))
    },
    rows => {
      const changed = new Map<number, {readonly audience: number; readonly track: PlainTrack}[]>()
      for (const row of rows)
        add(changed, cellAt(table, row), {audience: table.audience[row] ?? 0, track: trackOf(table, row)})
      for (const [socket, {cells, audiences}] of windows) {
        const tracks: PlainTrack[] = []
        eachCell(cells, cell => {
          for (const {audience, track} of changed.get(cell) ?? []) if (audiences.includes(audience)) tracks.push(track)
        })
        if (tracks.length > 0) socket.emit('tracks', tracks)
      }
    },
  )
  return sender
}

/** The same by rooms, one for each tile and audience: what changed in it is sent to it once. */
export async function byRooms(table: Table): Promise<Sender> {
  const {io, sender} = await open(
    socket => {
      const {cells, audiences} = wantedBy(socket)
      const tiles = new Set<number>()
      eachCell(cells, cell => tiles.add(tileOf(cell)))
      for (const tile of tiles) for (const audience of audiences) void socket.join(roomOf(tile, audience))
    },
    rows => {
      const changed = new Map<string, PlainTrack[]>()
      for (const row of rows)
        add(changed, roomOf(tileOf(cellAt(table, row)), table.audience[row] ?? 0), trackOf(table, row))
      for (const [room, tracks] of changed) io.to(room).emit('tracks', tracks)
    },
  )
  return sender
}

type Wanted = {readonly cells: CellRect; readonly audiences: readonly number[]}

async function open(join: (socket: Socket) => void, publish: (rows: Int32Array) => void) {
  const server = createServer()
  const io = new Server(server, {transports: ['websocket'], serveClient: false})
  io.on('connection', join)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const sender: Sender = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish,
    stop: () => void io.close(),
  }
  return {io, sender}
}

/** The view of the product's window with the same number, in the cells that the product sends it. */
function wantedBy(socket: Socket): Wanted {
  const {index} = socket.handshake.auth as {index: number}
  return {cells: cellsOf(viewOf(index)), audiences: audiencesOf(index)}
}

function trackOf(table: Table, row: number): PlainTrack {
  return {
    id: row + 1,
    lon: Math.round((table.lon[row] ?? 0) * 1e6) / 1e6,
    lat: Math.round((table.lat[row] ?? 0) * 1e6) / 1e6,
    speed: Math.round((table.speed[row] ?? 0) * 10) / 10,
    course: Math.round(table.course[row] ?? 0),
    at: table.at[row] ?? 0,
    kind: table.kind[row] ?? 0,
  }
}

function cellAt(table: Table, row: number): number {
  return cellOf(mercatorX(table.lon[row] ?? 0), mercatorY(table.lat[row] ?? 0))
}

function tileOf(cell: number): number {
  const [row, column] = [Math.floor(cell / CELLS_ACROSS), cell % CELLS_ACROSS]
  return Math.floor(row / ROOM_CELLS) * CELLS_ACROSS + Math.floor(column / ROOM_CELLS)
}

function roomOf(tile: number, audience: number): string {
  return `${tile}/${audience}`
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
