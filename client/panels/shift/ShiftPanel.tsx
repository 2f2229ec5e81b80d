import {hex} from '../../../shared/base/random.ts'
import {isShiftOpen} from '../../../shared/operations/shift.ts'
import type {ShiftThing} from '../../../shared/protocol/things.ts'
import {useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {doerText} from '../doer.ts'
import {Sending} from '../Sending.tsx'
import {mayAct, useFrozen, useWorkplace} from '../workplace.ts'
import {EarlierShifts} from './EarlierShifts.tsx'
import {HolderText, TakePost} from './PostStrip.tsx'
import {PostWatch} from './PostWatch.tsx'
import {ShiftSheet} from './ShiftSheet.tsx'
import {useWatch} from './use-shift.ts'

/** The own post: who holds it, its handover as both persons see it, and the records of earlier ones. */
export function ShiftPanel() {
  const {t} = useWords()
  const {post, shift, isHolder} = useWatch()
  return (
    <section aria-label={t('shift.title')} className="shift" data-testid="shift-panel" data-form tabIndex={-1}>
      <h2>
        <HolderText />
      </h2>
      {post === undefined ? <p className="empty">{t('shift.noPost')}</p> : undefined}
      {post !== undefined && post.present.length > 0 ? (
        <p className="facts">{t('shift.present', {who: post.present.map(one => doerText(t, one.by)).join(', ')})}</p>
      ) : undefined}
      <div className="buttons">
        {post !== undefined && !isHolder ? <TakePost /> : undefined}
        <Sending of={({type}) => type.startsWith('post.') || type === 'shift.prepare' || type === 'shift.join'} />
      </div>
      <PostWatch />
      {shift === undefined || !isShiftOpen(shift.status) ? <Start /> : undefined}
      {shift === undefined ? undefined : <ShiftSheet shift={shift} />}
      <EarlierShifts />
    </section>
  )
}

/** Begins a handover: by who holds the post. */
function Start() {
  const {t} = useWords()
  const {send, random, who} = useWorkplace()
  const frozen = useFrozen()
  const {post, isHolder} = useWatch()
  if (post === undefined || !mayAct(who.role)) return undefined
  const because = frozen ? t('refusal.no-link') : isHolder ? undefined : t('refusal.not-holder')
  return (
    <div className="buttons">
      <Button
        tone="primary"
        testId="prepare-shift"
        disabledBecause={because}
        onPress={() => send({type: 'shift.prepare', shift: hex(random.bytes(12)) as ShiftThing['id'], post: post.id})}
      >
        {t('shift.prepare')}
      </Button>
    </div>
  )
}
