import {isShiftOpen} from '../../../shared/operations/shift.ts'
import {SHIFT_SECTIONS} from '../../../shared/operations/shift-state.ts'
import type {ShiftThing} from '../../../shared/protocol/things.ts'
import {useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {useFrozen, useWorkplace} from '../workplace.ts'
import {ReportLinks} from './ReportLinks.tsx'
import {ShiftEntry} from './ShiftEntry.tsx'
import {ShiftHead} from './ShiftHead.tsx'
import {SignBar} from './SignBar.tsx'
import {useWatch} from './use-shift.ts'
import {WordsField} from './WordsField.tsx'

/** A handover as both persons have it before them: prepare, together, check and sign. */
export function ShiftSheet({shift}: {shift: ShiftThing}) {
  const {t} = useWords()
  const {isOut} = useWatch()
  const step = shift.status === 'PREPARING' ? 1 : shift.status === 'TOGETHER' || shift.status === 'REFUSED' ? 2 : 3
  return (
    <article className="shift-sheet" data-testid="shift-sheet" data-status={shift.status}>
      <ShiftHead shift={shift} />
      <ol className="shift-steps">
        {[1, 2, 3].map(one => (
          <li key={one} aria-current={one === step ? 'step' : undefined}>
            {t(`shift.step.${one}`)}
          </li>
        ))}
      </ol>
      <Join shift={shift} />
      {SHIFT_SECTIONS.map(section => (
        <ShiftSection key={section} section={section} shift={shift} />
      ))}
      {isOut && isShiftOpen(shift.status) ? <WordsField key={shift.id} shift={shift} /> : undefined}
      <SignBar shift={shift} />
      <ReportLinks kind="shift" id={shift.id} />
    </article>
  )
}

/** All of one kind; the incoming person reads them one by one or together. */
function ShiftSection({section, shift}: {section: (typeof SHIFT_SECTIONS)[number]; shift: ShiftThing}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const {isIn} = useWatch()
  const frozen = useFrozen()
  const entries = shift.entries.filter(entry => entry.section === section)
  if (entries.length === 0) return undefined
  const unread = entries.filter(({read, questions}) => read === undefined && questions.every(one => one.answer))
  return (
    <section className="shift-section" aria-label={t(`shift.section.${section}`)} data-testid={`section-${section}`}>
      <h3>
        {t(`shift.section.${section}`)} {entries.length}
        {isIn && isShiftOpen(shift.status) && unread.length > 1 ? (
          <Button
            tone="quiet"
            testId={`read-${section}`}
            disabledBecause={frozen ? t('refusal.no-link') : undefined}
            onPress={() =>
              send({type: 'shift.read', shift: shift.id, items: unread.map(({key}) => key), seen: shift.version})
            }
          >
            {t('shift.readAll', {number: unread.length})}
          </Button>
        ) : undefined}
      </h3>
      <ul>
        {entries.map(entry => (
          <ShiftEntry key={entry.key} entry={entry} shift={shift} />
        ))}
      </ul>
    </section>
  )
}

/** Whoever comes sits down beside who goes: from then on both see the same, each on the own screen. */
function Join({shift}: {shift: ShiftThing}) {
  const {t} = useWords()
  const {send, who} = useWorkplace()
  const {isOut, isIn} = useWatch()
  const frozen = useFrozen()
  const mayJoin = (shift.status === 'PREPARING' || shift.status === 'TOGETHER') && !isOut && !isIn
  if (!mayJoin || (who.role !== 'operator' && who.role !== 'commander')) return undefined
  return (
    <div className="buttons">
      <Button
        tone="primary"
        testId="join-shift"
        disabledBecause={frozen ? t('refusal.no-link') : undefined}
        onPress={() => send({type: 'shift.join', shift: shift.id})}
      >
        {t('shift.join')}
      </Button>
    </div>
  )
}
