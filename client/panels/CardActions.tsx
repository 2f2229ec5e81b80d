import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {type Action, capOf} from '../ui/keymap.ts'
import {contactOf} from './about.ts'
import {Sending} from './Sending.tsx'
import {useBlocked, useWorkplace} from './workplace.ts'

const ACTIONS: readonly Action[] = ['handoff', 'task', 'incident', 'note', 'mark']

/** What can be done with the selected track, each with its key. */
export function CardActions() {
  const {t} = useWords()
  const {act, stores} = useWorkplace()
  const blocked = useBlocked()
  const selection = useStore(stores.selection)
  const things = useStore(stores.things)
  const isMarked = contactOf(things, selection) !== undefined
  return (
    <div className="buttons" data-testid="card-actions">
      {ACTIONS.map(action => (
        <Button
          key={action}
          cap={capOf(action)}
          testId={`do-${action}`}
          disabledBecause={blocked === undefined ? undefined : t(blocked)}
          onPress={() => act(action)}
        >
          {t(action === 'mark' && isMarked ? 'action.unmark' : `action.${action}`)}
        </Button>
      ))}
      <Sending of={command => SENT_FROM_HERE.has(command.type)} />
    </div>
  )
}

const SENT_FROM_HERE: ReadonlySet<string> = new Set([
  'handoff.propose',
  'task.send',
  'incident.open',
  'contact.mark',
  'contact.unmark',
  'contact.note',
])
