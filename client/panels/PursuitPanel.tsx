import {useState} from 'react'
import {useStore} from 'zustand'
import type {Command} from '../../shared/protocol/command.ts'
import type {PursuitThing} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {noticeHandoff} from '../state/view.ts'
import {Button} from '../ui/Button.tsx'
import {age, clockUtc, countdown, distance} from '../ui/format.ts'
import {Id} from '../ui/Id.tsx'
import {doerText} from './doer.ts'
import {
  actsBeyond,
  buttonsOf,
  clocksOf,
  isPressing,
  type PursuitButton,
  type PursuitClock,
  shownPursuits,
} from './pursuit-rows.ts'
import {Sending} from './Sending.tsx'
import {useBlocked, useNow, useWorkplace} from './workplace.ts'

/** Pursuits and observations beyond the line, ours and into our territory, with their clocks. */
export function PursuitPanel() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const all = useStore(stores.things, state => state.pursuit)
  const noticed = useStore(stores.view, view => view.noticed)
  const shown = shownPursuits(all.values(), noticed)
  if (shown.length === 0) return undefined
  return (
    <section className="panel live pursuits" aria-label={t('pursuit.title')} data-testid="pursuit-panel">
      <header className="panel-head">
        <h2>{t('pursuit.title')}</h2>
      </header>
      {shown.map(pursuit => (
        <PursuitCard key={pursuit.id} pursuit={pursuit} />
      ))}
    </section>
  )
}

function PursuitCard({pursuit}: {pursuit: PursuitThing}) {
  const {t} = useWords()
  const {nation, open} = useWorkplace()
  const {wall} = useNow()
  const {id, status, label, unitName, from, host, ended} = pursuit
  const side = from === nation ? 'from' : 'host'
  return (
    <article className={`pursuit ${status}`} data-testid={`pursuit-${id}`} data-status={status} data-side={side}>
      <p className="line">
        <Button tone="quiet" onPress={() => open({type: 'contact', id: pursuit.contact})}>
          {label}
        </Button>
        <span>
          {unitName} {from}→{host}
        </span>
        <strong data-testid="pursuit-status">{t(`pursuit.status.${status}`)}</strong>
      </p>
      {ended === undefined ? undefined : (
        <p className="strip warning" role="status" data-testid="pursuit-ended">
          {t('pursuit.ended', {
            at: clockUtc(ended.at),
            why: t(`pursuit.end.${ended.why}`, {nation: host}),
            who: doerText(t, ended.by),
          })}{' '}
          {t(side === 'from' ? 'pursuit.mayWatch' : 'pursuit.theyMayWatch', {nation: from})}
        </p>
      )}
      <dl className="clocks" data-testid="pursuit-clocks">
        {clocksOf(pursuit, wall).map(clock => (
          <ClockRow key={clock.clock} clock={clock} />
        ))}
        <NoticeRow pursuit={pursuit} />
      </dl>
      <Buttons pursuit={pursuit} />
      <Basis pursuit={pursuit} />
      <Acts pursuit={pursuit} />
    </article>
  )
}

function Basis({pursuit}: {pursuit: PursuitThing}) {
  const {t, language} = useWords()
  const {citation, example, basis, limits, startedIn, startedAt, startedBy, note, signal} = pursuit
  const {maxMetres, maxMs} = limits
  return (
    <>
      <p className="facts" data-testid="pursuit-basis">
        <span>{t(`pursuit.basis.${basis}`)}</span>
        <span>
          {citation}
          {example ? ` (${t('law.example')})` : ''}
        </span>
        <span>
          {maxMetres === undefined
            ? t('pursuit.noDistance')
            : t('pursuit.upTo', {distance: distance(maxMetres, language)})}
          {', '}
          {maxMs === undefined ? t('pursuit.noTime') : countdown(maxMs)}
        </span>
        <span>{t(pursuit.mayDetain ? 'pursuit.mayDetain' : 'pursuit.mayNotDetain')}</span>
      </p>
      <p className="facts">
        <span>
          {t('pursuit.begun', {at: clockUtc(startedAt), who: doerText(t, startedBy), where: t(`waters.${startedIn}`)})}
        </span>
        <span>{note}</span>
        {signal === undefined ? undefined : (
          <span>{t('pursuit.signalGiven', {at: clockUtc(signal.at), means: t(`pursuit.means.${signal.means}`)})}</span>
        )}
      </p>
    </>
  )
}

function ClockRow({clock}: {clock: PursuitClock}) {
  const {t, language} = useWords()
  return (
    <div className={isPressing(clock) ? 'clock pressing' : 'clock'} data-testid={`clock-${clock.clock}`}>
      <dt>{t(`pursuit.clock.${clock.clock}`)}</dt>
      <dd>{textOf()}</dd>
    </div>
  )

  function textOf(): string {
    switch (clock.clock) {
      case 'authorisation':
      case 'time':
        return t('pursuit.left', {left: countdown(Math.max(0, clock.leftMs))})
      case 'distance': {
        const gone = distance(clock.metres, language)
        return clock.ofMetres === undefined ? gone : t('pursuit.of', {gone, limit: distance(clock.ofMetres, language)})
      }
      case 'across':
        return t('pursuit.since', {for: age(clock.forMs), at: clockUtc(clock.at)})
    }
  }
}

