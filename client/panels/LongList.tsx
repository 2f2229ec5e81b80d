import {type ReactNode, useEffect, useRef, useState} from 'react'
import {useWords} from '../locales/catalogue.ts'
import type {ListName} from './desk.ts'
import {beginning, holding, revealed} from './row-window.ts'
import {useDesk} from './workplace.ts'

/** Before the edge comes into sight, CSS pixels. */
const AHEAD = 800

/**
 * The rows of a list of any length: a short one whole, of a long one those around what is looked at; the others come as the
 * scrolling or the keys get near them. How many there are before and after is said, so that nothing is merely missing.
 */
export function LongList<T extends {readonly id: string}>(props: {
  readonly list: ListName
  readonly rows: readonly T[]
  readonly row: (row: T) => ReactNode
  readonly testId?: string
}) {
  const {list, rows, row, testId} = props
  const focused = useDesk(state => (state.focus?.list === list ? state.focus.id : undefined))
  const placeOf = (id: string | undefined) => (id === undefined ? -1 : rows.findIndex(row => row.id === id))
  const [kept, setKept] = useState(() => holding(beginning(rows.length), placeOf(focused), rows.length))
  // The window follows the keys when they move, and not against the scrolling while they rest.
  const [followed, setFollowed] = useState(focused)
  if (focused !== followed) setFollowed(focused)
  const window = holding(kept, focused === followed ? -1 : placeOf(focused), rows.length)
  const {first, last} = window
  if (first !== kept.first || last !== kept.last) setKept(window)
  return (
    <ul className="rows" {...(testId === undefined ? {} : {'data-testid': testId})}>
      {first > 0 ? (
        <MoreRows count={first} where="before" onReveal={() => setKept(revealed(window, 'before', rows.length))} />
      ) : undefined}
      {rows.slice(first, last).map(row)}
      {last < rows.length ? (
        <MoreRows
          count={rows.length - last}
          where="after"
          onReveal={() => setKept(revealed(window, 'after', rows.length))}
        />
      ) : undefined}
    </ul>
  )
}

function MoreRows({count, where, onReveal}: {count: number; where: 'before' | 'after'; onReveal: () => void}) {
  const {t} = useWords()
  const edge = useRef<HTMLLIElement>(null)
  const reveal = useRef(onReveal)
  useEffect(() => {
    reveal.current = onReveal
  })
  // Anew with each count: an edge that is still in sight after some have come brings the next.
  useEffect(() => {
    if (edge.current === null) return
    const seen = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && reveal.current(), {
      scrollMargin: `${AHEAD}px 0px`,
    })
    seen.observe(edge.current)
    return () => seen.disconnect()
  }, [count])
  return (
    <li ref={edge} className="row-more">
      <button type="button" tabIndex={-1} data-testid={`rows-${where}`} onClick={onReveal}>
        {t(`list.${where}`, {count})}
      </button>
    </li>
  )
}
