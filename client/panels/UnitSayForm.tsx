import {useState} from 'react'
import type {UnitThing} from '../../shared/protocol/things.ts'
import {LIMITED_WHAT, type LimitedWhat, OUT_REASONS, type OutReason} from '../../shared/model/unit.ts'
import {OWN_STATUSES, type OwnStatus} from '../../shared/operations/unit.ts'
import {useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {useBlocked, useWorkplace} from './workplace.ts'

/** What a desk enters for a unit that has called: its status with what or why, duty, and that all is well. */
export function UnitSayForm({unit}: {unit: UnitThing}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const blocked = useBlocked()
  const because = blocked === undefined ? undefined : t(blocked)
  const [status, setStatus] = useState<OwnStatus>('available')
  const [what, setWhat] = useState<LimitedWhat>('speed')
  const [reason, setReason] = useState<OutReason>('maintenance')
  const [isOpen, setOpen] = useState(false)

  function save(): void {
    const detail = status === 'limited' ? {what} : status === 'out-of-service' ? {reason} : {}
    send({type: 'unit.status', unit: unit.id, status, ...detail})
    setOpen(false)
  }

  return (
    <div className="unit-say">
      <div className="buttons">
        <Button testId={`say-${unit.id}`} onPress={() => setOpen(!isOpen)}>
          {t('units.say')}…
        </Button>
        <Button
          testId={`duty-${unit.id}`}
          disabledBecause={because}
          onPress={() => send({type: 'unit.duty', unit: unit.id, on: unit.duty?.on !== true})}
        >
          {t(unit.duty?.on === true ? 'units.offDuty' : 'units.onDuty')}
        </Button>
        {unit.safety === undefined ? undefined : (
          <Button
            testId={`well-${unit.id}`}
            disabledBecause={because}
            onPress={() => send({type: 'unit.safe', unit: unit.id})}
          >
            {t('units.isWell')}
          </Button>
        )}
      </div>
      {isOpen ? (
        <div className="say-fields">
          <Choice
            label={t('units.say')}
            values={OWN_STATUSES}
            value={status}
            text={one => t(`unit.${one}`)}
            onChange={setStatus}
          />
          {status === 'limited' ? (
            <Choice
              label={t('units.what')}
              values={LIMITED_WHAT}
              value={what}
              text={one => t(`limited.${one}`)}
              onChange={setWhat}
            />
          ) : undefined}
          {status === 'out-of-service' ? (
            <Choice
              label={t('units.why')}
              values={OUT_REASONS}
              value={reason}
              text={one => t(`outOfService.${one}`)}
              onChange={setReason}
            />
          ) : undefined}
          <Button tone="primary" testId={`save-${unit.id}`} disabledBecause={because} onPress={save}>
            {t('units.save')}
          </Button>
        </div>
      ) : undefined}
    </div>
  )
}

function Choice<Value extends string>(props: {
  label: string
  values: readonly Value[]
  value: Value
  text: (value: Value) => string
  onChange: (value: Value) => void
}) {
  const {label, values, value, text, onChange} = props
  return (
    <label className="field">
      {label}
      <select
        value={value}
        onChange={event => {
          const chosen = values.find(one => one === event.target.value)
          if (chosen !== undefined) onChange(chosen)
        }}
      >
        {values.map(one => (
          <option key={one} value={one}>
            {text(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
