import {useStore} from 'zustand'
import {isShiftOpen} from '../../../shared/operations/shift.ts'
import {useWords} from '../../locales/catalogue.ts'
import {isWatching} from '../../state/watching.ts'
import {Button} from '../../ui/Button.tsx'
import {clockUtc} from '../../ui/format.ts'
import {capOf} from '../../ui/keymap.ts'
import {doerText} from '../doer.ts'
import {useFrozen, useNow, useWorkplace} from '../workplace.ts'
import {useWatch} from './use-shift.ts'

/** So long a change of holder is said on every screen of the post, ms. */
const SAID_MS = 60_000

/** Who holds the post of this window, where that is not simply oneself; and that it is being handed over. */
export function PostStrip() {
  const {t} = useWords()
  const {stores, act} = useWorkplace()
  const {wall} = useNow()
  const {post, shift} = useWatch()
  const isWatcher = useStore(stores.session, session => isWatching(session, stores.things.getState()))
  if (post?.holder === undefined) return undefined
  const isNew = shift?.status === 'COMPLETED' && wall - post.holder.since < SAID_MS
  const runs = shift !== undefined && isShiftOpen(shift.status)
  if (!isWatcher && !isNew && !runs) return undefined
  return (
    <p className="strip plain" role="status" data-testid="post-strip">
      <HolderText />
      {isWatcher ? ` ${t('shift.watching')}` : ''}
      {runs ? ` ${t('shift.runs')}` : ''}{' '}
      <Button tone="quiet" cap={capOf('go-shift')} testId="go-shift" onPress={() => act('go-shift')}>
        {t('action.go-shift')}
      </Button>
      {isWatcher && !runs ? <TakePost /> : undefined}
    </p>
  )
}

/** `DE-02 held by S. Novak since 05:52:10Z`. */
export function HolderText() {
  const {t} = useWords()
  const {post} = useWatch()
  if (post === undefined) return undefined
  const {id, holder} = post
  return (
    <b data-testid="post-holder">
      {holder === undefined
        ? t('shift.nobody', {post: id})
        : t('shift.held', {post: id, who: holder.by.name ?? doerText(t, holder.by), at: clockUtc(holder.since)})}
      {holder?.unattended === true ? ` ${t('shift.unattended')}` : ''}
    </b>
  )
}

/** Takes a post whose holder is not there. */
export function TakePost() {
  const {t} = useWords()
  const {send} = useWorkplace()
  const {post} = useWatch()
  const frozen = useFrozen()
  if (post === undefined) return undefined
  const {id, holder, present} = post
  const isThere = holder !== undefined && present.some(one => one.actor === holder.actor)
  return (
    <Button
      testId="take-post"
      disabledBecause={frozen ? t('refusal.no-link') : isThere ? t('refusal.post-held') : undefined}
      onPress={() => send({type: 'post.take', post: id})}
    >
      {t('shift.take')}
    </Button>
  )
}
