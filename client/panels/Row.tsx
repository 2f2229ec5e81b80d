import {type ReactNode, useEffect, useRef} from 'react'
import type {ListName} from './desk.ts'
import {useDesk, useWorkplace} from './workplace.ts'

/** A row of a list: one of them has the focus, and keys act on that one. Its content opens when it has. */
export function Row(props: {
  readonly list: ListName
  readonly id: string
  readonly className?: string
  readonly label: string
  readonly testId: string
  readonly selected?: boolean
  readonly onOpen?: () => void
  readonly children: ReactNode
}) {
  const {list, id, className = '', label, testId, selected = false, onOpen, children} = props
  const {desk} = useWorkplace()
  const focus = useDesk(state => (state.focus?.list === list && state.focus.id === id ? state.focus : undefined))
  const isFocused = focus !== undefined
  const element = useRef<HTMLLIElement>(null)

  useEffect(() => {
    const row = element.current
    if (focus === undefined || row === null || row.contains(document.activeElement)) return
    row.focus()
  }, [focus])

  return (
    <li
      ref={element}
      className={`row ${className} ${isFocused ? 'focused' : ''} ${selected ? 'selected' : ''}`}
      tabIndex={isFocused ? 0 : -1}
      aria-current={selected}
      aria-label={label}
      data-testid={testId}
      data-id={id}
      onFocus={() => {
        if (!isFocused) desk.setState({focus: {list, id}})
      }}
      onClick={event => {
        // What is pressed inside a form is the form's: Enter in a field presses its button, and opening the row leaves it.
        if (event.target instanceof Element && event.target.closest('form') !== null) return
        desk.setState({focus: {list, id}})
        onOpen?.()
      }}
    >
      {children}
    </li>
  )
}
