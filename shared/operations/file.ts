import type {FileId, UnitId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {Media, MediaType} from '../model/media.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import {type Decider, refuse, type Stamp} from './decider.ts'

/** What a photo or a recording is about. A report is named by the id of the press that sent it. */
export const ATTACHED_TO = ['report', 'task', 'incident'] as const
export type Attachment = {readonly kind: (typeof ATTACHED_TO)[number]; readonly id: string}

/** A photo or a recording that a unit has taken: what it is and whose, not its content. */
export type FileFile = {
  readonly status: 'KEPT'
  readonly version: number
  readonly id: FileId
  readonly world: World
  readonly media: Media
  readonly type: MediaType
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
  readonly seconds?: number | undefined
  readonly unit: UnitId
  readonly by: Actor
  /** When it was taken, by the phone's clock as corrected by what it knows; wall time, ms. */
  readonly pressedAt: number
  readonly keptAt: number
  readonly place?: Position | undefined
  readonly attached: Attachment
}
export type FileState = {readonly status: 'NONE'; readonly version: 0} | FileFile
/** What is said of a file when it is whole. */
export type FileSaid = Omit<FileFile, 'status' | 'version' | 'by' | 'keptAt'>
export type FileCommand = Stamp & {readonly type: 'keep'; readonly file: FileSaid}
export type FileEvent = Stamp & {readonly type: 'kept'; readonly file: FileSaid}

/** A file is kept once, whole, and never changes. SPEC.md, FI. */
export const file: Decider<FileState, FileCommand, FileEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    const {at, by} = command
    if (by.unit !== command.file.unit) return refuse('not-allowed')
    if (state.status === 'NONE') return [{type: 'kept', file: command.file, at, by}]
    return state.sha256 === command.file.sha256 ? [] : refuse('file-differs')
  },

  evolve: (_state, {file: said, at, by}) => ({...said, status: 'KEPT', version: 1, by, keptAt: at}),
}
