import type {NationCode} from '../../shared/base/id.ts'
import {kindCode, kindOf} from '../../shared/model/object.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {Card} from '../../shared/protocol/message.ts'
import type {Picture} from '../picture/picture.ts'
import {type Audiences, firstBasis, isCleared, type Projection} from './audiences.ts'
import {covers, fieldsOf, grantOf} from './fields.ts'
import type {Objects} from './objects.ts'

const CONTACT = kindCode('contact')

/** Cuts a card with everything on it, field by field by who originated the value. The person may read the track. */
export function cutCard(
  {picture, objects, audiences}: {picture: Picture; objects: Objects; audiences: Audiences},
  card: Card,
  person: Person,
): Card {
  const row = picture.rowOf(card.id)
  const sources = [...picture.sourcesOf(row)]
  const permits = new Map<NationCode, Projection>()
  for (const source of sources) {
    const projection = audiences.forPerson(picture.sources.audience[source] ?? 0, person)
    if (!objects.isOwn(source) && projection !== undefined) permits.set(picture.feedOf(source).origin, projection)
  }
  const hasOwn = sources.some(source => objects.isOwn(source) && isCleared(person, objects.markingOf(source).level))
  const may = (origin: NationCode, field: string) => {
    if (origin === objects.nation) return hasOwn || field === 'identity'
    const permit = permits.get(origin)?.permit
    return permit !== undefined && covers(permit.fields, field)
  }
  const basisOf = (origin: NationCode, field: string) => {
    const projection = permits.get(origin)
    return projection === undefined
      ? {}
      : {basis: grantOf(projection.permit.fields, field)?.basis ?? firstBasis(projection)}
  }
  const fields = card.fields
    .filter(({origin, field}) => may(origin, field))
    .map(field => ({...field, ...basisOf(field.origin, field.field)}))
  const told = new Set(fields.map(({field}) => field))
  const kind = kindOf(picture.tracks.kind[row] ?? CONTACT)
  const withheld = [...permits].flatMap(([by, {permit}]) =>
    fieldsOf(kind)
      .filter(field => !covers(permit.fields, field) && !told.has(field) && !hasOwn)
      .map(field => ({field, by})),
  )
  const hasTrail = hasOwn || [...permits.values()].every(({permit}) => covers(permit.fields, 'history'))
  return {
    ...card,
    fields,
    withheld,
    sources: card.sources
      .filter(({origin}) => may(origin, 'position'))
      .map(source => ({...source, ...basisOf(source.origin, 'position')})),
    trail: hasTrail ? card.trail : [],
  }
}
