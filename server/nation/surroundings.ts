import type {AgreementId, NationCode} from '../../shared/base/id.ts'
import type {Agreement} from '../../shared/model/agreement.ts'
import type {Link} from '../federation/link.ts'
import type {Feed} from '../feeds/feed.ts'
import type {Surroundings} from '../operations/ports.ts'

/** What of feeds, links and agreements is not as it should be. */
export function surroundingsOf(of: {
  readonly own: NationCode
  readonly feeds: () => readonly Feed[]
  readonly links: () => readonly Link[]
  readonly agreements: readonly Agreement[]
  readonly stands: (agreement: AgreementId) => boolean
}): Surroundings {
  const {own, feeds, links, agreements, stands} = of
  return {
    feeds: () =>
      feeds()
        .map(feed => feed.health())
        .filter(({status}) => status !== 'live')
        .map(({name, status}) => ({name, status})),
    links: () =>
      links()
        .filter(({state}) => state !== 'up')
        .map(({partner, state}) => ({nation: partner, status: state})),
    agreements: () =>
      agreements
        .filter(({id, parties, status}) => {
          const binds = parties === '*' || parties.includes(own)
          return binds && (status === 'suspended' || (status === 'in_force' && !stands(id)))
        })
        .map(({id, title}) => ({id, title, status: 'suspended'})),
  }
}
