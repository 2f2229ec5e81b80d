import type {ContactFile} from '../../shared/operations/contact.ts'
import type {Files, Turn} from './files.ts'
import {LIVES} from './lives.ts'
import type {House} from './house.ts'

/** Contacts follow their objects: one that the picture calls otherwise now, one that a partner's link has just named. */
export function followContacts(
  {house, files}: {house: House; files: Files},
  run: (act: (turn: Turn) => void) => void,
): void {
  for (const contact of [...files.all('contact').values()]) {
    if (contact.status === 'NONE' || !LIVES.contact.isOpen(contact)) continue
    const key = presentKey(house, contact)
    if (key === undefined || key === contact.key) continue
    run(turn => void turn.act('contact', contact.id, house.system, {type: 'follow', key}))
  }
}

function presentKey({rooms}: House, {key, live, copied}: ContactFile): string | undefined {
  const track = key === undefined ? undefined : rooms.picture.trackOf(key)
  if (track !== undefined) return rooms.picture.subjectOfTrack(track)?.key
  return copied === undefined ? undefined : live.flatMap(ref => rooms.refs.keyOf(ref, copied.from) ?? [])[0]
}
