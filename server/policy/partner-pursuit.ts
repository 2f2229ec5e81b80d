import type {NationCode} from '../../shared/base/id.ts'
import type {LinkPursuit} from '../../shared/protocol/link-pursuit.ts'
import {covers, fieldsOf, LABELLING} from './fields.ts'
import type {Objects} from './objects.ts'
import type {Treaties} from './treaties.ts'

/**
 * A pursuit goes to the nation into which it leads and to nobody else: the notice at the line is owed. It is told while
 * its agreement stands; an end is told always. Of the object only what an agreement releases.
 */
export function cutPursuit(
  {objects, treaties}: {readonly objects: Objects; readonly treaties: Treaties},
  message: LinkPursuit,
  {partner, keys, told}: {readonly partner: NationCode; readonly keys: readonly string[]; readonly told: boolean},
): LinkPursuit | undefined {
  const {from, host, agreement, status, contact, object, label} = message
  if (host !== partner || from !== objects.nation) return undefined
  const isEnd = told && status === 'ENDED'
  if (agreement !== undefined && !treaties.stands(agreement) && !isEnd) return undefined
  const key = keys[0] ?? ''
  const facts = objects.ofSubject(key, message.crossed?.place)
  const decision = facts === undefined || facts === 'unknown' ? undefined : treaties.ask(facts, partner, 'notify')
  const fields = decision?.effect === 'permit' ? decision.fields : new Map<string, never>()
  const has = (field: string) => covers(fields, field)
  const mayName = fieldsOf(object).every(field => has(field) || !LABELLING.some(one => one === field))
  const shown = mayName ? label : objects.labelOf(key, has)
  return {
    ...message,
    object: has('kind') ? object : 'contact',
    label: shown === '' ? contact.slice(0, 7) : shown,
  }
}
