import {TrackFlag} from '../../shared/protocol/frame.ts'
import type {LinkState} from '../state/link-status.ts'
import type {TrackColumns} from '../state/track-columns.ts'
import {SHIFT_VALUES} from './motion.ts'

/** Nations whose link to the own node is down. */
export function downOf({links}: Pick<LinkState, 'links'>): ReadonlySet<string> {
  return new Set<string>(links.filter(link => link.status === 'down').map(link => link.nation))
}

/**
 * Marks, in the fourth value of `shift`, the tracks that are known only through partners whose links are down: they are
 * hatched. Gives the range of slots whose mark has changed.
 */
export function markSeparated(
  table: TrackColumns,
  shift: Float32Array,
  down: ReadonlySet<string>,
): {readonly from: number; readonly to: number} | undefined {
  let from = Infinity
  let to = 0
  for (let slot = 0; slot < table.count; slot++) {
    const at = slot * SHIFT_VALUES + 3
    const isPartners = (table.flags(slot) & TrackFlag.PARTNER) !== 0
    if (!isPartners && shift[at] === 0) continue
    const partners = isPartners && down.size > 0 ? table.nameOf(table.idAt(slot))?.partners : undefined
    const mark = partners !== undefined && partners.length > 0 && partners.every(nation => down.has(nation)) ? 1 : 0
    if (shift[at] === mark) continue
    shift[at] = mark
    from = Math.min(from, slot)
    to = slot + 1
  }
  return from < to ? {from, to} : undefined
}
