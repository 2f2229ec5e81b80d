import {createHash, timingSafeEqual} from 'node:crypto'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {CommandResult} from '../../shared/protocol/command.ts'
import type {Configuration} from '../config.ts'
import {isObservationsFeed, type ObservationsFeed} from '../feeds/create-feed.ts'
import type {Desk} from '../http/desk.ts'
import type {Nation} from '../nation.ts'
import type {Accounts} from '../operations/account-ledger.ts'

/** So long REST waits for another nation's answer, ms. */
const OUTCOME_MS = 5_000

/** One nation as HTTP sees it. Device tokens are held as hashes. */
export function httpDesk(of: {
  readonly node: Nation
  readonly name: string
  readonly accounts: Accounts
  readonly configuration: Configuration
  readonly clock: Clock
  readonly secretOf: (source: {readonly env: string} | {readonly file: string}) => string | undefined
}): Desk {
  const {node, name, accounts, configuration, clock, secretOf} = of
  const devices: {readonly hash: Buffer; readonly feed: ObservationsFeed}[] = []
  for (const {name: feedName, nation, tokenFrom} of configuration.feeds) {
    const feed = nation === node.code ? node.feeds.find(one => one.name === feedName) : undefined
    const secret = tokenFrom === undefined ? undefined : secretOf(tokenFrom)
    if (feed !== undefined && secret !== undefined && isObservationsFeed(feed))
      devices.push({hash: digest(secret), feed})
  }
  return {
    code: node.code,
    name,
    accounts,
    async execute(envelope, person) {
      const outcome = firstOutcome(node, envelope.commandId)
      const result = await node.operations.execute(envelope, person)
      if (result.outcome !== 'forwarded') outcome.stop()
      if (result.outcome !== 'forwarded') return result
      const late = new Promise<CommandResult>(resolve => clock.after(OUTCOME_MS, () => resolve(result)))
      return Promise.race([outcome.result, late]).finally(outcome.stop)
    },
    tracks: person => node.desk.tracks(person),
    card: (track, person) => node.desk.card(track, person),
    things: (kind, person) => node.desk.things(kind, person),
    jurisdiction: (asked, person) => node.desk.jurisdiction(asked, person),
    observe(token, body) {
      const given = digest(token)
      const device = devices.find(({hash}) => timingSafeEqual(hash, given))
      return device?.feed.accept(body)
    },
    report: (kind, id, person) => node.reports.material(kind, id, person),
    exported: (person, what) => node.operations.audit('export', person, what),
    shifts: (person, wanted) => node.reports.shifts(person, wanted),
    health: () => node.health(),
    files: node.files,
  }
}

/** What becomes of a command that another nation has to answer. */
function firstOutcome(node: Nation, commandId: string): {result: Promise<CommandResult>; stop: Stop} {
  let stop: Stop = () => undefined
  const result = new Promise<CommandResult>(resolve => {
    stop = node.operations.onOutcome(outcome => {
      if (outcome.commandId === commandId) resolve(outcome)
    })
  })
  return {result, stop: () => stop()}
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
