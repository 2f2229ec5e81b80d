import type {Actor} from '../../shared/operations/actor.ts'
import {isEnded, type HandoffFile} from '../../shared/operations/handoff.ts'
import type {Files, Turn} from './files.ts'
import type {Rooms} from './ports.ts'

/** What the picture and the agreements bring to the own open handoffs: crossed, turned away, no longer permitted. */
export function watchHandoffs(
  {files, rooms, system}: {files: Files; rooms: Rooms; system: Actor},
  run: (act: (turn: Turn) => void) => void,
): void {
  for (const handoff of [...files.all('handoff').values()]) {
    if (handoff.status === 'NONE' || handoff.copy || isEnded(handoff)) continue
    const act = actFor(files, rooms, handoff)
    if (act !== undefined) run(turn => void turn.act('handoff', handoff.id, system, act))
  }
}

function actFor(files: Files, {picture, handoffs}: Rooms, handoff: HandoffFile) {
  const contact = files.get('contact', handoff.contact)
  const subject = contact.status === 'NONE' || contact.key === undefined ? undefined : picture.subjectOf(contact.key)
  const code = handoffs.ceased(handoff, subject)
  if (code !== undefined) return {type: 'cease', code} as const
  if (subject === undefined) return undefined
  if (handoff.status === 'NOTIFIED' && !handoffs.isHeading(handoff, subject)) return {type: 'lapse'} as const
  if (!handoff.crossed && handoffs.hasCrossed(handoff, subject)) return {type: 'crossed'} as const
  return undefined
}