/** Proof of notice: when it was committed, when the other node had it, under which hash. */
function NoticeRow({pursuit}: {pursuit: PursuitThing}) {
  const {t} = useWords()
  const {crossed, receivedAt, noticeLate, centre, told} = pursuit
  if (crossed === undefined) return undefined
  const isMissing = receivedAt === undefined && noticeLate
  return (
    <div
      className={isMissing ? 'clock missing' : 'clock'}
      data-testid="clock-notice"
      data-received={receivedAt !== undefined}
    >
      <dt>{t('pursuit.clock.notice')}</dt>
      <dd>
        {t('pursuit.noticeAt', {at: clockUtc(crossed.at)})}
        {receivedAt === undefined ? '' : ` · ${t('pursuit.noticeReceived', {at: clockUtc(receivedAt)})}`}
        {isMissing ? ` · ${t('pursuit.noticeMissing', {who: centre?.name ?? '', phone: centre?.phone ?? ''})}` : ''}
        {' · '}
        <Id>{crossed.notice.slice(0, 16)}</Id>
        {told === undefined
          ? ''
          : ` · ${t('pursuit.toldBy', {who: told.who, number: told.number, at: clockUtc(told.at)})}`}
      </dd>
    </div>
  )
}

function Acts({pursuit}: {pursuit: PursuitThing}) {
  const {t} = useWords()
  if (pursuit.status === 'STARTED') return undefined
  return (
    <ul className="law-acts" data-testid="pursuit-acts">
      {actsBeyond(pursuit).map(({act, why}) => (
        <li key={act} className={why === undefined ? 'based' : 'baseless'} data-act={act} data-why={why}>
          <span aria-hidden="true">{why === undefined ? '✓' : '✕'}</span> {t(`law.act.${act}`)}
          {why === undefined ? '' : `: ${say(t, `law.why.${why}`, {nation: pursuit.host})}`}
        </li>
      ))}
    </ul>
  )
}

function Buttons({pursuit}: {pursuit: PursuitThing}) {
  const {t} = useWords()
  const {nation, send, stores} = useWorkplace()
  const blocked = useBlocked()
  const [isTelling, setTelling] = useState(false)
  const because = blocked === undefined ? undefined : t(blocked)
  const press = (button: PursuitButton) => {
    if (button === 'noted') noticeHandoff(stores.view, pursuit.id)
    else if (button === 'tell') setTelling(true)
    else send(commandFor(button, pursuit))
  }
  return (
    <>
      {isTelling ? <TellForm pursuit={pursuit} onDone={() => setTelling(false)} /> : undefined}
      <div className="buttons">
        {buttonsOf(pursuit, nation).map(button => (
          <Button
            key={button}
            testId={`pursuit-${button}`}
            tone={button === 'request-stop' ? 'alarm' : 'plain'}
            disabledBecause={button === 'noted' ? undefined : because}
            onPress={() => press(button)}
          >
            {t(`pursuit.do.${button}`, {nation: pursuit.from})}
          </Button>
        ))}
        <Sending of={command => 'pursuit' in command && command.pursuit === pursuit.id} />
      </div>
    </>
  )
}

/** Whom one has spoken with on the telephone: kept as proof of notice. */
function TellForm({pursuit, onDone}: {pursuit: PursuitThing; onDone: () => void}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const [who, setWho] = useState(pursuit.centre?.name ?? '')
  const [number, setNumber] = useState(pursuit.centre?.phone ?? '')
  return (
    <form
      className="form"
      data-testid="tell-form"
      onSubmit={event => {
        event.preventDefault()
        if (who.trim() === '' || number.trim() === '') return
        send({type: 'pursuit.tell', pursuit: pursuit.id, who: who.trim(), number: number.trim()})
        onDone()
      }}
    >
      <label className="field">
        {t('pursuit.spokeWith')}
        <input value={who} maxLength={120} onChange={event => setWho(event.target.value)} />
      </label>
      <label className="field">
        {t('pursuit.number')}
        <input value={number} maxLength={40} onChange={event => setNumber(event.target.value)} />
      </label>
      <button type="submit" className="button primary" data-testid="tell-send">
        {t('pursuit.keepProof')}
      </button>
    </form>
  )
}

function commandFor(button: Exclude<PursuitButton, 'noted' | 'tell'>, {id: pursuit}: PursuitThing): Command {
  switch (button) {
    case 'signal':
      return {type: 'pursuit.signal', pursuit, means: 'both'}
    case 'cross':
      return {type: 'pursuit.cross', pursuit}
    case 'interrupt':
      return {type: 'pursuit.interrupt', pursuit}
    case 'call-off':
      return {type: 'pursuit.call-off', pursuit}
    case 'authorise':
      return {type: 'pursuit.authorise', pursuit}
    case 'request-stop':
      return {type: 'pursuit.request-stop', pursuit}
  }
}
