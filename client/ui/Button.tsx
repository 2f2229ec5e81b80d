import type {ReactNode} from 'react'
import {KeyCap} from './KeyCap.tsx'

export type ButtonProps = {
  readonly children: ReactNode
  readonly onPress: () => void
  /** The key that does the same. */
  readonly cap?: string
  /** Why it cannot be pressed now; shown with it and read out. Left out: it can. */
  readonly disabledBecause?: string | undefined
  readonly tone?: 'plain' | 'primary' | 'handoff' | 'alarm' | 'quiet'
  readonly testId?: string
  readonly label?: string
  readonly pressed?: boolean
}

/** A button that says its key, says why when it cannot be pressed, and does not take the focus from a list. */
export function Button(props: ButtonProps) {
  const {children, onPress, cap, disabledBecause, tone = 'plain', testId, label, pressed} = props
  return (
    <button
      type="button"
      className={`button ${tone}`}
      data-testid={testId}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabledBecause !== undefined}
      title={disabledBecause}
      onMouseDown={event => event.preventDefault()}
      onClick={event => {
        event.stopPropagation()
        if (disabledBecause === undefined) onPress()
      }}
    >
      <span>{children}</span>
      {cap === undefined ? undefined : <KeyCap>{cap}</KeyCap>}
    </button>
  )
}
