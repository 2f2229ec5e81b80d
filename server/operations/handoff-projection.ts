import type {HandoffThing} from '../../shared/protocol/things.ts'
import type {HandoffFile} from '../../shared/operations/handoff.ts'
import {repudiateBy} from './custody-acts.ts'
import {given} from './drafts.ts'
import {atWall, trackOf, type Projection} from './projection.ts'

/** A handoff as consoles have it. */
export function handoffThing(projection: Projection, id: string): HandoffThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('handoff', id)
  if (state.status === 'NONE') return undefined
  const {version, world, contact, object, from, fromPost, to, toPost, status, delivered, seen, terms} = state
  const {counter, rounds, epoch, why, convoy, agreement, reason, deadline, subject} = state
  const file = files.get('contact', contact)
  const live = state.live.flatMap(ref => rooms.refs.keyOf(ref, from) ?? [])[0]
  const key = (file.status === 'NONE' ? undefined : file.key) ?? live
  return given({
    kind: 'handoff',
    id: state.id,
    version,
    world,
    contact,
    object,
    from,
    fromPost,
    to,
    toPost,
    status,
    delivered,
    seen,
    terms,
    ...{form: state.form, successor: state.successor, previous: state.previous, automatic: state.automatic},
    standing: state.standing?.terms,
    crossed: state.crossed,
    crossedAt: state.crossedAt === undefined ? undefined : wallOf(state.crossedAt),
    crossingAt: state.crossingAt === undefined ? undefined : wallOf(state.crossingAt),
    shortNotice: state.shortNotice,
    turnedBack: state.turnedBack,
    releaseDue: state.releaseDue,
    escalation: file.status === 'NONE' ? undefined : file.custody.outOfArea?.stage,
    verbal: state.verbal && verbalOf(projection, state),
    counter,
    rounds,
    epoch,
    why,
    convoy,
    agreement,
    reason,
    deadline: deadline && {timer: deadline.timer, at: wallOf(deadline.at), length: deadline.length},
    steps: state.steps.map(one => atWall(projection, one)),
    track: trackOf(projection, key),
    subject: given(subject),
  }) as unknown as HandoffThing
}

/** What was agreed by voice; until when TO may deny it, on TO's screens. */
function verbalOf(projection: Projection, state: HandoffFile) {
  const {accept, assume, countersigned, code, isConfirmed} = state.verbal ?? {isConfirmed: false}
  const contact = projection.files.get('contact', state.contact)
  const latest = state.copy && contact.status !== 'NONE' ? repudiateBy(contact, state) : undefined
  return given({
    accept: accept && atWall(projection, accept),
    assume: assume && atWall(projection, assume),
    countersigned: countersigned && atWall(projection, countersigned),
    code,
    isConfirmed,
    repudiateBy: latest === undefined ? undefined : projection.wallOf(latest),
  })
}
