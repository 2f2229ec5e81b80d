import type {Hello} from '../../../shared/protocol/message.ts'
import {type Column, COLUMNS, columnOf} from '../../../shared/operations/incident-board.ts'
import type {TaskType} from '../../../shared/operations/task.ts'
import type {IncidentThing, TaskThing, UnitThing} from '../../../shared/protocol/things.ts'
import {openIncidents, type ThingsState} from '../../state/things.ts'
import type {PostOfBoard} from './load.ts'

export type Card = {
  readonly incident: IncidentThing
  readonly column: Column
  /** Tasks that have not ended, or that a unit has not read the recall of. */
  readonly tasks: readonly TaskThing[]
}

/** Incidents by the column of their state; within one by priority, then the oldest. */
export function cardsOf(things: ThingsState): readonly Card[] {
  const cards = openIncidents(things).flatMap(incident => {
    const tasks = incident.tasks.flatMap(id => things.task.get(id) ?? [])
    const column = columnOf(incident, tasks)
    return column === undefined ? [] : [{incident, column, tasks: tasks.filter(task => !OVER.has(task.status))}]
  })
  return COLUMNS.flatMap(column => cards.filter(card => card.column === column))
}

/** Own posts in the order of the configuration, with who holds each now. */
export function postsOf(hello: Hello | undefined, things: ThingsState): readonly PostOfBoard[] {
  if (hello === undefined) return []
  return hello.posts
    .filter(post => post.nation === hello.nation)
    .map(({id, name, sector}) => {
      const post = things.post.get(id)
      return {id, name, sector, who: post?.holder?.by.name, state: post?.state ?? 'free'}
    })
}

/** Units by where they come from, bases in the order of their names; those without one last. */
export function unitsByBase(
  units: Iterable<UnitThing>,
): readonly {readonly base: string; readonly units: UnitThing[]}[] {
  const groups = new Map<string, UnitThing[]>()
  for (const unit of units) groups.set(unit.base ?? '', [...(groups.get(unit.base ?? '') ?? []), unit])
  return [...groups]
    .map(([base, all]) => ({base, units: all.sort((a, b) => a.name.localeCompare(b.name))}))
    .sort((a, b) => Number(a.base === '') - Number(b.base === '') || a.base.localeCompare(b.base))
}

/** What a unit is asked to do unless the person says otherwise. */
export function taskTypeFor(category: IncidentThing['category']): TaskType {
  switch (category) {
    case 'distress':
      return 'assist'
    case 'fisheries':
    case 'smuggling-indication':
      return 'inspect'
    case 'unidentified-object':
    case 'border-crossing':
    case 'pollution':
    case 'infrastructure':
    case 'other':
      return 'observe'
  }
}

const OVER: ReadonlySet<TaskThing['status']> = new Set(['CANTCO', 'COMPLETE', 'ABORTED', 'CANCELLED', 'DRAFT'])
