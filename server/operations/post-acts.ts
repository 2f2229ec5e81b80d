import type {Actor} from '../../shared/operations/actor.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'
import {workOf} from './post-work.ts'

export type PostOrder = Extract<Command, {type: `post.${string}`}>

/** What a person does with a post of the own nation. */
export function postAct(house: House, turn: Turn, by: Actor, command: PostOrder): Refusal | undefined {
  const {post} = command
  if (!house.posts.has(post)) return refuse('not-found')
  switch (command.type) {
    case 'post.take':
      if (by.post !== post && by.role !== 'commander') return refuse('other-post')
      return turn.act('post', post, by, {type: 'take'})
    case 'post.state':
      return turn.act('post', post, by, {type: 'set-busy', busy: command.state === 'busy'})
    case 'post.close': {
      const {contacts, waiting, alarms} = workOf(house, turn, post)
      const work = contacts.length + waiting.length + alarms.length
      return turn.act('post', post, by, {type: 'close', work})
    }
    case 'post.order': {
      const {order, text, language} = command
      return turn.act('post', post, by, {type: 'order', order, text, language})
    }
    case 'post.order-end':
      return turn.act('post', post, by, {type: 'end-order', order: command.order})
  }
}
