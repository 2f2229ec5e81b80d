import type {Actor} from '../../shared/operations/actor.ts'
import type {AlertFile} from '../../shared/operations/alert.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import type {HandoffFile} from '../../shared/operations/handoff.ts'
import {type PostState, postState} from '../../shared/operations/post.ts'
import type {Post} from '../../shared/model/post.ts'
import type {PointOutFile} from '../../shared/operations/point-out.ts'
import type {LinkDoer} from '../../shared/protocol/link.ts'
import type {Draft} from './ports.ts'

/** Leaves out what is undefined: the schemas of the wire know absence only. */
export function given<T extends object>(value: T): {[K in keyof T]: Exclude<T[K], undefined>} {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as never
}

/** `label`: what the own picture calls an object, by its name. */
export function alertDraft(state: AlertFile, now: number, label: (key: string) => string | undefined): Draft {
  const {id, version, world, rule, priority, confidence, count, place, contact, evidence, from, to} = state
  return {
    keys: state.keys,
    message: given({
      type: 'alert' as const,
      id,
      version,
      world,
      rule,
      priority,
      confidence,
      cleared: !state.active,
      closed: !state.active && state.acknowledged !== undefined,
      count,
      raisedAge: age(now, state.raisedAt),
      sinceAge: age(now, state.since),
      updatedAge: age(now, state.updatedAt),
      place,
      subjects: state.keys.flatMap(key => label(key) ?? []).slice(0, 20),
      contact,
      evidence: evidence.slice(0, 40).map(({code, values}) => ({code, values: {...values}})),
      from,
      to,
    }) as never,
  }
}

export function contactDraft(state: ContactFile, now: number): Draft {
  const {id, version, world, status, object, identity, title, custody} = state
  const {controller, post, epoch, available, contested, since} = custody
  return {
    keys: state.key === undefined ? [] : [state.key],
    message: given({
      type: 'contact' as const,
      id,
      version,
      world,
      status,
      object,
      identity,
      title: title.slice(0, 200),
      openedAge: age(now, state.openedAt),
      custody: given({controller, post, epoch, available, contested, sinceAge: age(now, since)}),
    }) as never,
  }
}

export function handoffDraft(state: HandoffFile, key: string | undefined, now: number): Draft {
  const {id, version, world, contact, object, from, fromPost, to, toPost, status, delivered, seen} = state
  const {terms, counter, rounds, epoch, why, convoy, agreement, reason, deadline, identity, subject} = state
  return {
    keys: key === undefined ? [] : [key],
    message: given({
      type: 'handoff' as const,
      id,
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
      terms: given(terms),
      counter: counter === undefined ? undefined : given(counter),
      rounds,
      epoch,
      why,
      convoy,
      agreement,
      reason: reason === undefined ? undefined : given(reason),
      deadline:
        deadline === undefined
          ? undefined
          : {timer: deadline.timer, remainingMs: deadline.at - now, lengthMs: deadline.length},
      steps: state.steps.slice(-60).map(step => ({status: step.status, age: age(now, step.at), by: doerOf(step.by)})),
      identity,
      subject: given({...subject, fields: [...subject.fields], withheld: [...subject.withheld]}),
    }) as never,
  }
}

export function postDraft({id, name}: Post, state: PostState, now: number): Draft {
  const stateAge = age(now, state.changedAt ?? now)
  return {keys: [], message: {type: 'post', id, name: name.slice(0, 80), state: postState(state), stateAge}}
}

export function pointOutDraft(state: PointOutFile, key: string | undefined, now: number): Draft {
  const {id, version, world, contact, object, from, fromPost, to, toPost, status, text, label, place} = state
  const {reason, deadline} = state
  return {
    keys: key === undefined ? [] : [key],
    message: given({
      type: 'point-out' as const,
      ...{id, version, world, contact, object, from, fromPost, to, toPost, status, text, place},
      label: label.slice(0, 80),
      reason: reason === undefined ? undefined : given(reason),
      deadline: deadline === undefined ? undefined : {remainingMs: deadline.at - now, lengthMs: deadline.length},
      steps: state.steps.map(step => ({status: step.status, age: age(now, step.at), by: doerOf(step.by)})),
    }) as never,
  }
}

/** Who did it, as it crosses a border. */
export function doerOf(by: Actor): LinkDoer {
  const {nation, actor, role, post} = by
  return given({nation, actor: actor as string, role, post}) as LinkDoer
}

export function age(now: number, at: number): number {
  return Math.max(0, now - at)
}
