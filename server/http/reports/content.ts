import type {NationCode} from '../../../shared/base/id.ts'
import type {Classification} from '../../../shared/model/agreement.ts'
import type {World} from '../../../shared/model/world.ts'
import type {ContactThing, HandoffThing, IncidentThing, ShiftThing, Thing} from '../../../shared/protocol/things.ts'
import type {Released} from '../../policy/released.ts'

export const REPORT_KINDS = ['incident', 'handoff', 'shift', 'contact'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]
export type Reported = IncidentThing | HandoffThing | ShiftThing | ContactThing

/** Where an object is now, and when it was measured there (ISO 8601; empty: not known). */
type Tracked = {
  readonly label: string
  readonly kind: string
  readonly lon: number
  readonly lat: number
  readonly at: string
}

/** All that a report is made of. What it says of things is released to the person who asks. */
export type Material = {
  readonly nation: NationCode
  readonly thing: Released<Thing>
  /** Things that it names, or that name it. */
  readonly related: readonly Released<Thing>[]
  readonly tracks: readonly Released<Tracked>[]
  readonly level: Classification
  /** Rows of the ledger in which its signatures stand. */
  readonly rows: readonly {readonly seq: number; readonly type: string; readonly leaf: string}[]
  /** How a partner's clock differs, measured now; undefined: not measured. */
  readonly clockOf: (nation: NationCode) => {readonly offsetMs: number; readonly uncertaintyMs: number} | undefined
}

type Value = string | number | boolean
/** Who did it: the name at home, nation, post and role from abroad. */
type Teller = {
  readonly nation: string
  readonly post?: string | undefined
  readonly role: string
  readonly name?: string | undefined
}
/** One line of what happened. Times are ISO 8601, UTC, by this node's clock. */
export type Step = Teller & {
  readonly at: string
  readonly code: string
  readonly values: Readonly<Record<string, Value>>
  /** It came from the other side as an age, and is this node's time of it. */
  readonly fromAge?: true | undefined
  /** A person chose it. */
  readonly decision?: true | undefined
}
export type Spot = {
  readonly label: string
  readonly kind: string
  readonly lon: number
  readonly lat: number
  /** When it was there. */
  readonly at?: string | undefined
}
export type Item = {
  readonly section: string
  readonly code: string
  readonly values: Readonly<Record<string, Value>>
  readonly due?: string | undefined
  readonly remark?: string | undefined
  readonly read?: string | undefined
  readonly questions: readonly {readonly text: string; readonly answer: string}[]
}

/** What a report says, in codes: the same in every language and file. The hash is over this. */
export type Content = {
  readonly kind: ReportKind
  readonly id: string
  readonly nation: string
  readonly world: World
  readonly marking: {readonly level: string; readonly releasableTo: readonly string[]}
  readonly title: string
  readonly summary: readonly {readonly label: string; readonly value: Value}[]
  readonly spots: readonly Spot[]
  readonly items: readonly Item[]
  readonly steps: readonly Step[]
  readonly sharing: readonly {
    readonly nation: string
    readonly agreement: string
    readonly rule?: string | undefined
    readonly fields?: readonly string[] | undefined
    readonly withheld?: readonly string[] | undefined
  }[]
  readonly signatures: readonly {
    readonly side: string
    readonly name: string
    readonly post: string
    readonly at: string
    readonly hash: string
    readonly row?: number | undefined
    readonly leaf?: string | undefined
  }[]
  /** Of a handover: what the signatures are over, byte for byte. */
  readonly signed?: string | undefined
  /** The things themselves. */
  readonly things: readonly object[]
}

/** Puts together what a report says. */
export function contentOf(material: Material): Content {
  const {nation, related, tracks, level} = material
  const thing = material.thing as Reported
  const own = partOf(thing, material)
  const nations = new Set([nation as string, ...own.sharing.map(one => one.nation)])
  return {
    kind: thing.kind,
    id: thing.id,
    nation,
    world: thing.world,
    marking: {level, releasableTo: [...nations].sort()},
    title: own.title,
    summary: own.summary.filter(({value}) => value !== ''),
    spots: [...own.spots, ...related.flatMap(spotsOf), ...tracks.map(spotOfTrack)],
    items: own.items,
    steps: [...own.steps].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    sharing: own.sharing,
    signatures: own.signatures,
    signed: own.signed,
    things: [thing, ...related],
  }
}

