import type {Actor} from '../../shared/operations/actor.ts'
import type {AlertFile} from '../../shared/operations/alert.ts'
import type {ContactFile, CrossingStage} from '../../shared/operations/contact.ts'
import type {HandoffFile} from '../../shared/operations/handoff.ts'
import type {Call, Verbal} from '../../shared/operations/handoff-state.ts'
import {type PostState, postState} from '../../shared/operations/post.ts'
import type {Post} from '../../shared/model/post.ts'
import type {PointOutFile} from '../../shared/operations/point-out.ts'
import type {LinkDoer} from '../../shared/protocol/link-parts.ts'
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
  const {controller, post, epoch, available, contested, since, tasking, identityDifference} = custody
  const {outOfArea, unattended} = custody
  return {
    keys: state.key === undefined ? [] : [state.key],
    // Who has had it in hand goes on hearing of it, as far as agreements allow.
    holders: [...new Set(custody.grants.flatMap(({from, to}) => [from, to]))],
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
      custody: given({
        ...{controller, post, epoch, available, contested, tasking, case: custody.case, identityDifference},
        sinceAge: age(now, since),
        outOfArea: outOfArea && {
          into: outOfArea.into,
          sinceAge: age(now, outOfArea.since),
          stage: outOfArea.stage,
        },
        unattendedAge: unattended === undefined ? undefined : age(now, unattended),
      }),
      mergedInto: state.mergedInto,
    }) as never,
  }
}

/** `stage`: how far an alarm about its crossing without an acceptance has gone. */
export function handoffDraft(
  state: HandoffFile,
  {
    key,
    stage,
    now,
  }: {readonly key: string | undefined; readonly stage: CrossingStage | undefined; readonly now: number},
): Draft {
  const {id, version, world, contact, object, from, fromPost, to, toPost, status, delivered, seen} = state
  const {terms, counter, rounds, epoch, why, convoy, agreement, reason, deadline, identity} = state
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
      ...given({form: state.form, successor: state.successor, previous: state.previous, automatic: state.automatic}),
      standing: state.standing?.terms,
      crossedAge: state.crossedAt === undefined ? undefined : age(now, state.crossedAt),
      crossingInMs: state.crossingAt === undefined ? undefined : state.crossingAt - now,
      shortNotice: state.shortNotice === true ? true : undefined,
      turnedBack: state.turnedBack === true ? true : undefined,
      escalation: stage,
      verbal: state.verbal && verbalDraft(state.verbal, now),
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
      subject: subjectFor(state),
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

/** What the offer tells of the object, less what the terms withhold. */
function subjectFor({subject, terms}: HandoffFile) {
  const isTold = (field: string) => terms.withhold?.includes(field) !== true
  return given({
    label: subject.label,
    place: isTold('position') ? subject.place : undefined,
    speed: isTold('speed') ? subject.speed : undefined,
    course: isTold('course') ? subject.course : undefined,
    fields: subject.fields.filter(isTold),
    withheld: [...new Set([...subject.withheld, ...(terms.withhold ?? [])])],
  })
}

/** What was agreed by voice, without the code that FROM reads out. */
function verbalDraft({accept, assume, isConfirmed}: Verbal, now: number) {
  const call = (one: Call) => {
    const {who, callback, readBack, at, by} = one
    return {who, callback, readBack, age: age(now, at), by: doerOf(by)}
  }
  return given({accept: accept && call(accept), assume: assume && call(assume), isConfirmed})
}

/** Who did it, as it crosses a border. */
export function doerOf(by: Actor): LinkDoer {
  const {nation, actor, role, post} = by
  return given({nation, actor: actor as string, role, post}) as LinkDoer
}

export function age(now: number, at: number): number {
  return Math.max(0, now - at)
}
