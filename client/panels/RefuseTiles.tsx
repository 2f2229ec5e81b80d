import {useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {FIRST_REASONS, FURTHER_REASONS, noTo, type RejectCode} from './handoff-acts.ts'
import type {HandoffRow} from './handoff-rows.ts'
import {useBlocked, useDesk, useWorkplace} from './workplace.ts'

/** Reasons to refuse: five on digits, the others on demand. Codes travel, so each side reads its own language. */
export function RefuseTiles({row}: {row: HandoffRow}) {
  const {t} = useWords()
  const {desk, send, nation, act} = useWorkplace()
  const form = useDesk(state => state.form)
  const blocked = useBlocked()
  if (form?.type !== 'refuse') return undefined

  function refuse(code: RejectCode): void {
    const command = noTo(row.handoff, nation, code)
    desk.setState({form: undefined})
    if (command !== undefined) send(command)
  }

  const codes = form.more ? [...FIRST_REASONS, ...FURTHER_REASONS] : FIRST_REASONS
  return (
    <div className="tiles" role="group" aria-label={t('form.reason')} data-testid="refuse-tiles">
      {codes.map((code, index) => (
        <Button
          key={code}
          testId={`refuse-${code}`}
          {...(index < 5 ? {cap: String(index + 1)} : {})}
          disabledBecause={blocked === undefined ? undefined : t(blocked)}
          onPress={() => refuse(code)}
        >
          {t(`reject.${code}`)}
        </Button>
      ))}
      {form.more ? undefined : (
        <Button tone="quiet" onPress={() => desk.setState({form: {...form, more: true}})}>
          {t('action.more')}
        </Button>
      )}
      <Button tone="quiet" cap="Esc" onPress={() => act('up')}>
        {t('action.cancel')}
      </Button>
    </div>
  )
}
