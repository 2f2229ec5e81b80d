import {useStore} from 'zustand'
import type {ContactThing} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {capOf} from '../ui/keymap.ts'
import {custodyActOf, refusedCustody} from './handoff-abilities.ts'
import {refusedTakeOver} from './queue-openings.ts'
import {Sending} from './Sending.tsx'
import {useBlocked, useWorkplace} from './workplace.ts'

/** What can be done with control of a contact besides handing it over. What is not possible says why. */
export function CustodyButtons({contact}: {contact: ContactThing}) {
  const {t} = useWords()
  const {act, nation, who, cards} = useWorkplace()
  const {card} = useStore(cards)
  const blocked = useBlocked()
  const isOurs = contact.custody.controller === nation
  const looking = {nation, role: who.role, isLinkDown: false, now: 0}
  const custodyAct = custodyActOf(contact, looking)
  const because = (code: string | undefined) => {
    if (blocked !== undefined) return t(blocked)
    return code === undefined ? undefined : say(t, `refusal.${code}`, {nation: contact.custody.controller})
  }
  const refused = refusedCustody(custodyAct, contact, looking)
  return (
    <div className="buttons" data-testid="custody-buttons">
      {isOurs ? undefined : (
        <>
          <Button
            cap={capOf('ask-for')}
            testId="ask-for"
            disabledBecause={because(undefined)}
            onPress={() => act('ask-for')}
          >
            {t('action.ask-for')}…
          </Button>
          <Button
            tone="quiet"
            cap={capOf('take-over')}
            testId="take-over"
            disabledBecause={because(refusedTakeOver(contact, card, looking))}
            onPress={() => act('take-over')}
          >
            {t('action.take-over')}…
          </Button>
        </>
      )}
      {who.role === 'commander' || refused === undefined ? (
        <Button
          tone="quiet"
          cap={capOf('custody')}
          testId={`custody-${custodyAct}`}
          disabledBecause={because(refused)}
          onPress={() => act('custody')}
        >
          {t(`queue.custody.${custodyAct}`)}
        </Button>
      ) : undefined}
      <Button
        tone="quiet"
        cap={capOf('merge')}
        testId="merge"
        disabledBecause={because(undefined)}
        onPress={() => act('merge')}
      >
        {t('action.merge')}…
      </Button>
      <Sending of={command => CUSTODY.has(command.type)} />
    </div>
  )
}

const CUSTODY: ReadonlySet<string> = new Set([
  'contact.relinquish',
  'contact.keep',
  'contact.claim',
  'contact.merge',
  'handoff.takeover',
  'handoff.request',
])
