import {ROLES} from '../../shared/operations/actor.ts'
import {z} from 'zod'
import type {SignedIn} from '../state/session.ts'

const KEY = 'field-person'
const person = z.object({
  user: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  nation: z.string(),
  nationName: z.string(),
  post: z.string().optional(),
  unit: z.string().optional(),
})

/** Who carried this phone last: it opens for them where no node can be asked. They see only what was kept. */
export function lastPerson(storage: Pick<Storage, 'getItem'>): SignedIn | undefined {
  try {
    const read = person.safeParse(JSON.parse(storage.getItem(KEY) ?? ''))
    return read.success ? read.data : undefined
  } catch {
    return undefined // nothing kept, or damaged: sign in
  }
}

/** `undefined` forgets: whoever signs out leaves nothing that opens by itself. */
export function keepPerson(storage: Pick<Storage, 'setItem' | 'removeItem'>, who: SignedIn | undefined): void {
  if (who === undefined) storage.removeItem(KEY)
  else storage.setItem(KEY, JSON.stringify(who))
}
