import {useStore} from 'zustand'
import {designatorOf} from '../../shared/base/id.ts'
import type {PointOutThing} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {countdown} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {Id} from '../ui/Id.tsx'
import {FIRST_REASONS} from './handoff-acts.ts'
import {pointOutsInSight} from './point-outs.ts'
import {Row} from './Row.tsx'
import {Sending} from './Sending.tsx'
import {useBlocked, useDesk, useFrozen, useNow, useWorkplace} from './workplace.ts'

/** Objects shown to this nation, or by it: control stays where it is. */
export function PointOuts() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const {wall} = useNow()
  const all = useStore(stores.things, state => state['point-out'])
  const noticed = useStore(stores.view, view => view.noticed)
  const rows = pointOutsInSight(all.values(), {now: wall, noticed})
  if (rows.length === 0) return undefined
  return (
    <div data-list="point-outs" data-testid="point-outs">
      <h3 className="panel-sub">{t('queue.pointOuts')}</h3>
      <ul className="rows">
        {rows.map(pointOut => (
          <PointOutRow key={pointOut.id} pointOut={pointOut} />
        ))}
      </ul>
    </div>
  )
}

function PointOutRow({pointOut}: {pointOut: PointOutThing}) {
  const {t} = useWords()
  const {nation, open} = useWorkplace()
  const {wall} = useNow()
  const isFrozen = useFrozen()
  const isUnable = useDesk(state => state.form?.type === 'unable' && state.form.pointOut === pointOut.id)
  const {id, contact, label, from, to, status, text, deadline, reason, track} = pointOut
  const isOurs = from === nation
  const isMine = !isOurs && status === 'OFFERED'
  const designator = designatorOf(contact)
  return (
    <Row
      list="point-outs"
      id={id}
      testId={`point-out-${id}`}
      className={`handoff ${isMine ? 'filled flash' : status === 'OFFERED' ? 'dashed' : 'solid'}`}
      label={t('queue.pointOutSpoken', {
        designator,
        from,
        to,
        status: t(`queue.pointOut.${isOurs ? 'from' : 'to'}.${status}`, {from, to, reason: ''}),
      })}
      onOpen={() => {
        if (track !== undefined) open({type: 'track', id: track})
      }}
    >
      <div className="line" data-status={status}>
        <Icon name="place" />
        <span className="title">
          <Id>{designator}</Id> {t(isOurs ? 'handoff.toPost' : 'handoff.fromPost', {post: isOurs ? to : from})}
        </span>
        {deadline === undefined || isFrozen || status !== 'OFFERED' ? undefined : (
          <time className="countdown">{countdown(deadline.at - wall)}</time>
        )}
      </div>
      <p className="state">
        {t(`queue.pointOut.${isOurs ? 'from' : 'to'}.${status}`, {from, to, reason: reasonText(t, reason)})}
        <Sending of={command => 'pointOut' in command && command.pointOut === id} />
      </p>
      {text === '' && label === designator ? undefined : (
        <p className="about">{[label === designator ? '' : label, text].filter(part => part !== '').join(' · ')}</p>
      )}
      <PointOutButtons pointOut={pointOut} isOurs={isOurs} isUnable={isUnable} />
    </Row>
  )
}

function PointOutButtons({pointOut, isOurs, isUnable}: {pointOut: PointOutThing; isOurs: boolean; isUnable: boolean}) {
  const {t} = useWords()
  const {send, desk, notice} = useWorkplace()
  const blocked = useBlocked()
  const because = blocked === undefined ? undefined : t(blocked)
  const on = {pointOut: pointOut.id}
  if (pointOut.status !== 'OFFERED')
    return (
      <div className="buttons">
        <Button tone="quiet" onPress={() => notice(pointOut.id)}>
          {t('action.notice')}
        </Button>
      </div>
    )
  if (isUnable)
    return (
      <div className="tiles" role="group" aria-label={t('form.reason')}>
        {FIRST_REASONS.map((code, index) => (
          <Button
            key={code}
            cap={String(index + 1)}
            testId={`unable-${code}`}
            disabledBecause={because}
            onPress={() => {
              desk.setState({form: undefined})
              send({type: 'point-out.unable', ...on, code})
            }}
          >
            {t(`reject.${code}`)}
          </Button>
        ))}
      </div>
    )
  return (
    <div className="buttons">
      {isOurs ? (
        <Button
          tone="quiet"
          testId="withdraw"
          disabledBecause={because}
          onPress={() => send({type: 'point-out.withdraw', ...on})}
        >
          {t('action.recall')}
        </Button>
      ) : (
        <>
          <Button
            tone="primary"
            testId="approve"
            disabledBecause={because}
            onPress={() => send({type: 'point-out.approve', ...on})}
          >
            {t('queue.act.approve')}
          </Button>
          <Button
            testId="unable"
            disabledBecause={because}
            onPress={() => desk.setState({form: {type: 'unable', ...on}})}
          >
            {t('queue.act.unable')}…
          </Button>
        </>
      )}
    </div>
  )
}

function reasonText(t: Parameters<typeof say>[0], reason: PointOutThing['reason']): string {
  if (reason === undefined) return ''
  const word = say(t, `reject.${reason.code}`)
  return reason.text === undefined ? word : `${word} – ${reason.text}`
}
