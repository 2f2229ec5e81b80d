import {hex, type Random} from '../../shared/base/random.ts'

const KEY = 'seat'

/** This window's seat: eight hex digits that live as long as the tab, so that three windows can be three people. */
export function seatOf(storage: Pick<Storage, 'getItem' | 'setItem'>, random: Random): string {
  const held = storage.getItem(KEY)
  if (held !== null && /^[0-9a-f]{8}$/.test(held)) return held
  const seat = hex(random.bytes(4))
  storage.setItem(KEY, seat)
  return seat
}
