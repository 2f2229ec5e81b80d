import {useState} from 'react'
import {isShiftOpen, signRefusal} from '../../../shared/operations/shift.ts'
import type {ShiftThing} from '../../../shared/protocol/things.ts'
import {say, useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {clockUtc} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {Sending} from '../Sending.tsx'
import {useFrozen, useWorkplace} from '../workplace.ts'
import {useWatch} from './use-shift.ts'

/** How far it is read, who has signed, and the signature; while it cannot be given, why not. */
export function SignBar({shift}: {shift: ShiftThing}) {
  const {t} = useWords()
  const {actor, isOut, isIn} = useWatch()
  const read = shift.entries.filter(entry => entry.read !== undefined).length
  return (
    <footer className="shift-sign-bar">
      <p data-testid="read-count">{t('shift.readCount', {read, of: shift.entries.length})}</p>
      {shift.refusal === undefined ? undefined : (
        <p className="strip warning">
          {t('shift.refusedBy', {who: doerText(t, shift.refusal.by), text: shift.refusal.text})}
        </p>
      )}
      <ul>
        {shift.signatures.map(({side, by, at, hash}) => (
          <li key={side} data-testid={`signature-${side}`}>
            {t(`shift.signed.${side}`, {who: doerText(t, by), at: clockUtc(at)})}{' '}
            <bdi dir="ltr" className="id">
              {hash.slice(0, 12)}
            </bdi>
          </li>
        ))}
      </ul>
      {actor !== undefined && isShiftOpen(shift.status) && (isOut || isIn) ? (
        <Sign shift={shift} actor={actor} />
      ) : undefined}
      {isShiftOpen(shift.status) ? <Others shift={shift} /> : undefined}
      <Sending of={command => command.type.startsWith('shift.') && 'shift' in command && command.shift === shift.id} />
    </footer>
  )
}

function Sign({shift, actor}: {shift: ShiftThing; actor: string}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const {isOut} = useWatch()
  const frozen = useFrozen()
  const {status, outgoing, incoming, entries} = shift
  const refusal = signRefusal({status, outgoing: outgoing.actor, incoming: incoming?.actor, entries}, actor)
  const because = frozen
    ? t('refusal.no-link')
    : refusal === undefined
      ? undefined
      : say(t, `refusal.${refusal.refused}`, refusal.values)
  return (
    <div className="buttons">
      <Button
        tone="primary"
        testId="sign-shift"
        disabledBecause={because}
        onPress={() => send({type: 'shift.sign', shift: shift.id, hash: shift.hash})}
      >
        {t(isOut ? 'shift.signOut' : 'shift.signIn')}
      </Button>
      {because === undefined ? undefined : (
        <span className="shift-because" data-testid="sign-because">
          {because}
        </span>
      )}
    </div>
  )
}

/** Refusing it, ending it, and the commander's word on what was refused. */
function Others({shift}: {shift: ShiftThing}) {
  const {t} = useWords()
  const {send, who} = useWorkplace()
  const {isOut, isIn} = useWatch()
  const frozen = useFrozen()
  const [isRefusing, setRefusing] = useState(false)
  const because = frozen ? t('refusal.no-link') : undefined
  const on = {shift: shift.id}
  if (isRefusing)
    return (
      <label className="field">
        {t('shift.whyRefuse')}
        <input
          autoFocus
          maxLength={500}
          data-testid="refuse-field"
          onKeyDown={event => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            event.stopPropagation()
            const text = event.currentTarget.value.trim()
            setRefusing(false)
            if (event.key === 'Enter' && text !== '') send({type: 'shift.refuse', ...on, text})
          }}
        />
      </label>
    )
  const isCommander = who.role === 'commander'
  return (
    <div className="buttons">
      {isIn && shift.status !== 'REFUSED' ? (
        <Button tone="quiet" testId="refuse-shift" disabledBecause={because} onPress={() => setRefusing(true)}>
          {t('shift.refuse')}…
        </Button>
      ) : undefined}
      {isOut || isCommander ? (
        <Button tone="quiet" disabledBecause={because} onPress={() => send({type: 'shift.cancel', ...on})}>
          {t('shift.cancel')}
        </Button>
      ) : undefined}
      {isCommander && shift.status === 'REFUSED' ? (
        <>
          <Button disabledBecause={because} onPress={() => send({type: 'shift.decide', ...on, goOn: true, text: ''})}>
            {t('shift.goOn')}
          </Button>
          <Button disabledBecause={because} onPress={() => send({type: 'shift.decide', ...on, goOn: false, text: ''})}>
            {t('shift.end')}
          </Button>
        </>
      ) : undefined}
    </div>
  )
}
