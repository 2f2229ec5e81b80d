import type {Person} from '../../shared/operations/person.ts'
import {type Hello, PROTOCOL_VERSION} from '../../shared/protocol/message.ts'
import {centresOf} from '../../shared/model/jurisdiction.ts'
import {FINDING_RULES} from '../../shared/model/finding.ts'
import type {NationCode} from '../../shared/base/id.ts'
import {agreementsOf, type Configuration, type NationConfiguration} from '../config.ts'

/** What a nation's node says of itself and of the person, when a window opens. */
export function helloFor(options: {
  configuration: Configuration
  nation: NationConfiguration
  person: Person
  version: string
}): Hello {
  const {configuration, nation, person, version} = options
  const own = nation.posts.find(post => post.id === person.post)
  const [west, south, east, north] = own?.sector ?? nation.home
  const agreements = configuration.agreements.filter(
    one => one.status === 'in_force' && (one.parties === '*' || one.parties.includes(nation.code)),
  )
  const partners = configuration.partners
    .filter(({between}) => between.includes(nation.code))
    .map(({between: [a, b]}) => (a === nation.code ? b : a))
  const nameOf = (code: NationCode) => configuration.nations.find(one => one.code === code)?.name ?? code
  const binds = (agreement: (typeof agreements)[number], code: NationCode) =>
    agreement.parties === '*' || agreement.parties.includes(code)
  const isPhone = person.role === 'field'
  return {
    protocol: PROTOCOL_VERSION,
    version,
    nation: nation.code,
    nationName: nation.name,
    user: {
      id: person.user,
      actor: person.actor,
      name: person.name,
      role: person.role,
      ...(person.post === undefined ? {} : {post: person.post}),
      ...(person.unit === undefined ? {} : {unit: person.unit}),
    },
    world: configuration.world,
    home: {west, south, east, north},
    ...(isPhone ? {} : {loadLimit: nation.loadLimit}),
    posts: configuration.nations
      .filter(one => one.code === nation.code || partners.includes(one.code))
      .flatMap(one =>
        one.posts.map(({id, name, sector}) => ({
          id,
          name,
          nation: one.code,
          ...(isPhone || one.code !== nation.code || sector === undefined ? {} : {sector: boxOf(sector)}),
          ...(id === (one.mrcc ?? one.posts[0]?.id) ? {mrcc: true} : {}),
        })),
      ),
    // A phone shows none of these, and may have 8,000 bytes a second.
    partners: (isPhone ? [] : partners).map(code => ({
      nation: code,
      name: nameOf(code),
      agreements: agreements.filter(agreement => binds(agreement, code)).map(agreement => agreement.id),
      handoff: agreements.some(agreement => binds(agreement, code) && agreement.handoff?.allowed === true),
      centres: centresOf(code, agreementsOf({agreements: agreements.filter(agreement => binds(agreement, code))})).map(
        ({role, name, phone}) => ({role, name, phone}),
      ),
    })),
    agreements: (isPhone ? [] : agreements).map(({id, title, example, parties}) => ({
      id,
      title,
      example,
      parties: parties === '*' ? [] : parties,
    })),
    notices: configuration.notices,
    rules: (isPhone ? [] : FINDING_RULES).map(rule => ({
      rule,
      on: configuration.rules.every(
        one => one.rule !== rule || one.on || (one.nations !== undefined && !one.nations.includes(nation.code)),
      ),
    })),
  }
}

function boxOf([west, south, east, north]: readonly [number, number, number, number]) {
  return {west, south, east, north}
}
