import type {ReactNode} from 'react'

/** A short fact in the header that leads to more of it. */
export function Chip(props: {
  readonly children: ReactNode
  readonly onPress: () => void
  readonly testId: string
  readonly label: string
  readonly tone?: string
}) {
  const {children, onPress, testId, label, tone = ''} = props
  return (
    <button
      type="button"
      className={`chip ${tone}`}
      data-testid={testId}
      aria-label={label}
      title={label}
      onMouseDown={event => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
