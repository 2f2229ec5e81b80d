import {useState} from 'react'
import {isShiftOpen} from '../../../shared/operations/shift.ts'
import type {ShiftThing} from '../../../shared/protocol/things.ts'
import {useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {clockUtc, countdown} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {useFrozen, useNow, useWorkplace} from '../workplace.ts'
import {type Entry, itemText} from './item-text.ts'
import {useWatch} from './use-shift.ts'

/** One item: what it is, whether it has been read, what was asked and answered. Its sign is a shape, not a colour alone. */
export function ShiftEntry({entry, shift}: {entry: Entry; shift: ShiftThing}) {
  const {t} = useWords()
  const {wall} = useNow()
  const {key, blocks, dueAt, isNew, remark, read, questions} = entry
  const isAsked = questions.some(({answer}) => answer === undefined)
  const sign = blocks !== undefined ? '!' : isAsked ? '?' : read === undefined ? ' ' : '✓'
  return (
    <li
      className={`shift-entry ${blocks === undefined ? '' : 'blocks'}`}
      data-testid={`item-${key}`}
      data-read={read !== undefined}
    >
      <span className="shift-sign" aria-hidden>
        [{sign}]
      </span>
      <div>
        {isNew && read === undefined ? <b className="shift-new">{t('shift.new')} </b> : undefined}
        {itemText(t, entry)}
        {dueAt === undefined ? undefined : (
          <time> · {dueAt - wall > 86_400_000 ? clockUtc(dueAt) : countdown(dueAt - wall)}</time>
        )}
        {blocks === undefined ? undefined : <b> — {t(`shift.blocks.${blocks}`)}</b>}
        {remark === undefined || remark === '' ? undefined : <p>{t('shift.remark', {text: remark})}</p>}
        {questions.map(({at, text, answer}) => (
          <p key={at}>
            <b>{t('shift.question')}</b> {text}{' '}
            {answer === undefined ? <i>{t('shift.unanswered')}</i> : `— ${answer.text}`}
          </p>
        ))}
        {read === undefined ? undefined : (
          <small>{t('shift.readBy', {who: doerText(t, read.by), at: clockUtc(read.at)})}</small>
        )}
        {isShiftOpen(shift.status) ? <EntryButtons entry={entry} shift={shift} /> : undefined}
      </div>
    </li>
  )
}

/** The incoming person reads and asks, the outgoing one answers and remarks. */
function EntryButtons({entry, shift}: {entry: Entry; shift: ShiftThing}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const {isOut, isIn} = useWatch()
  const frozen = useFrozen()
  const [field, setField] = useState<'ask' | 'answer' | 'remark'>()
  const because = frozen ? t('refusal.no-link') : undefined
  const isAsked = entry.questions.some(({answer}) => answer === undefined)
  const on = {shift: shift.id, item: entry.key}
  if (field !== undefined)
    return (
      <EntryField
        label={t(`shift.${field}`)}
        onDone={text => {
          setField(undefined)
          if (text !== '') send({type: `shift.${field}`, ...on, text})
        }}
      />
    )
  return (
    <span className="buttons">
      {isIn && entry.read === undefined && !isAsked ? (
        <Button
          testId={`read-item-${entry.key}`}
          disabledBecause={because}
          onPress={() => send({type: 'shift.read', shift: shift.id, items: [entry.key], seen: shift.version})}
        >
          {t('shift.read')}
        </Button>
      ) : undefined}
      {isIn ? (
        <Button tone="quiet" testId={`ask-${entry.key}`} disabledBecause={because} onPress={() => setField('ask')}>
          {t('shift.ask')}
        </Button>
      ) : undefined}
      {isOut && isAsked ? (
        <Button testId={`answer-${entry.key}`} disabledBecause={because} onPress={() => setField('answer')}>
          {t('shift.answer')}
        </Button>
      ) : undefined}
      {isOut ? (
        <Button tone="quiet" disabledBecause={because} onPress={() => setField('remark')}>
          {t('shift.addRemark')}
        </Button>
      ) : undefined}
    </span>
  )
}

/** One line of words: Enter gives it, Esc leaves. */
function EntryField({label, onDone}: {label: string; onDone: (text: string) => void}) {
  return (
    <label className="field">
      {label}
      <input
        autoFocus
        maxLength={500}
        data-testid="shift-field"
        onKeyDown={event => {
          if (event.key === 'Enter') onDone(event.currentTarget.value.trim())
          if (event.key === 'Escape') onDone('')
          if (event.key === 'Enter' || event.key === 'Escape') event.stopPropagation()
        }}
      />
    </label>
  )
}
