import type {Actor} from '../../shared/operations/actor.ts'
import type {Refusal} from '../../shared/operations/decider.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Turn} from './files.ts'

export type AlertOrder = Extract<Command, {type: `alert.${string}`}>

/** What a person does with an alert of the own queue. */
export function alertAct(turn: Turn, by: Actor, command: AlertOrder): Refusal | undefined {
  switch (command.type) {
    case 'alert.acknowledge':
      return turn.act('alert', command.alert, by, {type: 'acknowledge'})
    case 'alert.shelve':
      return turn.act('alert', command.alert, by, {
        type: 'shelve',
        minutes: command.minutes,
        reason: command.reason,
      })
    case 'alert.unshelve':
      return turn.act('alert', command.alert, by, {type: 'unshelve'})
    case 'alert.note':
      return turn.act('alert', command.alert, by, {type: 'note', text: command.text})
  }
}
