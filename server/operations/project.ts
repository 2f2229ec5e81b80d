import type {Unit} from '../../shared/model/unit.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {alertStatus} from '../../shared/operations/alert.ts'
import {unitStatus} from '../../shared/operations/unit.ts'
import type {Doer, Thing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import type {Files} from './files.ts'
import type {Kind} from './lives.ts'
import type {Rooms} from './ports.ts'
import type {Passing} from './triage.ts'
import type {ShownPlace} from './unit-places.ts'

export type Projection = {
  readonly files: Files
  readonly rooms: Rooms
  readonly units: ReadonlyMap<string, Unit>
  readonly wallOf: (at: number) => number
  readonly passing: (alert: string) => Passing | undefined
  readonly unitPlace: (unit: string) => ShownPlace | undefined
}

/** A state as consoles have it: with live tracks, own people's names and this node's time of day. */
export function thingOf(
  {files, rooms, units, wallOf, passing, unitPlace}: Projection,
  kind: Kind,
  id: string,
): Thing | undefined {
  const {picture} = rooms
  const doer = (by: Actor) => doerOf(by, rooms)
  const trackOf = (key: string | undefined) => (key === undefined ? undefined : picture.trackOf(key))
  const atWall = <T extends {readonly at: number; readonly by: Actor}>(one: T) => ({
    ...one,
    at: wallOf(one.at),
    by: doer(one.by),
  })
  switch (kind) {
    case 'alert': {
      const state = files.get('alert', id)
      if (state.status === 'NONE' || state.copied?.withdrawn === true) return undefined
      const {active: _active, keys, situation: _situation, incident, copied, acknowledged, shelved, ...rest} = state
      const shown = passing(id)
      const live = copied?.live.flatMap(ref => rooms.refs.keyOf(ref, state.origin) ?? []) ?? []
      const names = [...new Set([...keys, ...live])]
      return given({
        ...rest,
        kind,
        raisedAt: wallOf(state.raisedAt),
        since: wallOf(state.since),
        updatedAt: wallOf(state.updatedAt),
        status: alertStatus(state),
        tracks: names.flatMap(key => trackOf(key) ?? []),
        subjects: copied?.subjects ?? keys.map(key => picture.subjectOf(key)?.label ?? key.replace(/^\w+:/, '')),
        evidence: shown?.evidence ?? state.evidence,
        place: shown?.place ?? state.place,
        incident,
        acknowledged: acknowledged && atWall(acknowledged),
        shelved: shelved && {by: doer(shelved.by), until: wallOf(shelved.until), reason: shelved.reason},
        notes: state.notes.map(atWall),
        sharedWith: state.sharedWith.length === 0 ? undefined : state.sharedWith,
        ...(copied && {basis: copied.basis, withheld: copied.withheld, homeClosed: copied.homeClosed}),
      }) as unknown as Thing
    }
    case 'contact': {
      const state = files.get('contact', id)
      if (state.status === 'NONE' || state.withdrawn) return undefined
      const {version, world, status, object, identity, title, openedAt, basis, custody} = state
      const {grants: _grants, ...held} = custody
      const from = state.copied?.from
      const live = from === undefined ? undefined : state.live.flatMap(ref => rooms.refs.keyOf(ref, from) ?? [])[0]
      return given({
        kind,
        id: state.id,
        version,
        world,
        status,
        object,
        identity,
        track: trackOf(state.key ?? live),
        title,
        openedAt: wallOf(openedAt),
        openedBy: doer(state.openedBy),
        notes: state.notes.map(atWall),
        custody: given({...held, since: wallOf(held.since)}),
        basis,
      }) as unknown as Thing
    }
    case 'handoff': {
      const state = files.get('handoff', id)
      if (state.status === 'NONE') return undefined
      const {version, world, contact, object, from, fromPost, to, toPost, status, delivered, seen, terms} = state
      const {counter, rounds, epoch, why, agreement, reason, deadline, subject} = state
      const file = files.get('contact', contact)
      const live = state.live.flatMap(ref => rooms.refs.keyOf(ref, from) ?? [])[0]
      const key = (file.status === 'NONE' ? undefined : file.key) ?? live
      return given({
        kind,
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
        counter,
        rounds,
        epoch,
        why,
        agreement,
        reason,
        deadline: deadline && {timer: deadline.timer, at: wallOf(deadline.at), length: deadline.length},
        steps: state.steps.map(atWall),
        track: trackOf(key),
        subject: given(subject),
      }) as unknown as Thing
    }
    case 'incident': {
      const state = files.get('incident', id)
      if (state.status === 'NONE') return undefined
      const openedAt = wallOf(state.openedAt)
      return given({
        ...state,
        kind,
        openedAt,
        openedBy: doer(state.openedBy),
        log: state.log.map(atWall),
      }) as unknown as Thing
    }
    case 'task': {
      const state = files.get('task', id)
      if (state.status === 'NONE') return undefined
      const {key, taskType, readWithinMs: _read, unread: _unread, ...rest} = state
      const steps = state.steps.map(step => given(atWall(step)))
      return given({
        ...rest,
        kind,
        type: taskType,
        track: trackOf(key),
        sentAt: wallOf(state.sentAt),
        sentBy: doer(state.sentBy),
        steps,
      }) as unknown as Thing
    }
    case 'unit': {
      const unit = units.get(id)
      if (unit === undefined) return undefined
      const state = files.get('unit', id)
      const key = `unit:${id}`
      return given({
        kind,
        id: unit.id,
        version: state.version,
        world: unit.world,
        name: unit.name,
        object: unit.kind,
        post: unit.post,
        status: unitStatus(state),
        capabilities: unit.capabilities,
        maxSpeedKnots: unit.maxSpeedKnots,
        track: trackOf(key),
        ...unitPlace(id),
        sos: state.sos && given({at: wallOf(state.sos.at), place: state.sos.place}),
      }) as unknown as Thing
    }
    case 'notice': {
      const state = files.get('notice', id)
      if (state.status === 'NONE') return undefined
      const {keys, status: _status, ...rest} = state
      return given({
        ...rest,
        kind,
        at: wallOf(state.at),
        tracks: keys.flatMap(key => trackOf(key) ?? []),
      }) as unknown as Thing
    }
    case 'request':
      return undefined
  }
}

/** Names of own people are told within the nation only; policy takes them out for everybody else. */
function doerOf({nation, actor, role, post}: Actor, {names}: Rooms): Doer {
  return given({nation, post, role, name: names.nameOf(actor)})
}
