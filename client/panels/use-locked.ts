import {useEffect, useState} from 'react'
import type {ListName} from './desk.ts'
import {type LockedList, lockedList} from './locked-list.ts'
import {useDesk, useWorkplace} from './workplace.ts'

/** Handlers for the element around a list. */
export type LockHandlers = {
  readonly onPointerEnter: () => void
  readonly onPointerLeave: () => void
  readonly onFocus: () => void
  readonly onBlur: (event: {currentTarget: Element; relatedTarget: EventTarget | null}) => void
}

/**
 * Keeps the order of a list's rows, for the eye and for the keys, while the pointer or the keyboard is in it; `release`
 * lets the waiting ones in.
 */
export function useLocked<T extends {readonly id: string}>(
  list: ListName,
  rows: readonly T[],
): LockedList<T> & {handlers: LockHandlers; release: () => void} {
  const {desk} = useWorkplace()
  const [hand, setHand] = useState({pointer: false, focus: false})
  const [shown, setShown] = useState(rows)
  // What had the keyboard may have left the page without a word; then the focused row of another list tells.
  const isElsewhere = useDesk(state => state.focus !== undefined && state.focus.list !== list)
  const isLocked = hand.pointer || (hand.focus && !isElsewhere)
  const held = lockedList(shown, rows, isLocked)
  if (!isSame(held.rows, shown)) setShown(held.rows)

  const order = isLocked ? held.rows.map(row => row.id).join(' ') : undefined
  useEffect(() => {
    desk.setState(({locked}) => ({locked: {...locked, [list]: order?.split(' ').filter(id => id !== '')}}))
  }, [desk, list, order])

  return {
    ...held,
    release() {
      setShown(rows)
    },
    handlers: {
      onPointerEnter: () => setHand(was => ({...was, pointer: true})),
      onPointerLeave: () => setHand(was => ({...was, pointer: false})),
      onFocus: () => setHand(was => ({...was, focus: true})),
      onBlur: event => {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setHand(was => ({...was, focus: false}))
      },
    },
  }
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index])
}
