import type {FileState} from '../../shared/operations/file.ts'
import type {FileThing} from '../../shared/protocol/file-thing.ts'
import {given} from './drafts.ts'
import {doerOf, type Projection} from './projection.ts'

/** A photo or a recording as consoles have it. */
export function fileThing(projection: Projection, id: string): FileThing | undefined {
  return shownFile(projection, projection.files.get('file', id))
}

/** The same of a file that has been put away. */
export function shownFile({files, rooms, wallOf}: Projection, state: FileState): FileThing | undefined {
  if (state.status === 'NONE') return undefined
  const {attached} = state
  const task = attached.kind === 'task' ? files.get('task', attached.id) : undefined
  const ofTask = task === undefined || task.status === 'NONE' ? undefined : task
  return given({
    ...state,
    kind: 'file',
    by: doerOf(state.by, rooms),
    keptAt: wallOf(state.keptAt),
    incident: attached.kind === 'incident' ? attached.id : ofTask?.incident,
    task: ofTask?.id,
  }) as unknown as FileThing
}
