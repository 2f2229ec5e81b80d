import type {LinkStatus} from '../state/link-status.ts'

/** The node can be spoken to, whether or not its picture has been drawn yet. */
export function isHeard(status: LinkStatus): boolean {
  return status !== 'none' && status !== 'connecting'
}
