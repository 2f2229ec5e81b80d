import type {HappeningOf, Turn} from './files.ts'

/** A photo that belongs to an incident, or to a task of one, is on its file from the same moment. */
export function afterFile(turn: Turn, {id, after}: HappeningOf<'file'>): void {
  if (after.status === 'NONE') return
  const {attached, by} = after
  const task = attached.kind === 'task' ? turn.get('task', attached.id) : undefined
  const incident =
    attached.kind === 'incident'
      ? attached.id
      : task === undefined || task.status === 'NONE'
        ? undefined
        : task.incident
  if (incident !== undefined) turn.act('incident', incident, by, {type: 'attach-file', file: id})
}
