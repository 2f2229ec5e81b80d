import type {ReactNode} from 'react'

/** One of several, by a list. */
export function Choice<T extends string | number>(props: {
  label: string
  options: readonly T[]
  value: T
  textOf: (option: T) => string
  onChoose: (option: T) => void
  testId?: string
}) {
  const {label, options, value, textOf, onChoose, testId} = props
  return (
    <label className="field">
      {label}
      <select
        value={value}
        data-testid={testId}
        onChange={event => {
          const chosen = options.find(option => String(option) === event.target.value)
          if (chosen !== undefined) onChoose(chosen)
        }}
      >
        {options.map(option => (
          <option key={option} value={option}>
            {textOf(option)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** One of several, all of them in sight. */
export function Radios<T extends string>(props: {
  label: string
  name: string
  options: readonly T[]
  value: T | undefined
  textOf: (option: T) => ReactNode
  onChoose: (option: T) => void
}) {
  const {label, name, options, value, textOf, onChoose} = props
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {options.map(option => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            data-testid={`${name}-${option}`}
            checked={option === value}
            onChange={() => onChoose(option)}
          />
          <span>{textOf(option)}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** A line that a person writes. */
export function Words(props: {label: string; value: string; onWrite: (text: string) => void; testId: string}) {
  const {label, value, onWrite, testId} = props
  return (
    <label className="field">
      {label}
      <input
        data-autofocus
        data-testid={testId}
        value={value}
        maxLength={500}
        onChange={event => onWrite(event.target.value)}
      />
    </label>
  )
}

export function Checked(props: {label: string; checked: boolean; onCheck: (checked: boolean) => void; testId: string}) {
  const {label, checked, onCheck, testId} = props
  return (
    <label className="check">
      <input type="checkbox" data-testid={testId} checked={checked} onChange={event => onCheck(event.target.checked)} />
      {label}
    </label>
  )
}
