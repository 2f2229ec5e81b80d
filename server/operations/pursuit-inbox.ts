import type {ActorId, NationCode} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {PursuitFile} from '../../shared/operations/pursuit.ts'
import type {CrossingNotice} from '../../shared/operations/pursuit-state.ts'
import {type LinkPursuit, type LinkPursuitReceipt, noticeBody} from '../../shared/protocol/link-pursuit.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'
import {hashOf} from './pursuit-acts.ts'

type Rejection = {readonly rejected: string}

/** FROM's pursuit, as the host keeps it. A notice that comes with it is verified, kept and receipted at once. */
export function takePursuit(
  house: House,
  turn: Turn,
  partner: NationCode,
  message: LinkPursuit,
  moment: (ageMs: number) => number,
): Rejection | undefined {
  const {own, system} = house
  if (message.from !== partner || message.host !== own) return {rejected: 'not-party'}
  const known = turn.get('pursuit', message.id)
  if (known.status !== 'NONE' && (!known.copy || known.from !== partner)) return {rejected: 'not-yours'}
  const notice = message.crossed?.notice
  if (notice !== undefined && !isGenuine(house, message, notice)) return {rejected: 'bad-notice'}
  const refused = turn.act('pursuit', message.id, actorOf({nation: partner, actor: 'system', role: 'system'}), {
    type: 'copy',
    copy: copyOf(message, moment),
  })
  if (refused !== undefined) return {rejected: refused.refused}
  if (notice === undefined) return undefined
  turn.act('pursuit', message.id, system, {type: 'receipt', hash: notice.hash})
  if (known.status === 'NONE' || known.receivedAt === undefined)
    turn.send(partner, {type: 'pursuit-receipt', pursuit: message.id, hash: notice.hash})
  return undefined
}

/** The host's node has the notice. */
export function takePursuitReceipt(
  turn: Turn,
  partner: NationCode,
  message: LinkPursuitReceipt,
): Rejection | undefined {
  const known = turn.get('pursuit', message.pursuit)
  if (known.status === 'NONE' || known.copy || known.host !== partner) return {rejected: 'not-party'}
  const by = actorOf({nation: partner, actor: 'system', role: 'system'})
  const refused = turn.act('pursuit', message.pursuit, by, {type: 'receipt', hash: message.hash})
  return refused === undefined ? undefined : {rejected: refused.refused}
}

function isGenuine({rooms}: House, {id, from, host}: LinkPursuit, {body, signature, hash}: CrossingNotice): boolean {
  if (hashOf(body) !== hash || !rooms.grants.verify(from, body, signature)) return false
  const said = noticeBody.safeParse(parseJson(body))
  return said.success && said.data.pursuit === id && said.data.from === from && said.data.host === host
}

function copyOf(message: LinkPursuit, moment: (ageMs: number) => number): PursuitFile {
  const {type: _type, startedAge, startedBy, signal, crossed, told, authorised, beyond, ended, steps, ...rest} = message
  const timed = <T extends {readonly age: number; readonly by: Parameters<typeof actorOf>[0]}>({
    age,
    by,
    ...other
  }: T) => ({
    ...other,
    at: moment(age),
    by: actorOf(by),
  })
  return {
    ...rest,
    copy: true,
    startedAt: moment(startedAge),
    startedBy: actorOf(startedBy),
    signal: signal && timed(signal),
    crossed: crossed && timed(crossed),
    told: told && timed(told),
    authorised: authorised && timed(authorised),
    beyond: beyond && {at: moment(beyond.age), metres: beyond.metres, place: beyond.place},
    ended: ended && timed(ended),
    steps: steps.map(timed),
  }
}

function actorOf(doer: {
  readonly nation: NationCode
  readonly actor: string
  readonly role: Actor['role']
  readonly post?: Actor['post'] | undefined
}): Actor {
  const {nation, actor, role, post} = doer
  return {nation, actor: actor as ActorId, role, ...(post === undefined ? {} : {post})}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
