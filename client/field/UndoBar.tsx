import {say, useWords} from '../locales/catalogue.ts'
import {useOutbox, usePhone, usePhoneNow} from './phone.ts'

/** The last press, while it can still be taken back. */
export function UndoBar() {
  const {t} = useWords()
  const {outbox} = usePhone()
  const {wall} = usePhoneNow()
  const held = useOutbox().findLast(entry => entry.status === 'kept' && (entry.heldUntil ?? 0) > wall)
  if (held?.heldUntil === undefined) return undefined
  const seconds = Math.ceil((held.heldUntil - wall) / 1_000)
  return (
    <div className="phone-undo" role="status" data-testid="undo-bar">
      <span>{t('phone.undoIn', {what: say(t, `command.${held.command.type}`), seconds})}</span>
      <button
        type="button"
        className="phone-small"
        data-testid="undo"
        onClick={() => {
          void outbox.undo(held.id)
        }}
      >
        {t('phone.undo')}
      </button>
    </div>
  )
}
