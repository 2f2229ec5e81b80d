import {type NationCode, nationOf} from '../../shared/base/id.ts'
import type {ContactThing, HandoffThing} from '../../shared/protocol/things.ts'

/** One passing of control, or the opening. */
export type ChainLink = {
  readonly at: number
  readonly from: NationCode | undefined
  readonly to: NationCode
  readonly how: 'opened' | 'transfer' | 'merge' | 'takeover' | 'claim' | 'compensation' | 'elsewhere'
}

/**
 * Through whose hands control of a contact went, oldest first, from the handoffs that this nation was told of. What two
 * others did between them shows only in its result: that a third has it now.
 */
export function chainOf(contact: ContactThing, handoffs: Iterable<HandoffThing>): readonly ChainLink[] {
  const passed = [...handoffs]
    .filter(handoff => handoff.contact === contact.id && handoff.status === 'COMPLETED')
    .map(({steps, from, to, form}) => ({at: steps.at(-1)?.at ?? NaN, from, to, how: form ?? ('transfer' as const)}))
    .sort((a, b) => a.at - b.at)
  const opener = nationOf(contact.id)
  const {controller, since} = contact.custody
  const last = passed.at(-1)?.to ?? opener
  if (passed.length === 0 && last === controller) return []
  return [
    {at: contact.openedAt, from: undefined, to: opener, how: 'opened'},
    ...passed,
    ...(last === controller ? [] : [{at: since, from: last, to: controller, how: 'elsewhere' as const}]),
  ]
}
