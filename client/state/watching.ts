import type {SessionState} from './session.ts'
import {helloOf} from './session.ts'
import type {ThingsState} from './things.ts'

/** Whether this window only watches: another person holds the post at which its operator sits. The node refuses it too. */
export function isWatching(session: SessionState, {post}: Pick<ThingsState, 'post'>): boolean {
  const user = helloOf(session)?.user
  if (user === undefined || user.role !== 'operator' || user.post === undefined) return false
  const holder = post.get(user.post)?.holder
  return holder !== undefined && holder.actor !== user.actor
}
