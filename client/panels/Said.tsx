import {useStore} from 'zustand'
import {say, useWords} from '../locales/catalogue.ts'
import {isUnacknowledged, openAlerts, openHandoffs} from '../state/things.ts'
import {Button} from '../ui/Button.tsx'
import {waitsForMe} from './handoff-acts.ts'
import {useDesk, useWorkplace} from './workplace.ts'

/** What was not done and why: by this window itself, or refused by a node. Stays until it is put away. */
export function Refusals() {
  const {t} = useWords()
  const {stores, desk} = useWorkplace()
  const hint = useDesk(state => state.hint)
  const refused = useStore(stores.pending, state => state.refused)
  const [newest] = refused
  if (hint !== undefined)
    return (
      <p className="strip plain" role="status" data-testid="hint">
        {say(t, `refusal.${hint.code}`, hint.values)}{' '}
        <Button tone="quiet" cap="Esc" onPress={() => desk.setState({hint: undefined})}>
          {t('action.notice')}
        </Button>
      </p>
    )
  if (newest === undefined) return undefined
  return (
    <p className="strip warning" role="status" data-testid="refused">
      {t('pending.refused', {
        command: say(t, `command.${newest.command.type}`),
        why: say(t, `refusal.${newest.code}`, newest.values),
      })}{' '}
      <Button tone="quiet" onPress={() => stores.pending.setState({refused: []})}>
        {t('action.notice')}
      </Button>
    </p>
  )
}

/** What a screen reader hears: priority 1 at once, handoffs and priority 2 when it has finished its sentence. */
export function Announcer() {
  const {t} = useWords()
  const {stores, nation} = useWorkplace()
  const alerts = useStore(stores.things, openAlerts).filter(isUnacknowledged)
  const handoffs = useStore(stores.things, openHandoffs).filter(handoff => waitsForMe(handoff, nation))
  const first = alerts.find(alert => alert.priority === 1)
  const second = alerts.find(alert => alert.priority === 2)
  const [handoff] = handoffs
  return (
    <>
      <p className="spoken" aria-live="assertive" data-testid="say-now">
        {first === undefined ? '' : `${t(`finding.${first.rule}.title`)} ${first.subjects.join(', ')}`}
      </p>
      <p className="spoken" aria-live="polite">
        {handoff === undefined ? '' : t('handoff.waiting', {from: handoff.from, count: handoffs.length})}
        {second === undefined ? '' : ` ${t(`finding.${second.rule}.title`)} ${second.subjects.join(', ')}`}
      </p>
    </>
  )
}
