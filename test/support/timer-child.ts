import {type Clock, systemClock} from '../../shared/base/clock.ts'
import type {CommandId, HandoffId, NationCode, TrackId} from '../../shared/base/id.ts'
import {systemRandom, uuid} from '../../shared/base/random.ts'
import {HANDOFF_OPEN} from '../../shared/operations/handoff-state.ts'
import {Operations} from '../../server/operations/operations.ts'
import {openStore, SqliteLedger} from '../../server/operations/sqlite-ledger.ts'
import {personOf} from '../model/node.ts'
import {roomsOf} from '../model/rooms.ts'
import {Sea} from '../model/sea.ts'
import {LAM_MS, OFFERS} from './timer-kills.ts'

/**
 * A node whose offers nobody receives: `timer-child STORE ROUND SKEW_MS`. It makes the offers of its round, says `ready`
 * once they are on disk, then how many are open, while somebody sets its time of day by hours; until it is killed.
 */
const [store = '', round = '0', skew = '0'] = process.argv.slice(2)
const SE = 'SE' as NationCode
const HOURS = [-5, 2, -1, 5, 0].map(hours => hours * 3_600_000)
let skewMs = Number(skew)
let turn = 0
const clock: Clock = {...systemClock, wall: () => systemClock.wall() + skewMs}
const sea = new Sea(
  'on-accept',
  Array.from({length: 400}, () => 'vessel' as const),
)
const rooms = roomsOf(SE, sea)
const ledger = new SqliteLedger({database: openStore(store), random: systemRandom})
const operations = new Operations({
  nation: SE,
  units: [],
  ledger,
  rooms: {
    ...rooms,
    handoffs: {
      ...rooms.handoffs,
      offer(of) {
        const offer = rooms.handoffs.offer(of)
        return {...offer, graceMs: 0, timers: {...offer.timers, lam: LAM_MS}}
      },
    },
  },
  clock,
  random: systemRandom,
  contactSecret: new Uint8Array(32),
  onFatal: error => {
    throw error
  },
})
systemClock.every(150, () => {
  skewMs = HOURS[turn++ % HOURS.length] ?? 0
})
systemClock.every(20, () => {
  operations.tick()
  const open = [...operations.things()].filter(
    thing => thing.kind === 'handoff' && HANDOFF_OPEN.some(status => status === thing.status),
  )
  process.stdout.write(`open ${open.length}\n`)
})
await Promise.all(
  Array.from({length: OFFERS}, (_, index) => {
    const number = Number(round) * OFFERS + index
    return operations.execute(
      {
        commandId: uuid(systemRandom, number) as CommandId,
        command: {
          type: 'handoff.propose',
          handoff: `offer-${String(number).padStart(6, '0')}` as HandoffId,
          subject: {track: (5 + number) as TrackId},
          to: 'DK' as NationCode,
          why: 'heading',
        },
      },
      personOf(SE, 'operator'),
    )
  }),
)
process.stdout.write('ready\n')
