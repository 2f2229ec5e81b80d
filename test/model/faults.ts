import {mkdirSync, readFileSync, rmSync} from 'node:fs'
import {join, resolve} from 'node:path'
import {pathToFileURL} from 'node:url'
import {build} from 'esbuild'
import type * as Runs from './runs.ts'

/** One thing done wrong in the source: `good` stands in the file exactly once, and `bad` in its place. */
export type Fault = {readonly name: string; readonly file: string; readonly good: string; readonly bad: string}

const OPENING = 'shared/operations/handoff-open.ts'
const PERSON = 'shared/operations/handoff-person.ts'
const EVOLVE = 'shared/operations/handoff-evolve.ts'
const CONTACT = 'shared/operations/contact.ts'
const FILE = 'shared/operations/contact-evolve.ts'
const OPERATIONS = 'server/operations/operations.ts'
const COMMIT = 'server/operations/group-commit.ts'
const INBOX = 'server/operations/partner-inbox.ts'
const SHARING = 'server/operations/sharing.ts'
const LEDGER = 'server/operations/sqlite-ledger.ts'
const TIME = 'server/operations/ledger-time.ts'
const REACTIONS = 'server/operations/handoff-reactions.ts'

/** Faults that somebody might make in deciders, ledger and what joins them; the model finds each. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'a second handoff of a contact is opened beside the first',
    file: OPENING,
    good: 'if (facts.openHandoff !== undefined && facts.openHandoff !== parties.id) return',
    bad: 'if (false) return',
  },
  {
    name: 'who does not control a contact offers it',
    file: OPENING,
    good: 'if (facts.custody.controller !== parties.from) return',
    bad: 'if (false) return',
  },
  {
    name: 'what has ended goes on when somebody presses late',
    file: PERSON,
    good: 'if (isEnded(state)) return tooLate(state)',
    bad: '',
  },
  {
    name: 'a version from the future is taken for the present one',
    file: PERSON,
    good: '(seen < state.settled || seen > state.version)',
    bad: 'seen < state.settled',
  },
  {
    name: 'completion does not begin the next epoch',
    file: 'shared/operations/handoff-rules.ts',
    good: 'post, epoch: epoch + 1, ...',
    bad: 'post, epoch, ...',
  },
  {
    name: 'an agreed handoff waits for ever',
    file: EVOLVE,
    good: "{status: 'ACCEPTED', timer: 'hold', ...waits}",
    bad: "{status: 'ACCEPTED', ...waits}",
  },
  {
    name: 'a new status has the version of the old one',
    file: EVOLVE,
    good: '): HandoffFile {\n  const version = state.version + 1\n  const {at} = event',
    bad: '): HandoffFile {\n  const version = state.version\n  const {at} = event',
  },
  {
    name: 'the receiver begins an epoch of its own',
    file: FILE,
    good: 'epoch: grant.epoch, available: false',
    bad: 'epoch: grant.epoch + 1, available: false',
  },
  {
    name: 'word of control in a copy makes a controller',
    file: CONTACT,
    good: 'if (controller !== reader && epoch >= state.custody.epoch) return copy',
    bad: 'if (epoch >= 0) return copy',
  },
  {
    name: 'whoever passes control on goes on acting',
    file: FILE,
    good: '{controller: grant.to, epoch: grant.epoch}',
    bad: '{controller: custody.controller, epoch: grant.epoch}',
  },
  {
    name: 'whoever passes control on forgets that it has a duty of watch',
    file: FILE,
    good: "case 'passed': {\n      const {grant, post, since = at, functions} = event\n      const grants = [...custody.grants, grant]",
    bad: "case 'passed': {\n      const {grant, post, since = at, functions} = event\n      const grants = custody.grants",
  },
  {
    name: 'a handoff is completed and control does not pass',
    file: REACTIONS,
    good: "for (const event of events) if (event.type === 'completed') passControl(",
    bad: "for (const event of events) if (event.type === 'completed' && after.rounds > 99) passControl(",
  },
  {
    name: 'no receipt is given for a grant',
    file: 'server/operations/contact-reactions.ts',
    good: "if (event.type === 'granted') turn.send(",
    bad: "if (event.type === 'granted' && event.at < 0) turn.send(",
  },
  {
    name: 'the same command is done anew',
    file: OPERATIONS,
    good: 'if (stored !== undefined) return stored as unknown as CommandResult',
    bad: 'if (stored === null) return stored as unknown as CommandResult',
  },
  {
    name: 'grants, requests and answers are not sent',
    file: OPERATIONS,
    good: '...turn.messages.map(({partner, message}) => urgent(partner, message))',
    bad: '',
  },
  {
    name: 'the caller of a forwarded command never learns its outcome',
    file: OPERATIONS,
    good: 'results.push({actor: caller, commandId: result.commandId, result: result as unknown as Json})\n    }\n    // Grants',
    bad: 'void caller\n    }\n    // Grants',
  },
  {
    name: 'an answer is given before it is on disk',
    file: COMMIT,
    good: 'if (then !== undefined) this.#waiting.push(then)',
    bad: 'if (then !== undefined) then()',
  },
  {
    name: 'timers are not written',
    file: COMMIT,
    good: 'timers: new Map([...things].map(',
    bad: 'timers: new Map([].map(',
  },
  {
    name: 'a partner’s request is done and not answered',
    file: INBOX,
    good: "turn.send(partner, {type: 'answer', requestId: message.requestId, outcome})",
    bad: 'void outcome',
  },
  {
    name: 'the copy of a handoff is not told of a new version',
    file: SHARING,
    good: "(name === 'version' && (message.type === 'alert' || message.type === 'incident'))",
    bad: "name === 'version' || name === 'status' || name === 'steps'",
  },
  {
    name: 'open things are written as closed ones',
    file: LEDGER,
    good: 'statements.putState.run(thing, isOpen ? 1 : 0, at',
    bad: 'statements.putState.run(thing, isOpen ? 0 : 0, at',
  },
  {
    name: 'timers that have ended stay in the ledger',
    file: LEDGER,
    good: 'statements.clearTimers.run(thing)',
    bad: '',
  },
  {
    name: 'results are not written',
    file: LEDGER,
    good: 'statements.putResult.run(actor, commandId, batch.at, JSON.stringify(result))',
    bad: 'void JSON.stringify([actor, commandId, result])',
  },
  {
    name: 'how far a lane was taken in is not written',
    file: LEDGER,
    good: 'statements.putInbox.run(partner, lane, seq, hash)',
    bad: 'void [partner, lane, seq, hash]',
  },
  {
    name: 'somebody who sets the time of day moves deadlines',
    file: TIME,
    good: 'return Math.floor(this.#offset + this.#clock.monotonic())',
    bad: 'return Math.floor(this.#clock.wall())',
  },
  {
    name: 'a lane takes in what comes after a hole',
    file: 'server/federation/lane-in.ts',
    good: 'if (seq > this.#taken.seq + 1) {',
    bad: 'if (seq > this.#taken.seq + 1 && this.#isHalted) {',
  },
  {
    name: 'what was written before an agreement ended leaves after it',
    file: OPERATIONS,
    good: 'map(row => this.#sharing.asOfNow(turn, partner, row))',
    bad: 'filter(() => turn.at > 0)',
  },
]

/** Only in the project can what is made find its packages. */
const MADE = 'node_modules/.cache/tripoint-faults'

/** The model with one fault planted. Throws where the source no longer has the place of the fault exactly once. */
export async function planted(fault: Fault): Promise<typeof Runs> {
  const place = resolve(fault.file)
  const source = readFileSync(place, 'utf8')
  const parts = source.split(fault.good)
  if (parts.length !== 2) throw new Error(`${fault.file} has ${parts.length - 1} times: ${fault.good}`)
  const outfile = resolve(join(MADE, `${fault.name.replaceAll(/\W+/g, '-')}-${process.pid}.mjs`))
  mkdirSync(MADE, {recursive: true})
  await build({
    entryPoints: ['test/model/runs.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
    plugins: [
      {
        name: 'fault',
        setup(made) {
          made.onLoad({filter: /\.ts$/}, ({path}) =>
            path === place ? {contents: parts.join(fault.bad), loader: 'ts'} : undefined,
          )
        },
      },
    ],
  })
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as typeof Runs
  } finally {
    rmSync(outfile)
  }
}

/** What the model says of the fault; undefined: nothing in so many runs. */
export async function found(fault: Fault, runs: number, seed: number): Promise<string | undefined> {
  const {check} = await planted(fault)
  try {
    await check(runs, seed, {isHasty: true})
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