type Part = Pick<Content, 'title' | 'summary' | 'spots' | 'items' | 'steps' | 'sharing' | 'signatures' | 'signed'>
const NOTHING: Omit<Part, 'title' | 'summary'> = {spots: [], items: [], steps: [], sharing: [], signatures: []}

function partOf(thing: Reported, material: Material): Part {
  switch (thing.kind) {
    case 'incident':
      return incidentPart(thing, material)
    case 'handoff':
      return handoffPart(thing, material)
    case 'contact':
      return contactPart(thing, material)
    case 'shift':
      return shiftPart(thing, material)
  }
}

function incidentPart(incident: IncidentThing, {related}: Material): Part {
  const {number, title, status, category, impact, criterion, priority, openedAt, openedBy, lead, outcome} = incident
  const tasks = related.flatMap(one => (one.kind === 'task' ? one.steps.map(step => ({task: one, step})) : []))
  return {
    ...NOTHING,
    title: `${number} ${title}`,
    summary: [
      {label: 'status', value: status},
      {label: 'category', value: category},
      {label: 'impact', value: impact},
      {label: 'criterion', value: criterion},
      {label: 'priority', value: priority},
      {label: 'opened', value: iso(openedAt)},
      {label: 'openedBy', value: nameOf(openedBy)},
      {label: 'lead', value: [lead.nation, lead.post].filter(part => part !== undefined).join(' ')},
      {label: 'units', value: incident.units.join(', ')},
      {label: 'outcome', value: outcome?.code ?? ''},
      {label: 'response', value: outcome?.response ?? ''},
    ],
    spots:
      incident.place === undefined ? [] : [{label: number, kind: 'incident', ...incident.place, at: iso(openedAt)}],
    steps: [
      ...incident.log.map(({at, by, code, values}) => stepOf(at, by, code, values, by.role !== 'system')),
      ...incident.assessments.map(({at, by, step, ...rest}) => stepOf(at, by, `assessment-${step}`, rest, true)),
      ...(incident.sar?.steps ?? []).map(({at, by, phase, because}) =>
        stepOf(at, by, `sar-${phase}`, because === undefined ? {} : {because}, true),
      ),
      ...tasks.map(({task, step}) =>
        stepOf(step.at, step.by, `task-${step.status}`, {unit: task.unit, type: task.type}),
      ),
    ],
    sharing: incident.parties.flatMap(({nation, shared, told}) => {
      const basis = shared?.basis ?? told?.basis
      return basis === undefined ? [] : [{nation, ...basis, withheld: told?.withheld}]
    }),
  }
}

function handoffPart(handoff: HandoffThing, {nation, related}: Material): Part {
  const {contact, object, from, fromPost, to, toPost, status, terms, why, agreement, reason, epoch, subject} = handoff
  const isCopy = from !== nation
  const file = related.find(one => one.kind === 'contact')
  const files = {fields: subject.fields, withheld: subject.withheld}
  return {
    ...NOTHING,
    title: `${subject.label} ${from}-${to}`,
    summary: [
      {label: 'status', value: status},
      {label: 'contact', value: contact},
      {label: 'object', value: object},
      {label: 'subject', value: subject.label},
      {label: 'from', value: [from, fromPost].filter(part => part !== undefined).join(' ')},
      {label: 'to', value: [to, toPost].filter(part => part !== undefined).join(' ')},
      {label: 'why', value: why},
      {label: 'transfer', value: terms.transfer},
      {label: 'terms', value: terms.note ?? ''},
      {label: 'reason', value: reason === undefined ? '' : [reason.code, reason.text].filter(Boolean).join(': ')},
      {label: 'epoch', value: epoch},
      {label: 'controller', value: file?.kind === 'contact' ? file.custody.controller : ''},
    ],
    spots: subject.place === undefined ? [] : [{label: subject.label, kind: object, ...subject.place}],
    steps: handoff.steps.map(({at, by, status: code}) => ({
      ...stepOf(at, by, code, {}, by.role !== 'system' && code !== 'DELIVERED' && code !== 'SEEN'),
      ...(isCopy ? {fromAge: true as const} : {}),
    })),
    sharing: agreement === undefined ? [] : [{nation: isCopy ? from : to, agreement, ...(isCopy ? {} : files)}],
  }
}

