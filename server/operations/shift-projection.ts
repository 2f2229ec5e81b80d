import type {ShiftThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, type Projection} from './projection.ts'
import {signedContent} from './shift-acts.ts'

/** The handover of a post as both persons' consoles have it. */
export function shiftThing(projection: Projection, id: string): ShiftThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('shift', id)
  if (state.status === 'NONE') return undefined
  const {text, hash} = signedContent(state)
  const {version, world, post, status, startedAt, outgoing, incoming, entries, words, signatures, refusal, log} = state
  return given({
    kind: 'shift',
    id: state.id,
    version,
    world,
    post,
    status,
    startedAt: wallOf(startedAt),
    outgoing: {by: doerOf(outgoing, rooms), actor: outgoing.actor},
    incoming: incoming && {
      by: doerOf(incoming.by, rooms),
      actor: incoming.by.actor,
      since: wallOf(incoming.since),
    },
    entries: entries.map(({since: _since, ...entry}) =>
      given({
        ...entry,
        dueAt: entry.dueAt === undefined ? undefined : wallOf(entry.dueAt),
        addedAt: wallOf(entry.addedAt),
        read: entry.read && atWall(projection, entry.read),
        questions: entry.questions.map(question =>
          given({...atWall(projection, question), answer: question.answer && atWall(projection, question.answer)}),
        ),
      }),
    ),
    words,
    hash,
    signatures: signatures.map(signature => atWall(projection, signature)),
    refusal: refusal && atWall(projection, refusal),
    log: log.map(line => given(atWall(projection, line))),
    content: signatures.length === 0 ? undefined : text,
  }) as unknown as ShiftThing
}
