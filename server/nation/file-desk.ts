import {createHash} from 'node:crypto'
import type {FileId, UnitId} from '../../shared/base/id.ts'
import type {World} from '../../shared/model/world.ts'
import {hasMetadata, mediaOf, MOST_BYTES, typeOf} from '../../shared/model/media.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {FileOffer, FilePart, FileThing} from '../../shared/protocol/file-thing.ts'
import type {FileContent, FilesDesk} from '../http/desk.ts'
import type {FileLedger, OpenOffer} from '../operations/file-ledger.ts'
import type {Operations} from '../operations/operations.ts'
import type {Released} from '../policy/released.ts'

/** Files of one unit that may be on their way at once. */
const MOST_OPEN = 60
/** What has not come whole after so long is forgotten, ms. */
const FORGOTTEN_MS = 7 * 86_400_000

/**
 * Takes in photos and recordings part by part, so that a cut link loses nothing, keeps a whole one sealed and tells the
 * ledger of it; gives a content to whom policy gives the thing.
 */
export class FileDesk implements FilesDesk {
  readonly #files: FileLedger
  readonly #operations: Pick<Operations, 'keepFile' | 'fileOf' | 'now' | 'audit'>
  readonly #release: (thing: FileThing, person: Person) => Released<FileThing> | undefined
  readonly #isOwnTask: (task: string, unit: UnitId) => boolean
  readonly #worldOf: (unit: UnitId) => World

  constructor(options: {
    files: FileLedger
    operations: Pick<Operations, 'keepFile' | 'fileOf' | 'now' | 'audit'>
    release: (thing: FileThing, person: Person) => Released<FileThing> | undefined
    /** Whether a task is, or was, that unit's. */
    isOwnTask: (task: string, unit: UnitId) => boolean
    worldOf: (unit: UnitId) => World
  }) {
    this.#files = options.files
    this.#operations = options.operations
    this.#release = options.release
    this.#isOwnTask = options.isOwnTask
    this.#worldOf = options.worldOf
  }

  async offer(offer: FileOffer, person: Person): Promise<FilePart | Refusal> {
    const {file, media, bytes, attached} = offer
    const {unit} = person
    if (person.role !== 'field' || unit === undefined) return refuse('not-allowed')
    const kept = this.#keptPart(file, offer.sha256, unit)
    if (kept !== undefined) return kept
    const most = MOST_BYTES[media]
    if (bytes > most) return refuse('file-too-large', {bytes, most})
    if (attached.kind === 'task' && !this.#isOwnTask(attached.id, unit)) return refuse('not-your-task')
    const open = this.#files.offered(file)
    if (open !== undefined) {
      if (open.unit !== unit || open.offer.sha256 !== offer.sha256) return refuse('file-differs')
      return open.received < open.offer.bytes ? partOf(open) : this.#finish(open, person)
    }
    const now = this.#operations.now()
    this.#files.dropOlder(now - FORGOTTEN_MS)
    if (this.#files.openOf(unit) >= MOST_OPEN) return refuse('too-many-files', {most: MOST_OPEN})
    this.#files.open(offer, unit, now)
    return {file, received: 0, state: 'open'}
  }

  async part(file: FileId, start: number, body: Uint8Array, person: Person): Promise<FilePart | Refusal> {
    if (person.role !== 'field' || person.unit === undefined) return refuse('not-allowed')
    const open = this.#files.offered(file)
    if (open === undefined || open.unit !== person.unit)
      return this.#keptPart(file, undefined, person.unit) ?? refuse('not-found')
    const {offer, received} = open
    // Repeated or too early: the phone is told where to go on.
    if (start !== received) return partOf(open)
    if (received + body.length > offer.bytes) return refuse('file-too-large', {bytes: offer.bytes, most: offer.bytes})
    if (body.length > 0) this.#files.append(file, start, body)
    const now = {...open, received: received + body.length}
    return now.received < offer.bytes ? partOf(now) : this.#finish(now, person)
  }

  content(file: FileId, person: Person): FileContent | undefined {
    const thing = this.#operations.fileOf(file, () => this.#files.state(file))
    const released = thing === undefined ? undefined : this.#release(thing, person)
    const content = released === undefined ? undefined : this.#files.content(file)
    if (released === undefined || content === undefined) return undefined
    this.#operations.audit('file', person, {file})
    return {type: released.type, content}
  }

  /** The whole is here: looked at, sealed, and told to the ledger; only then the phone hears that it is kept. */
  async #finish({offer, unit}: OpenOffer, person: Person): Promise<FilePart | Refusal> {
    const {file, media, sha256} = offer
    const content = this.#files.whole(file)
    if (createHash('sha256').update(content).digest('hex') !== sha256) {
      this.#files.restart(file)
      return refuse('file-hash')
    }
    const type = typeOf(content)
    const wrong =
      type === undefined || mediaOf(type) !== media ? 'file-kind' : hasMetadata(content) ? 'file-metadata' : ''
    if (type === undefined || wrong !== '') {
      this.#files.drop(file)
      return refuse(wrong)
    }
    const now = Math.round(this.#operations.now())
    const said = {
      id: file,
      world: this.#worldOf(unit),
      ...{media, type, bytes: content.length, sha256, unit, attached: offer.attached},
      pressedAt: offer.pressedAt ?? now,
      ...(offer.seconds === undefined ? {} : {seconds: offer.seconds}),
      ...(offer.place === undefined ? {} : {place: offer.place}),
    }
    this.#files.keep(file, content)
    const refused = await this.#operations.keepFile(said, person)
    this.#files.drop(file)
    return refused ?? {file, received: content.length, state: 'kept'}
  }

  #keptPart(file: FileId, sha256: string | undefined, unit: UnitId): FilePart | Refusal | undefined {
    const thing = this.#operations.fileOf(file, () => this.#files.state(file))
    if (thing === undefined) return undefined
    if (thing.unit !== unit || (sha256 !== undefined && thing.sha256 !== sha256)) return refuse('file-differs')
    return {file, received: thing.bytes, state: 'kept'}
  }
}

function partOf({offer, received}: OpenOffer): FilePart {
  return {file: offer.file, received, state: 'open'}
}