function contactPart(contact: ContactThing, {related}: Material): Part {
  const {id, title, status, object, identity, openedAt, openedBy, custody, basis, notes, contests} = contact
  const handoffs = related.flatMap(one => (one.kind === 'handoff' ? [one] : []))
  return {
    ...NOTHING,
    title: `${id} ${title}`,
    summary: [
      {label: 'status', value: status},
      {label: 'object', value: object},
      {label: 'identity', value: identity},
      {label: 'opened', value: iso(openedAt)},
      {label: 'openedBy', value: nameOf(openedBy)},
      {label: 'controller', value: [custody.controller, custody.post].filter(part => part !== undefined).join(' ')},
      {label: 'epoch', value: custody.epoch},
      {label: 'since', value: iso(custody.since)},
    ],
    steps: [
      stepOf(openedAt, openedBy, 'contact-opened', {}, true),
      ...notes.map(({at, by, text}) => stepOf(at, by, 'note', {text})),
      ...(contests ?? []).map(({by, from, reason}) =>
        stepOf(from, {nation: by, role: 'system'}, 'contested', {reason}),
      ),
      ...handoffs.flatMap(({steps, from, to}) =>
        steps.map(({at, by, status: code}) => stepOf(at, by, `handoff-${code}`, {from, to}, by.role !== 'system')),
      ),
    ],
    sharing: [
      ...(basis === undefined ? [] : [{nation: id.slice(0, 2), ...basis}]),
      ...handoffs.flatMap(({agreement, from, to}) =>
        agreement === undefined ? [] : [{nation: from === custody.controller ? to : from, agreement}],
      ),
    ],
  }
}

function shiftPart(shift: ShiftThing, {rows}: Material): Part {
  const {post, status, startedAt, outgoing, incoming, words, hash} = shift
  const signedRows = rows.filter(({type}) => type === 'shift.signed')
  return {
    ...NOTHING,
    title: post,
    summary: [
      {label: 'status', value: status},
      {label: 'post', value: post},
      {label: 'outgoing', value: nameOf(outgoing.by)},
      {label: 'incoming', value: incoming === undefined ? '' : nameOf(incoming.by)},
      {label: 'started', value: iso(startedAt)},
      {label: 'watched', value: incoming === undefined ? '' : iso(incoming.since)},
      {label: 'words', value: words?.text ?? ''},
      {label: 'signedHash', value: hash},
    ],
    items: shift.entries.map(({section, code, values, dueAt, remark, read, questions}) => ({
      section,
      code,
      values,
      due: dueAt === undefined ? undefined : iso(dueAt),
      remark,
      read: read === undefined ? undefined : iso(read.at),
      questions: questions.map(({text, answer}) => ({text, answer: answer?.text ?? ''})),
    })),
    steps: shift.log.map(({at, by, code, text}) => stepOf(at, by, code, text === undefined ? {} : {text}, true)),
    signatures: shift.signatures.map(({side, by, at, hash: signed}, index) => ({
      side,
      name: by.name ?? '',
      post: by.post ?? '',
      at: iso(at),
      hash: signed,
      row: signedRows.at(index - shift.signatures.length)?.seq,
      leaf: signedRows.at(index - shift.signatures.length)?.leaf,
    })),
    signed: shift.content,
  }
}

function stepOf(
  at: number,
  by: Teller,
  code: string,
  values: Readonly<Record<string, Value | undefined>>,
  decision = false,
): Step {
  const given = Object.entries(values).filter((entry): entry is [string, Value] => entry[1] !== undefined)
  return {
    at: iso(at),
    code,
    nation: by.nation,
    post: by.post,
    role: by.role,
    name: by.name,
    values: Object.fromEntries(given),
    ...(decision ? {decision: true as const} : {}),
  }
}

function spotsOf(thing: Thing): Spot[] {
  if (thing.kind === 'alert' && thing.place !== undefined)
    return [{label: thing.subjects[0] ?? thing.rule, kind: 'alert', ...thing.place, at: iso(thing.updatedAt)}]
  if (thing.kind === 'unit' && thing.place !== undefined && thing.placeAt !== undefined)
    return [{label: thing.name, kind: 'unit', ...thing.place, at: iso(thing.placeAt)}]
  return []
}

function spotOfTrack({label, kind, lon, lat, at}: Tracked): Spot {
  return {label, kind, lon, lat, ...(at === '' ? {} : {at})}
}

/** The name at home, nation and post from abroad. */
export function nameOf({name, nation, post, role}: Teller): string {
  const where = post ?? nation
  return name === undefined ? `${where} (${role})` : `${name} (${where})`
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
