import {useState} from 'react'
import {type LockedList, lockedList} from './locked-list.ts'

/** Handlers for the element around a list. */
export type LockHandlers = {
  readonly onPointerEnter: () => void
  readonly onPointerLeave: () => void
  readonly onFocus: () => void
  readonly onBlur: (event: {currentTarget: Element; relatedTarget: EventTarget | null}) => void
}

/** Keeps the order of rows while the pointer or the keyboard is in the list; `release` lets the waiting ones in. */
export function useLocked<T extends {readonly id: string}>(
  rows: readonly T[],
): LockedList<T> & {isLocked: boolean; handlers: LockHandlers; release: () => void} {
  const [hand, setHand] = useState({pointer: false, focus: false})
  const [shown, setShown] = useState(rows)
  const isLocked = hand.pointer || hand.focus
  const list = lockedList(shown, rows, isLocked)
  if (!isSame(list.rows, shown)) setShown(list.rows)

  return {
    ...list,
    isLocked,
    release() {
      setShown(rows)
    },
    handlers: {
      onPointerEnter: () => setHand(held => ({...held, pointer: true})),
      onPointerLeave: () => setHand(held => ({...held, pointer: false})),
      onFocus: () => setHand(held => ({...held, focus: true})),
      onBlur: event => {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) setHand(held => ({...held, focus: false}))
      },
    },
  }
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index])
}
