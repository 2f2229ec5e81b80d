import {useStore} from 'zustand'
import {say, useWords} from '../locales/catalogue.ts'
import {useOutbox, usePhone, usePhoneNow} from './phone.ts'
import {undoOffer} from './undo-offer.ts'

/** The last press, while it can still be taken back. */
export function UndoBar() {
  const {t} = useWords()
  const {outbox, stores} = usePhone()
  const {wall} = usePhoneNow()
  const link = useStore(stores.link, state => state.status)
  const offer = undoOffer(useOutbox(), {wall, link})
  if (offer === undefined) return undefined
  const {id, pressed, sentInSeconds: seconds} = offer
  const what = say(t, `command.${pressed}`)
  return (
    <div className="phone-undo" role="status" data-testid="undo-bar">
      <span>{seconds === undefined ? t('phone.undoWaiting', {what}) : t('phone.undoIn', {what, seconds})}</span>
      <button
        type="button"
        className="phone-small"
        data-testid="undo"
        onClick={() => {
          void outbox.undo(id)
        }}
      >
        {t('phone.undo')}
      </button>
    </div>
  )
}
