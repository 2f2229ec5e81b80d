import type {TaskThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {CANNOT_CODES, hasPromised, statusWithWaiting} from './task-life.ts'
import {useOutbox, usePhone} from './phone.ts'

/** Why a task cannot be done, or is broken off: one tap says it. */
export function CannotTiles({task}: {task: TaskThing}) {
  const {t} = useWords()
  const {outbox, state} = usePhone()
  const type = hasPromised(statusWithWaiting(task, useOutbox())) ? 'task.abort' : 'task.cannot-comply'
  return (
    <div className="phone-buttons" role="group" aria-label={t('phone.why')} data-testid="cannot-tiles">
      <p>{t('phone.why')}</p>
      <div className="phone-tiles">
        {CANNOT_CODES.map(code => (
          <button
            key={code}
            type="button"
            className="phone-button"
            data-testid={`cannot-${code}`}
            onClick={() => {
              state.setState({refusing: undefined})
              void outbox.press({type, task: task.id, code}, {canUndo: true})
            }}
          >
            {t(`cannot.${code}`)}
          </button>
        ))}
        <button type="button" className="phone-button" onClick={() => state.setState({refusing: undefined})}>
          {t('phone.back')}
        </button>
      </div>
    </div>
  )
}
