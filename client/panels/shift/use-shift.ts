import {useStore} from 'zustand'
import {isShiftOpen} from '../../../shared/operations/shift.ts'
import type {PostThing, ShiftThing} from '../../../shared/protocol/things.ts'
import {allShifts} from '../../state/things.ts'
import {useHello, useWorkplace} from '../workplace.ts'

/** The own post and its handover: the one that runs, else the last that ended; and who sits here. */
export type Watch = {
  readonly post: PostThing | undefined
  readonly shift: ShiftThing | undefined
  readonly actor: string | undefined
  readonly isHolder: boolean
  readonly isOut: boolean
  readonly isIn: boolean
}

export function useWatch(): Watch {
  const {stores, who} = useWorkplace()
  const hello = useHello()
  const actor = hello?.user.actor
  const id = hello?.user.post ?? who.post ?? ''
  const post = useStore(stores.things, state => state.post.get(id))
  const shifts = useStore(stores.things, allShifts)
  const mine = (shift: ShiftThing) =>
    shift.post === id || shift.outgoing.actor === actor || shift.incoming?.actor === actor
  const shift = shifts.find(one => isShiftOpen(one.status) && mine(one)) ?? shifts.find(mine)
  return {
    post,
    shift,
    actor,
    isHolder: actor !== undefined && post?.holder?.actor === actor,
    isOut: actor !== undefined && shift?.outgoing.actor === actor,
    isIn: actor !== undefined && shift?.incoming?.actor === actor,
  }
}
