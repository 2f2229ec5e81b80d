import type {Command} from '../../shared/protocol/command.ts'
import {useWords} from '../locales/catalogue.ts'
import {usePending} from './workplace.ts'

/** Says that something is on its way: nothing has changed before the node says so. */
export function Sending({of}: {of: (command: Command) => boolean}) {
  const {t} = useWords()
  const pending = usePending(of)
  if (pending === undefined) return undefined
  return (
    <span className="sending" role="status" data-testid="sending">
      {t(`pending.${pending.status}`)}
    </span>
  )
}
