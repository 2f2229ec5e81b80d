import type {Random} from '../../shared/base/random.ts'
import {currentSession, type SignInOutcome, signInToDemo} from '../link/sign-in.ts'
import {seatOf} from '../link/seat.ts'

/** How a window was opened: `?seat-new` takes a seat of its own, `?as=USER` signs in to a demonstration. */
export type Arrival = {readonly seat: string; readonly as: string | undefined}

/** Reads the address once; the words are then taken out of it, so that a reload keeps seat and person. */
export function arrive(options: {
  address: URL
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  random: Random
  replace: (path: string) => void
}): Arrival {
  const {address, storage, random, replace} = options
  const as = address.searchParams.get('as') ?? undefined
  if (address.searchParams.has('seat-new')) storage.removeItem('seat')
  if (address.search !== '') replace(address.pathname)
  return {seat: seatOf(storage, random), as}
}

/** Who sits here: whom the start page has chosen, else who was signed in before. */
export function whoIsHere({seat, as}: Arrival): Promise<SignInOutcome> {
  return as === undefined ? currentSession(seat) : signInToDemo(seat, as)
}
