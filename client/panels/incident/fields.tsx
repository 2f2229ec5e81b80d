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
