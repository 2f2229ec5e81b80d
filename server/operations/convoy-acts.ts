import type {NationCode} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {type Refusal, refuse} from '../../shared/operations/decider.ts'
import {type HandoffFile, isEnded} from '../../shared/operations/handoff.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {ActContext} from './house.ts'
import type {Turn} from './files.ts'
import {handoffAct} from './handoff-acts.ts'
import {openHandoff} from './open-handoff.ts'

export type ConvoyOrder = Extract<Command, {type: `convoy.${string}`}>

/**
 * Several handoffs as one: each is a handoff of its own, and all of them change in one transaction or none does. What the
 * group is as a whole is read from its members and kept nowhere.
 */
export function convoyAct(context: ActContext, turn: Turn, by: Actor, command: ConvoyOrder): Refusal | undefined {
  const {convoy} = command
  if (command.type === 'convoy.propose') {
    const {members, to, toPost, terms, why} = command
    if (membersOf(turn, convoy).length > 0) return refuse('already-sent')
    return firstRefusal(members, ({handoff, subject}) =>
      openHandoff(context, turn, by, {
        ...{type: 'handoff.propose', handoff, subject, from: context.house.own, to, toPost, terms, why, convoy},
      }),
    )
  }
  const members = membersOf(turn, convoy)
  if (members.length === 0) return refuse('not-found')
  const open = members.filter(one => !isEnded(one))
  if (open.length === 0) return refuse('convoy-over')
  switch (command.type) {
    case 'convoy.accept': {
      const taken = command.handoffs ?? open.map(one => one.id)
      const strange = taken.find(id => !open.some(one => one.id === id))
      if (strange !== undefined) return refuse('not-found')
      // What stays behind is settled first, so that nothing of a group moves when its answer does not hold.
      return firstRefusal(
        [...open].sort((a, b) => Number(taken.includes(a.id)) - Number(taken.includes(b.id))),
        one =>
          taken.includes(one.id)
            ? handoffAct(context, turn, by, {type: 'handoff.accept', handoff: one.id})
            : handoffAct(context, turn, by, {
                type: 'handoff.reject',
                handoff: one.id,
                code: command.code ?? 'CAPACITY',
              }),
      )
    }
    case 'convoy.reject': {
      const {code, text} = command
      return firstRefusal(open, ({id}) =>
        handoffAct(context, turn, by, {type: 'handoff.reject', handoff: id, code, text}),
      )
    }
    case 'convoy.recall':
      return firstRefusal(open, ({id}) => handoffAct(context, turn, by, {type: 'handoff.recall', handoff: id}))
    case 'convoy.release':
      return firstRefusal(open, ({id}) => handoffAct(context, turn, by, {type: 'handoff.release', handoff: id}))
    case 'convoy.assume':
      return firstRefusal(open, ({id}) => handoffAct(context, turn, by, {type: 'handoff.assume', handoff: id}))
  }
}

/** Whose ledger has the group; undefined: the own, or none. */
export function homeOfConvoy(turn: Turn, convoy: string): NationCode | undefined {
  const member = membersOf(turn, convoy).find(one => one.copy)
  return member?.from
}

function membersOf(turn: Turn, convoy: string): readonly HandoffFile[] {
  const members: HandoffFile[] = []
  for (const one of turn.all('handoff')) if (one.status !== 'NONE' && one.convoy === convoy) members.push(one)
  return members
}

function firstRefusal<T>(all: readonly T[], act: (one: T) => Refusal | undefined): Refusal | undefined {
  for (const one of all) {
    const refused = act(one)
    if (refused !== undefined) return refused
  }
  return undefined
}
