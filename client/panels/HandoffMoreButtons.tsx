import {useStore} from 'zustand'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {capOf} from '../ui/keymap.ts'
import {
  againOf,
  callFor,
  confirmOf,
  countersignOf,
  mayCounter,
  mayEnterCode,
  mayRepudiate,
  mayRevise,
  mayTryAgain,
} from './handoff-abilities.ts'
import {useBlocked, useDesk, useLooking, useMakeId, useWorkplace} from './workplace.ts'

/** What can be done about a handoff beside yes, no and taking it back: other terms, the telephone, once more. */
export function HandoffMoreButtons({handoff}: {handoff: HandoffThing}) {
  const {t} = useWords()
  const {desk, act, send, stores} = useWorkplace()
  const makeId = useMakeId()
  const looking = useLooking(handoff)
  const blocked = useBlocked()
  const because = blocked === undefined ? undefined : t(blocked)
  const isOpen = useDesk(
    state => state.form !== undefined && 'handoff' in state.form && state.form.handoff === handoff.id,
  )
  const posts = useStore(stores.things, state => state.post)
  if (isOpen) return undefined
  const call = callFor(handoff, looking)
  const countersign = countersignOf(handoff, looking)
  const confirm = confirmOf(handoff, looking)
  const on = {handoff: handoff.id}
  const others = mayTryAgain(handoff, looking)
    ? [...posts.values()].filter(
        post => post.nation === handoff.to && post.id !== handoff.toPost && post.state === 'open',
      )
    : []

  return (
    <>
      {mayCounter(handoff, looking) ? (
        <Button cap={capOf('counter')} testId="counter" disabledBecause={because} onPress={() => act('counter')}>
          {t('action.counter')}…
        </Button>
      ) : undefined}
      {mayRevise(handoff, looking) ? (
        <Button
          tone="quiet"
          cap={capOf('counter')}
          testId="revise"
          disabledBecause={because}
          onPress={() => act('counter')}
        >
          {t(handoff.status === 'COUNTERED' ? 'queue.act.repropose' : 'queue.act.revise')}…
        </Button>
      ) : undefined}
      {call === undefined ? undefined : (
        <Button
          tone="quiet"
          cap={capOf('verbal')}
          testId={`verbal-${call}`}
          disabledBecause={because}
          onPress={() => act('verbal')}
        >
          {t(`queue.act.call-${call}`)}…
        </Button>
      )}
      {countersign === undefined ? undefined : (
        <Button tone="primary" testId="countersign" disabledBecause={because} onPress={() => send(countersign)}>
          {t('queue.act.countersign')}
        </Button>
      )}
      {mayEnterCode(handoff, looking) ? (
        <Button cap={capOf('verbal')} testId="enter-code" disabledBecause={because} onPress={() => act('verbal')}>
          {t('queue.act.code')}…
        </Button>
      ) : undefined}
      {confirm === undefined ? undefined : (
        <Button testId="confirm-verbal" disabledBecause={because} onPress={() => send(confirm)}>
          {t('queue.act.confirm')}
        </Button>
      )}
      {mayRepudiate(handoff, looking) ? (
        <Button
          tone="quiet"
          testId="repudiate"
          disabledBecause={because}
          onPress={() => desk.setState({form: {type: 'repudiate', ...on, text: ''}})}
        >
          {t('queue.act.repudiate')}…
        </Button>
      ) : undefined}
      {mayTryAgain(handoff, looking) ? (
        <>
          <Button testId="again" disabledBecause={because} onPress={() => send(againOf(handoff, makeId()))}>
            {t('queue.act.again')}
          </Button>
          {others.slice(0, 2).map(post => (
            <Button
              key={post.id}
              tone="quiet"
              testId={`again-${post.id}`}
              disabledBecause={because}
              onPress={() => send(againOf(handoff, makeId(), post.id))}
            >
              {post.id}
            </Button>
          ))}
        </>
      ) : undefined}
    </>
  )
}
