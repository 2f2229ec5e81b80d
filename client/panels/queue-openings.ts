import type {ContactThing, HandoffThing} from '../../shared/protocol/things.ts'
import {contactOf, subjectOf} from './about.ts'
import {suggestedPartner} from './forms.ts'
import {callFor, type Looking, mayCounter, mayEnterCode, mayRevise} from './handoff-abilities.ts'
import type {Opened, Opening} from './opened-forms.ts'

/** The draft of what is due and has the focus: a notice while there is time, an offer when there is not. */
export function dueForm({things, focus}: Opening): Opened | undefined {
  const due = focus?.list === 'due' ? things.due.get(focus.id) : undefined
  if (due === undefined) return undefined
  if (due.status === 'proposed' || due.status === 'turned-back') return 'handoff-open'
  const {id, track, contact, to, stage, notice} = due
  const isNotice = due.status === 'due' && stage === 1 && notice.allowed
  return {
    type: 'due',
    due: id,
    subject: contact === undefined ? {track} : {contact},
    to,
    act: isNotice ? 'notify' : 'propose',
  }
}

/** Other terms: TO's counter to an offer, FROM's answer to one, or a change of what FROM has offered. */
export function termsForm(handoff: HandoffThing, looking: Looking): Opened {
  const {id, version, terms, counter} = handoff
  if (mayCounter(handoff, looking)) return {type: 'terms', handoff: id, act: 'counter', version, terms}
  if (mayRevise(handoff, looking))
    return {type: 'terms', handoff: id, act: 'repropose', version, terms: counter ?? terms}
  return 'nothing-to-answer'
}

/** What was said on the telephone, or the code that was read out. */
export function voiceForm(handoff: HandoffThing, looking: Looking): Opened {
  const {id, version} = handoff
  const act = callFor(handoff, looking)
  if (act !== undefined) return {type: 'call', handoff: id, act, version, who: '', callback: '', readBack: ''}
  if (mayEnterCode(handoff, looking)) return {type: 'code', handoff: id, code: ''}
  return 'nothing-to-answer'
}

export function takeOverForm(opening: Opening, {nation, role}: Looking): Opened {
  const contact = contactIn(opening)
  if (contact === undefined) return 'select-contact'
  const why = refusedTakeOver(contact, opening.card, {nation, role})
  return why ?? {type: 'take-over', contact: contact.id, text: ''}
}

/** Why control of the contact cannot be taken over by this person (`refusal.<code>`); undefined: it can. */
export function refusedTakeOver(
  {custody}: ContactThing,
  card: Opening['card'],
  {nation, role}: Pick<Looking, 'nation' | 'role'>,
): string | undefined {
  if (custody.controller === nation) return 'already-yours'
  if (role !== 'commander') return 'commander-only'
  return card?.takeOver?.why ?? (card?.takeOver?.allowed === true ? undefined : 'not-in-territory')
}

export function askForForm(opening: Opening, {nation}: Looking): Opened {
  const contact = contactIn(opening)
  if (contact === undefined) return 'select-contact'
  if (contact.custody.controller === nation) return 'already-yours'
  return {type: 'ask-for', contact: contact.id, why: 'in-your-area'}
}

export function pointOutForm({things, selection, card}: Opening): Opened {
  const subject = subjectOf(things, selection)
  if (subject === undefined) return 'select-first'
  return {type: 'point-out', subject, to: card === undefined ? undefined : suggestedPartner(card)?.to, text: ''}
}

export function mergeForm(opening: Opening): Opened {
  const contact = contactIn(opening)
  return contact === undefined ? 'select-contact' : {type: 'merge', contact: contact.id, survivor: undefined}
}

function contactIn({things, selection}: Opening): ContactThing | undefined {
  const id = contactOf(things, selection)
  return id === undefined ? undefined : things.contact.get(id)
}
