import {TRANSFERS, type Terms} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'

/** How control passes: at once, at the line, or by a release. */
export function TransferField(props: {
  label: string
  testId: string
  value: Terms['transfer']
  isFirst?: boolean
  onChange: (transfer: Terms['transfer']) => void
}) {
  const {label, testId, value, isFirst = false, onChange} = props
  const {t} = useWords()
  return (
    <label className="field">
      {label}
      <select
        {...(isFirst ? {'data-autofocus': true} : {})}
        data-testid={testId}
        value={value}
        onChange={event => {
          const chosen = TRANSFERS.find(one => one === event.target.value)
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {TRANSFERS.map(transfer => (
          <option key={transfer} value={transfer}>
            {t(`transfer.${transfer}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
