import {useStore} from 'zustand'
import {designatorOf} from '../../shared/base/id.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {countdown, degrees, knots} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {Id} from '../ui/Id.tsx'
import {HandoffBadges, Verbal} from './HandoffBadges.tsx'
import {HandoffButtons} from './HandoffButtons.tsx'
import {HandoffSteps} from './HandoffSteps.tsx'
import {type HandoffRow, handoffLine, handoffTone} from './handoff-rows.ts'
import {isQueueForm} from './queue-forms.ts'
import {isOnHandoff, QueueFormView} from './QueueForms.tsx'
import {RefuseTiles} from './RefuseTiles.tsx'
import {Row} from './Row.tsx'
import {Sending} from './Sending.tsx'
import {ReportLinks} from './shift/ReportLinks.tsx'
import {TermsTable} from './TermsTable.tsx'
import {useDesk, useFrozen, useHello, useWorkplace} from './workplace.ts'

/** One handoff: what, from whom to whom, how it stands, how long there is, and what can be done. */
export function HandoffCard({row}: {row: HandoffRow}) {
  const {t, language} = useWords()
  const {open, stores} = useWorkplace()
  const isFrozen = useFrozen()
  const isRefusing = useDesk(state => state.form?.type === 'refuse' && state.form.handoff === row.handoff.id)
  const form = useDesk(({form: open}) =>
    open !== undefined && isQueueForm(open) && isOnHandoff(open, row.handoff.id) ? open : undefined,
  )
  const isFocused = useDesk(state => state.focus?.list === 'handoffs' && state.focus.id === row.handoff.id)
  const isSelected = useStore(
    stores.selection,
    ({selected}) => selected?.type === 'handoff' && selected.id === row.handoff.id,
  )
  const {handoff, side} = row
  const line = handoffLine(row, isFrozen)
  const designator = designatorOf(handoff.contact)
  const {subject} = handoff
  const motion = [
    subject.label === designator || subject.label === '' ? undefined : subject.label,
    t(`kind.${handoff.object}`),
    subject.speed === undefined ? undefined : knots(subject.speed, language),
    subject.course === undefined ? undefined : degrees(subject.course),
    say(t, `queue.why.${handoff.why}`),
  ].filter(part => part !== undefined)

  return (
    <Row
      list="handoffs"
      id={handoff.id}
      testId={`handoff-${handoff.id}`}
      className={`handoff ${handoffTone(row)} ${row.urgent ? 'urgent' : ''} ${row.mine && !isFrozen ? 'flash' : ''}`}
      label={t('handoff.spoken', {
        designator,
        from: handoff.from,
        to: handoff.to,
        status: t(`status.handoff.${handoff.status}`),
      })}
      selected={isSelected}
      onOpen={() => open({type: 'handoff', id: handoff.id})}
    >
      <div className="line" data-status={handoff.status} data-side={side}>
        <Icon name={row.ended ? (handoff.status === 'COMPLETED' ? 'check' : 'cross') : 'handoff'} />
        <span className="title">
          <Id>{designator}</Id> <OtherSide row={row} />
        </span>
        {row.leftMs === undefined || isFrozen ? undefined : (
          <time className="countdown" data-testid="countdown">
            {countdown(row.leftMs)}
          </time>
        )}
      </div>
      <p className="state" data-testid="handoff-state">
        {say(t, line.key, {...line.values, reason: reasonText(row, code => t(`reject.${code}`))})}
        <Sending
          of={command => 'handoff' in command && command.handoff === handoff.id && command.type !== 'handoff.seen'}
        />
      </p>
      <p className="about">{motion.join(' · ')}</p>
      <HandoffBadges handoff={handoff} />
      <TermsTable handoff={handoff} />
      <Verbal handoff={handoff} />
      {isFocused && form === undefined ? <HandoffSteps handoff={handoff} /> : undefined}
      {isFocused && form === undefined ? <ReportLinks kind="handoff" id={handoff.id} /> : undefined}
      {form === undefined ? undefined : <QueueFormView form={form} />}
      {isRefusing ? <RefuseTiles row={row} /> : undefined}
      {!isRefusing && form === undefined && (isFocused || asksForAct(row)) ? <HandoffButtons row={row} /> : undefined}
      {row.leftMs === undefined || isFrozen || handoff.deadline === undefined ? undefined : (
        <progress className="left" max={handoff.deadline.length} value={Math.max(0, row.leftMs)} aria-hidden />
      )}
    </Row>
  )
}

/** `from DK-01`, `to SE`, by the side from which it is seen. */
function OtherSide({row}: {row: HandoffRow}) {
  const {t} = useWords()
  const posts = useHello()?.posts
  const {handoff, side} = row
  const post = side === 'to' ? handoff.fromPost : handoff.toPost
  const nation = side === 'to' ? handoff.from : handoff.to
  const name = posts?.find(one => one.id === post)?.id ?? post ?? nation
  return <>{t(side === 'to' ? 'handoff.fromPost' : 'handoff.toPost', {post: name})}</>
}

/** Buttons stay in sight where this side has to do something; elsewhere they come with the focus. */
function asksForAct({mine, ended, side, handoff}: HandoffRow): boolean {
  return mine || ended || (side === 'from' && handoff.status === 'ACCEPTED' && handoff.terms.transfer === 'on-release')
}

function reasonText({handoff}: HandoffRow, word: (code: string) => string): string {
  const {reason} = handoff
  if (reason === undefined) return ''
  return reason.text === undefined ? word(reason.code) : `${word(reason.code)} – ${reason.text}`
}
