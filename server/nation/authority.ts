import type {PostId} from '../../shared/base/id.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {PostThing, Thing} from '../../shared/protocol/things.ts'
import type {Authority} from '../operations/ports.ts'
import {type About, authority} from '../policy/authority.ts'
import type {TaskBook} from './task-book.ts'

/** Policy's word on who may give which command, with what it has to know of the thing. */
export function authorityOf(of: {
  readonly tasks: () => TaskBook
  readonly things: () => Iterable<Thing>
  readonly post: (id: PostId) => PostThing | undefined
}): Authority {
  return {
    refuse(person, command) {
      return authority(person, command, {...aboutOf(person, command, of), ...holderOf(person, of.post)})
    },
  }
}

/** Who holds the person's post, where that is somebody else. */
function holderOf({post: id, actor}: Person, postOf: (id: PostId) => PostThing | undefined): Pick<About, 'postHolder'> {
  const holder = id === undefined ? undefined : postOf(id)?.holder
  return holder === undefined || holder.actor === actor ? {} : {postHolder: holder.by.name ?? holder.actor}
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
