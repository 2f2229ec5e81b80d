import type {NationStore} from '../../../server/nation/store.ts'
import type {NationCode, PostId, UserId} from '../../../shared/base/id.ts'
import type {Person} from '../../../shared/operations/person.ts'

/** The seat of a window, by its number: what it says at the door. */
export function seatOf(window: number): string {
  return window.toString(16).padStart(8, '0')
}

/** Signs windows in beforehand, so that no time goes into passwords: an operator of that nation at each seat. */
export async function seated(of: {
  readonly store: NationStore
  readonly nation: NationCode
  readonly post: PostId
  readonly windows: number
  /** Number of the first window. */
  readonly from: number
}): Promise<Map<string, Person>> {
  const {accounts} = of.store
  const user = `watch@${of.nation}` as UserId
  await accounts.put({user, name: 'Watch', role: 'operator', post: of.post, unit: undefined}, user)
  const people = new Map<string, Person>()
  for (let window = of.from; window < of.from + of.windows; window++)
    people.set(seatOf(window), accounts.open(user, seatOf(window)).person)
  return people
}
