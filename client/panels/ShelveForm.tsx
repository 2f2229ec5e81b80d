import {useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {capOf} from '../ui/keymap.ts'
import type {ShelveMinutes} from './desk.ts'
import {useDesk, useWorkplace} from './workplace.ts'

const MINUTES: readonly ShelveMinutes[] = [15, 30, 60, 120, 240]

/** Puts an alert aside for a time, with a reason; it comes back by itself. */
export function ShelveForm() {
  const {t} = useWords()
  const {desk, submit, act} = useWorkplace()
  const form = useDesk(state => state.form)
  if (form?.type !== 'shelve') return undefined
  return (
    <form
      className="form"
      data-form
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <fieldset className="choices">
        <legend>{t('form.shelveFor')}</legend>
        {MINUTES.map(minutes => (
          <label key={minutes}>
            <input
              type="radio"
              name="minutes"
              checked={form.minutes === minutes}
              onChange={() => desk.setState({form: {...form, minutes}})}
            />
            {t('form.minutes', {count: minutes})}
          </label>
        ))}
      </fieldset>
      <label className="field">
        {t('form.reason')}
        <input
          data-autofocus
          value={form.reason}
          maxLength={200}
          onChange={event => desk.setState({form: {...form, reason: event.target.value}})}
        />
      </label>
      <div className="buttons">
        <Button tone="primary" cap={capOf('open')} onPress={submit}>
          {t('action.shelve')}
        </Button>
        <Button cap={capOf('up')} onPress={() => act('up')}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  )
}
