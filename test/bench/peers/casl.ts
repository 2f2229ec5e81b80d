import {AbilityBuilder, createMongoAbility, subject} from '@casl/ability'
import {permittedFieldsOf} from '@casl/ability/extra'

const FIELDS = ['position', 'speed', 'kind', 'name']
const OBJECTS = 10_000

/**
 * What CASL takes to answer, for each of two partners, whether an object may be read and which fields of it; the zones
 * that an object lies in are given to it. Answers per second of processor time.
 */
export function answersPerCpuSecond(forMs: number): number {
  const abilities = ['DK', 'DE'].map(partner => {
    const {can, build} = new AbilityBuilder(createMongoAbility)
    can('read', 'Track', FIELDS, {zones: 'west', partners: partner, level: {$in: ['OPEN', 'RESTRICTED']}})
    return build()
  })
  const objects = Array.from({length: OBJECTS}, (_, id) =>
    subject('Track', {id, zones: id % 2 === 0 ? ['west'] : [], partners: ['DK', 'DE'], level: 'RESTRICTED'}),
  )
  let fields = 0
  const answer = () => {
    for (const object of objects)
      for (const ability of abilities)
        if (ability.can('read', object))
          fields += permittedFieldsOf(ability, 'read', object, {fieldsFrom: rule => rule.fields ?? []}).length
  }
  answer()
  if (fields !== OBJECTS * FIELDS.length) throw new Error(`${fields} fields may be read`)
  const from = process.cpuUsage()
  for (let runs = 1; ; runs++) {
    answer()
    const {user, system} = process.cpuUsage(from)
    const ms = (user + system) / 1_000
    if (ms >= forMs) return (runs * OBJECTS * abilities.length * 1_000) / ms
  }
}
