import type {Person} from '../../shared/operations/person.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Thing} from '../../shared/protocol/things.ts'
import type {Authority} from '../operations/ports.ts'
import {type About, authority} from '../policy/authority.ts'
import type {TaskBook} from './task-book.ts'

/** Policy's word on who may give which command, with what it has to know of the thing. */
export function authorityOf(of: {readonly tasks: () => TaskBook; readonly things: () => Iterable<Thing>}): Authority {
  return {refuse: (person, command) => authority(person, command, aboutOf(person, command, of))}
}

function aboutOf(person: Person, command: Command, of: Parameters<typeof authorityOf>[0]): About {
  if ('task' in command && command.type !== 'task.send' && command.type !== 'incident.assign') {
    const taskUnit = of.tasks().unitOf(command.task)
    return taskUnit === undefined ? {} : {taskUnit}
  }
  if (command.type !== 'alert.unshelve') return {}
  for (const thing of of.things())
    if (thing.kind === 'alert' && thing.id === command.alert)
      return {shelvedByOther: thing.shelved !== undefined && thing.shelved.by.post !== person.post}
  return {}
}
