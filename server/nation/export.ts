import type {NationCode} from '../../shared/base/id.ts'
import type {Link} from '../federation/link.ts'
import type {Exporter, LiveRefs} from '../operations/ports.ts'
import type {Picture} from '../picture/picture.ts'
import type {Policy} from '../policy/policy.ts'

type LinkOf = (partner: NationCode) => Link | undefined

/** Policy's gate for what is durable, with the names that the partner's link has for the objects it is about. */
export function exporterOf(of: {
  readonly partners: readonly NationCode[]
  readonly picture: Picture
  readonly policy: Policy
  readonly linkOf: LinkOf
}): Exporter {
  const {partners, picture, policy, linkOf} = of
  return {
    partners,
    release(draft, partner) {
      const rows = draft.keys.map(key => picture.rowOfSubject(key)).filter(row => row >= 0)
      const sources = rows.flatMap(row => [...picture.sourcesOf(row)])
      return policy.release(draft, partner, linkOf(partner)?.refsOf(sources) ?? [])
    },
  }
}

/** What a partner calls an object, as the own picture calls it. */
export function liveRefs({picture, linkOf}: {readonly picture: Picture; readonly linkOf: LinkOf}): LiveRefs {
  return {
    keyOf(ref, partner) {
      const source = linkOf(partner)?.sourceOf(ref)
      const track = source === undefined ? -1 : picture.trackOf(source)
      return track < 0 ? undefined : picture.subjectKey(track)
    },
  }
}
