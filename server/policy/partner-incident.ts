import type {NationCode} from '../../shared/base/id.ts'
import type {LinkIncident} from '../../shared/protocol/link-incident.ts'
import {coarse} from './coarse.ts'
import type {Facts, Permit} from './decide.ts'
import {covers} from './fields.ts'
import type {Objects} from './objects.ts'
import {hasNow} from './told.ts'
import type {Treaties} from './treaties.ts'

type Uncut = Omit<LinkIncident, 'live' | 'basis' | 'withheld'>
type Line = LinkIncident['lines'][number]

/** That and how people are at risk. */
const DISTRESS_LINES: ReadonlySet<string> = new Set([
  'sar-raised',
  'sar-lowered',
  'sar-ended',
  'distress-noted',
  'mrcc-informed',
  'mrcc-acknowledged',
])
/** Steps of a rescue: what may be told wherever people are at risk. */
const RESCUE_LINES: ReadonlySet<string> = new Set([...DISTRESS_LINES, 'unit-assigned', 'task-progress'])
/** What was done, where a commander has shared the incident. Notes, files and ratings are nobody else's. */
const SHARED_LINES: ReadonlySet<string> = new Set([
  ...RESCUE_LINES,
  'incident-reported',
  'incident-opened',
  'incident-taken',
  'incident-validated',
  'impact-decided',
  'lead-assigned',
  'lead-acknowledged',
  'lead-passed',
  'lead-received',
  'incident-contained',
  'incident-resolved',
  'incident-closed',
  'incident-reopened',
  'incident-merged',
  'report-sent',
  'item-done',
])
/** Values of lines that are codes, numbers or nations; people's words are never among them. */
const TOLD_VALUES: ReadonlySet<string> = new Set([
  'phase',
  'persons',
  'status',
  'type',
  'post',
  'category',
  'impact',
  'criterion',
  'outcome',
  'reason',
  'item',
  'nation',
])

/** One's own part of an incident as a partner may have it. */
export class PartnerIncident {
  readonly #objects: Objects
  readonly #treaties: Treaties

  constructor(options: {objects: Objects; treaties: Treaties}) {
    this.#objects = options.objects
    this.#treaties = options.treaties
  }

  /**
   * What a commander has shared goes where an agreement lets incidents be told of. Where people are at risk it goes by the
   * rule for the safety of life alone, as a rescue and nothing else; whoever has been told is told how that ended.
   */
  cut(
    message: Uncut,
    to: {
      readonly partner: NationCode
      readonly keys: readonly string[]
      readonly told: boolean
      readonly live: readonly string[]
    },
  ): LinkIncident | undefined {
    const {partner, told} = to
    const {sar, scope} = message
    const livesAtRisk = sar !== undefined && (sar.ended === undefined || told)
    if (scope === 'rescue' && !livesAtRisk) return undefined
    const facts = this.#factsOf(message, livesAtRisk)
    const decision = this.#treaties.ask(facts, partner, scope === 'rescue' ? 'receive_alert' : 'notify')
    if (decision.effect !== 'permit') return undefined
    const full = this.#fields(message, to, decision)
    return scope === 'rescue' ? asRescue(full) : full
  }

  #fields(
    message: Uncut,
    {
      partner,
      keys,
      live,
    }: {readonly partner: NationCode; readonly keys: readonly string[]; readonly live: readonly string[]},
    permit: Permit,
  ): LinkIncident {
    const {place, title, sar, distress, lines, contacts, ...rest} = message
    const has = (field: string) => hasNow(permit, field)
    const knowsDistress = has('distress') || has('distressPhase') || message.scope === 'rescue'
    const knowsPeople = has('pob') || has('distress')
    const known = contacts.filter((_, index) => this.#mayKnow(keys[index] ?? '', partner))
    return {
      ...rest,
      title: has('name') ? title : '',
      contacts: known,
      ...(place === undefined || !has('position')
        ? {}
        : {place: coarse(place.lon, place.lat, permit.fields.get('position')?.precisionM ?? 1)}),
      ...(sar === undefined || !knowsDistress ? {} : {sar}),
      ...(distress === undefined || !knowsPeople ? {} : {distress}),
      lines: lines
        .filter(line => knowsDistress || !DISTRESS_LINES.has(line.code))
        .flatMap(line => told(line, {partner, own: this.#objects.nation, names: has('name')}) ?? []),
      live: known.length === contacts.length && covers(permit.fields, 'position') ? [...live] : [],
      basis: permit.bases[0],
      withheld: [
        ...(has('name') ? [] : ['title']),
        ...(has('position') ? [] : ['place']),
        ...(knowsDistress ? [] : ['sar']),
        ...(knowsPeople ? [] : ['distress']),
      ],
    }
  }

  /** A contact on an object that the partner may be told of. */
  #mayKnow(key: string, partner: NationCode): boolean {
    const facts = this.#objects.ofSubject(key, undefined)
    if (facts === undefined || facts === 'unknown') return false
    return this.#treaties.ask(facts, partner, 'notify').effect === 'permit'
  }

  #factsOf({place}: Uncut, livesAtRisk: boolean): Facts {
    return {...this.#objects.factsFrom({kind: 'contact', place, flags: 0}), classes: ['incident'], livesAtRisk}
  }
}

/** Of an incident that only the safety of life opens: that people are at risk, where, who they are, what is done for them. */
function asRescue(full: LinkIncident): LinkIncident {
  const {status: _status, impact: _impact, outcome: _outcome, closed: _closed, leadOffer: _offer, ...rest} = full
  return {
    ...rest,
    priority: 1,
    category: 'distress',
    criterion: 'lives-at-risk',
    lines: full.lines.filter(line => RESCUE_LINES.has(line.code)),
    withheld: [...full.withheld, 'status', 'impact', 'category'],
  }
}

/** A line as codes and numbers; of other nations only the reader and the own are named. */
function told(
  line: Line,
  {partner, own, names}: {partner: NationCode; own: NationCode; names: boolean},
): Line | undefined {
  const {code, values} = line
  const nation = values['nation']
  if (!SHARED_LINES.has(code) || (nation !== undefined && nation !== own && nation !== partner)) return undefined
  const kept = Object.entries(values).filter(([name]) => TOLD_VALUES.has(name) || (names && name === 'unit'))
  return {...line, values: Object.fromEntries(kept)}
}
