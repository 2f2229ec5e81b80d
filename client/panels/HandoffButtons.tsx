import {useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {capOf} from '../ui/keymap.ts'
import {HandoffMoreButtons} from './HandoffMoreButtons.tsx'
import type {HandoffRow} from './handoff-rows.ts'
import {lateAssumeOf, recallOf, releaseOf, standbyOf, yesTo} from './handoff-acts.ts'
import {useBlocked, useWorkplace} from './workplace.ts'

/** What this side can do about a handoff in this state, each with its key. */
export function HandoffButtons({row}: {row: HandoffRow}) {
  const {t} = useWords()
  const {nation, send, desk, who, notice} = useWorkplace()
  const {handoff} = row
  const blocked = useBlocked()
  const because = blocked === undefined ? undefined : t(blocked)
  const yes = yesTo(handoff, nation)
  const standby = standbyOf(handoff, nation)
  const recall = recallOf(handoff, nation)
  const release = releaseOf(handoff, nation)
  const late = lateAssumeOf(handoff, nation)
  const commanderOnly = yes !== undefined && handoff.terms.requiresCommander === true && who.role !== 'commander'

  if (row.ended)
    return (
      <div className="buttons">
        <HandoffMoreButtons handoff={handoff} />
        <Button tone="quiet" cap={capOf('open')} testId="notice" onPress={() => notice(handoff.id)}>
          {t('action.notice')}
        </Button>
      </div>
    )
  return (
    <div className="buttons">
      {yes === undefined ? undefined : (
        <Button
          tone="primary"
          cap={capOf('accept')}
          testId="accept"
          disabledBecause={because ?? (commanderOnly ? t('refusal.commander-only') : undefined)}
          onPress={() => send(yes)}
        >
          {t(`action.yes.${handoff.status}`)}
        </Button>
      )}
      {release === undefined ? undefined : (
        <Button
          tone="primary"
          cap={capOf('handoff')}
          testId="release"
          disabledBecause={because}
          onPress={() => send(release)}
        >
          {t('action.release')}
        </Button>
      )}
      {yes === undefined ? undefined : (
        <Button
          cap={capOf('refuse')}
          testId="refuse"
          disabledBecause={because}
          onPress={() =>
            desk.setState({
              form: {type: 'refuse', handoff: handoff.id, more: false},
              focus: {list: 'handoffs', id: handoff.id},
            })
          }
        >
          {t('action.refuse')}…
        </Button>
      )}
      {standby === undefined ? undefined : (
        <Button cap={capOf('standby')} testId="standby" disabledBecause={because} onPress={() => send(standby)}>
          {t('action.standby')}
        </Button>
      )}
      <HandoffMoreButtons handoff={handoff} />
      {late === undefined ? undefined : (
        <Button tone="quiet" testId="late-assume" disabledBecause={because} onPress={() => send(late)}>
          {t('action.lateAssume')}
        </Button>
      )}
      {recall === undefined ? undefined : (
        <Button
          tone="quiet"
          cap={capOf('recall')}
          testId="recall"
          disabledBecause={because}
          onPress={() => send(recall)}
        >
          {t('action.recall')}
        </Button>
      )}
    </div>
  )
}
