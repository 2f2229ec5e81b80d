import {type ContactId, type NationCode, nationOf} from '../../shared/base/id.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import type {HandoffFile} from '../../shared/operations/handoff-state.ts'
import {type AllRecords, isEnd} from './records.ts'
import type {Sea} from './sea.ts'

/** What the nations still see differently: nothing, once their lines have been sound for ten seconds. */
export function disagreements(records: AllRecords, sea: Sea): string[] {
  const told: string[] = []
  const contacts = new Set([...records.values()].flatMap(({contacts}) => [...contacts.keys()]))
  for (const id of contacts) told.push(...ofContact(records, sea, id))
  for (const [nation, {handoffs, requests}] of records) {
    for (const handoff of handoffs.values()) told.push(...ofHandoff(records, sea, nation, handoff))
    for (const request of requests.values())
      if (request.status === 'ASKED') told.push(`${nation} waits for an answer to ${request.command.type}`)
  }
  return told
}

function ofContact(records: AllRecords, sea: Sea, id: string): string[] {
  const files = [...records].flatMap(([nation, {contacts}]) => {
    const file = contacts.get(id)
    return file === undefined ? [] : [{nation, file}]
  })
  const latest = Math.max(...files.map(({file}) => file.custody.epoch))
  const homes = files.filter(({nation, file}) => file.custody.controller === nation)
  const [home] = homes
  if (home === undefined || homes.length > 1)
    return [`${id} is at home with ${homes.map(({nation}) => nation).join(', ') || 'nobody'}`]
  if (home.file.custody.epoch < latest) return [`${id} is at home with ${home.nation} in an epoch that is over`]
  if (home.file.custody.contested) return [`${id} is still contested`]
  const told: string[] = []
  for (const {nation, file} of files) {
    if (
      file.custody.grants.some(grant => grant.from === nation && grant.to !== nation && grant.receiptAt === undefined)
    )
      told.push(`${nation} has no receipt for ${id}`)
    if (nation === home.nation || file.withdrawn || !tells(sea, home.nation, nation, id as ContactId)) continue
    const [theirs, ours] = [sharedOf(home.file), sharedOf(file)]
    if (theirs !== ours) told.push(`${id} is ${theirs} at home with ${home.nation} and ${ours} at ${nation}`)
  }
  return told
}

/** A file goes to who opened it, or from who opened it, where the two agree. */
function tells(sea: Sea, home: NationCode, reader: NationCode, id: ContactId): boolean {
  const opener = nationOf(id)
  return sea.agree(home, reader) && (opener === home || opener === reader)
}

function sharedOf({status, custody: {controller, epoch, available, contested}}: ContactFile): string {
  return JSON.stringify({status, controller, epoch, available, contested})
}

function ofHandoff(records: AllRecords, sea: Sea, nation: NationCode, handoff: HandoffFile): string[] {
  const {id, from, to, status, version, copy} = handoff
  if (copy) {
    const original = records.get(from)?.handoffs.get(id)
    return original === undefined ? [`${nation} has a copy of ${id}, which ${from} does not have`] : []
  }
  const theirs = records.get(to)?.handoffs.get(id)
  if (!sea.agree(from, to) && (theirs === undefined || !isEnd(status))) return []
  if (theirs === undefined) return [`${to} has not heard of ${id}, ${status} at ${from}`]
  const isSame = theirs.status === status && theirs.version === version
  return isSame ? [] : [`${id} is ${status} (${version}) at ${from} and ${theirs.status} (${theirs.version}) at ${to}`]
}
