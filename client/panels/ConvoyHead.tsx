import {useState} from 'react'
import {useWords} from '../locales/catalogue.ts'
import {designatorOf} from '../../shared/base/id.ts'
import {Button} from '../ui/Button.tsx'
import {Id} from '../ui/Id.tsx'
import type {HandoffRow} from './handoff-rows.ts'
import {recallOf} from './handoff-acts.ts'
import {Sending} from './Sending.tsx'
import {useBlocked, useWorkplace} from './workplace.ts'

/** Several offers made as one: all of them at once, or those that are chosen; each row below can still be answered alone. */
export function ConvoyHead({convoy, rows}: {convoy: string; rows: readonly HandoffRow[]}) {
  const {t} = useWords()
  const {send, nation} = useWorkplace()
  const blocked = useBlocked()
  const because = blocked === undefined ? undefined : t(blocked)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [first] = rows
  if (first === undefined) return undefined
  const waiting = rows.filter(row => row.mine && ['PROPOSED', 'STANDBY'].includes(row.handoff.status))
  const released = rows.filter(row => row.mine && row.handoff.status === 'RELEASED')
  const chosen = waiting.filter(row => !left.has(row.handoff.id))
  const isOurs = first.handoff.from === nation
  const canRecall = isOurs && rows.some(row => recallOf(row.handoff, nation) !== undefined)
  const canRelease = isOurs && rows.some(row => row.handoff.status === 'ACCEPTED')

  return (
    <div className="convoy" data-testid={`convoy-${convoy}`}>
      <h4>
        {t(isOurs ? 'queue.convoy.to' : 'queue.convoy.from', {
          nation: isOurs ? first.handoff.to : first.handoff.from,
          count: rows.length,
        })}
        <Sending of={command => 'convoy' in command && command.convoy === convoy} />
      </h4>
      {waiting.length < 2 ? undefined : (
        <fieldset className="choices inline">
          {waiting.map(({handoff}) => (
            <label key={handoff.id}>
              <input
                type="checkbox"
                checked={!left.has(handoff.id)}
                onChange={event => {
                  const next = new Set(left)
                  if (event.target.checked) next.delete(handoff.id)
                  else next.add(handoff.id)
                  setLeft(next)
                }}
              />
              <Id>{designatorOf(handoff.contact)}</Id>
            </label>
          ))}
        </fieldset>
      )}
      <div className="buttons">
        {waiting.length < 2 ? undefined : (
          <Button
            tone="primary"
            testId="convoy-accept"
            disabledBecause={because ?? (chosen.length === 0 ? t('refusal.choose-reason') : undefined)}
            onPress={() =>
              send({
                type: 'convoy.accept',
                convoy,
                ...(chosen.length === waiting.length ? {} : {handoffs: chosen.map(row => row.handoff.id)}),
              })
            }
          >
            {chosen.length === waiting.length
              ? t('queue.convoy.acceptAll', {count: waiting.length})
              : t('queue.convoy.acceptSome', {count: chosen.length, rest: waiting.length - chosen.length})}
          </Button>
        )}
        {released.length < 2 ? undefined : (
          <Button
            tone="primary"
            testId="convoy-assume"
            disabledBecause={because}
            onPress={() => send({type: 'convoy.assume', convoy})}
          >
            {t('queue.convoy.assumeAll', {count: released.length})}
          </Button>
        )}
        {canRelease ? (
          <Button
            testId="convoy-release"
            disabledBecause={because}
            onPress={() => send({type: 'convoy.release', convoy})}
          >
            {t('queue.convoy.releaseAll')}
          </Button>
        ) : undefined}
        {canRecall ? (
          <Button
            tone="quiet"
            testId="convoy-recall"
            disabledBecause={because}
            onPress={() => send({type: 'convoy.recall', convoy})}
          >
            {t('queue.convoy.recallAll')}
          </Button>
        ) : undefined}
      </div>
    </div>
  )
}
