/** What the keys can do. The same names are what buttons and the command palette call. */
export const ACTIONS = [
  'accept',
  'standby',
  'refuse',
  'handoff',
  'recall',
  'counter',
  'verbal',
  'give-back',
  'take-over',
  'ask-for',
  'point-out',
  'custody',
  'merge',
  'acknowledge',
  'acknowledge-cautions',
  'shelve',
  'silence',
  'next',
  'previous',
  'open',
  'up',
  'task',
  'waters',
  'pursue',
  'incident',
  'next-step',
  'rescue',
  'note',
  'mark',
  'follow',
  'centre',
  'vector',
  'detail',
  'home',
  'palette',
  'search',
  'help',
  'go-alerts',
  'go-handoffs',
  'go-due',
  'go-incidents',
  'go-units',
  'go-crossings',
  'go-map',
  'go-shift',
  'go-system',
  'go-posts',
  'board',
] as const
export type Action = (typeof ACTIONS)[number]

/** A key as its cap says it; letters lower case, digits `1` to `9`, else the event's own name. */
export type Key = {readonly key: string; readonly shift?: true; readonly ctrl?: true; readonly after?: 'g'}
export type KeyGroup = 'handoffs' | 'alerts' | 'incidents' | 'lists' | 'track' | 'map' | 'screen'
export type Binding = {readonly action: Action; readonly group: KeyGroup; readonly keys: readonly Key[]}

/** Every key of the console, in the order of the help page. */
export const BINDINGS: readonly Binding[] = [
  {action: 'accept', group: 'handoffs', keys: [{key: 'a'}]},
  {action: 'standby', group: 'handoffs', keys: [{key: 'a', shift: true}]},
  {action: 'refuse', group: 'handoffs', keys: [{key: 'r', shift: true}]},
  {action: 'handoff', group: 'handoffs', keys: [{key: 'h'}]},
  {action: 'recall', group: 'handoffs', keys: [{key: 'h', shift: true}]},
  {action: 'counter', group: 'handoffs', keys: [{key: 'c', shift: true}]},
  {action: 'verbal', group: 'handoffs', keys: [{key: 'v', shift: true}]},
  {action: 'give-back', group: 'handoffs', keys: [{key: 'z', ctrl: true}]},
  {action: 'ask-for', group: 'handoffs', keys: [{key: 'e', shift: true}]},
  {action: 'take-over', group: 'handoffs', keys: [{key: 't', shift: true}]},
  {action: 'custody', group: 'handoffs', keys: [{key: 'x', shift: true}]},
  {action: 'point-out', group: 'handoffs', keys: [{key: 'p', shift: true}]},
  {action: 'merge', group: 'handoffs', keys: [{key: 'm', shift: true}]},
  {action: 'acknowledge', group: 'alerts', keys: [{key: ' '}]},
  {action: 'acknowledge-cautions', group: 'alerts', keys: [{key: ' ', shift: true}]},
  {action: 'shelve', group: 'alerts', keys: [{key: 'z'}]},
  {action: 'silence', group: 'alerts', keys: [{key: 's'}]},
  {action: 'next', group: 'lists', keys: [{key: 'j'}, {key: 'ArrowDown'}]},
  {action: 'previous', group: 'lists', keys: [{key: 'k'}, {key: 'ArrowUp'}]},
  {action: 'open', group: 'lists', keys: [{key: 'Enter'}]},
  {action: 'up', group: 'lists', keys: [{key: 'Escape'}]},
  {action: 'go-alerts', group: 'lists', keys: [{key: 'a', after: 'g'}]},
  {action: 'go-handoffs', group: 'lists', keys: [{key: 'h', after: 'g'}]},
  {action: 'go-due', group: 'lists', keys: [{key: 'd', after: 'g'}]},
  {action: 'go-incidents', group: 'lists', keys: [{key: 'i', after: 'g'}]},
  {action: 'go-units', group: 'lists', keys: [{key: 'u', after: 'g'}]},
  {action: 'go-crossings', group: 'lists', keys: [{key: 'c', after: 'g'}]},
  {action: 'go-system', group: 'lists', keys: [{key: 's', after: 'g'}]},
  {action: 'go-map', group: 'lists', keys: [{key: 'm', after: 'g'}]},
  {action: 'go-shift', group: 'lists', keys: [{key: 'w', after: 'g'}]},
  {action: 'go-posts', group: 'lists', keys: [{key: 'o', after: 'g'}]},
  {action: 'task', group: 'track', keys: [{key: 't'}]},
  {action: 'waters', group: 'track', keys: [{key: 'w'}]},
  {action: 'pursue', group: 'track', keys: [{key: 'w', shift: true}]},
  {action: 'incident', group: 'track', keys: [{key: 'i'}]},
  {action: 'next-step', group: 'incidents', keys: [{key: 'y'}]},
  {action: 'rescue', group: 'incidents', keys: [{key: 'i', shift: true}]},
  {action: 'note', group: 'track', keys: [{key: 'n'}]},
  {action: 'mark', group: 'track', keys: [{key: 'x'}]},
  {action: 'follow', group: 'map', keys: [{key: 'f'}]},
  {action: 'centre', group: 'map', keys: [{key: 'c'}]},
  {action: 'vector', group: 'map', keys: [{key: 'v'}]},
  {action: 'detail', group: 'map', keys: [{key: 'd'}]},
  {action: 'home', group: 'map', keys: [{key: 'Home'}]},
  {action: 'board', group: 'screen', keys: [{key: 'o'}]},
  {action: 'palette', group: 'screen', keys: [{key: 'b'}]},
  {action: 'search', group: 'screen', keys: [{key: 'k', ctrl: true}, {key: '/'}]},
  {action: 'help', group: 'screen', keys: [{key: 'F1'}, {key: '?'}]},
]

/** What of a keyboard event counts. */
export type Press = {
  readonly key: string
  readonly code: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
}

/** Where the press happened. */
export type Surroundings = {
  /** In a text field: letters are text. */
  readonly inText: boolean
  /** On a button, link or choice: Space, Enter and arrows are its own. */
  readonly onControl: boolean
  /** In the map: arrows pan. */
  readonly inMap: boolean
  /** `G` was pressed just before. */
  readonly afterG: boolean
  /** Something that waits for a digit is open: reasons of a refusal, a form's choices. */
  readonly wantsDigit: boolean
}

export type Meaning =
  | {readonly type: 'action'; readonly action: Action}
  /** The first of a chord: the next key decides. */
  | {readonly type: 'g'}
  /** One of the numbered choices that are on the screen. */
  | {readonly type: 'digit'; readonly digit: number}

/**
 * What a press means; undefined when it means nothing to the console. Letters are matched as the layout writes them,
 * else (Greek, Cyrillic, Arabic) by where they stand; digits by where they stand, because AZERTY shifts them.
 */
export function meaningOf(press: Press, where: Surroundings): Meaning | undefined {
  if (press.altKey || press.metaKey) return undefined
  const digit = digitOf(press.code)
  if (where.inText) return inTextField(press)
  if (where.wantsDigit && digit !== undefined && !press.ctrlKey) return {type: 'digit', digit}

  const key = keyOf(press)
  if (where.onControl && (key === ' ' || key === 'Enter' || key.startsWith('Arrow'))) return undefined
  if (where.inMap && key.startsWith('Arrow')) return undefined
  if (where.afterG) return action(BINDINGS.find(({keys}) => keys.some(cap => cap.after === 'g' && cap.key === key)))
  if (key === 'g' && !press.shiftKey && !press.ctrlKey) return {type: 'g'}
  return action(BINDINGS.find(({keys}) => keys.some(cap => matches(cap, key, press))))
}

/** The key for a button's cap: `A`, `Shift R`, `Space`, `Ctrl K`. */
export function capOf(wanted: Action): string {
  const first = BINDINGS.find(binding => binding.action === wanted)?.keys[0]
  return first === undefined ? '' : nameOf(first)
}

/** A key as people call it. */
export function nameOf(key: Key): string {
  const name = NAMES[key.key] ?? (key.key.length === 1 ? key.key.toUpperCase() : key.key)
  return `${key.after === undefined ? '' : 'G '}${key.ctrl ? 'Ctrl ' : ''}${key.shift ? 'Shift ' : ''}${name}`
}

/**
 * Keeps a key from acting on something that has just slipped under it: after what it acts on has changed, it does
 * nothing for 400 ms.
 */
export class SlipGuard {
  static readonly GUARD_MS = 400
  readonly #subjects = new Map<Action, {readonly id: string | undefined; readonly since: number}>()

  /** Says what the key would act on now. Times are monotonic, ms. */
  aims(at: Action, id: string | undefined, now: number): void {
    if (this.#subjects.get(at)?.id === id && this.#subjects.has(at)) return
    this.#subjects.set(at, {id, since: this.#subjects.has(at) ? now : -Infinity})
  }

  allows(wanted: Action, now: number): boolean {
    const subject = this.#subjects.get(wanted)
    return subject === undefined || now - subject.since >= SlipGuard.GUARD_MS
  }
}

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

function inTextField(press: Press): Meaning | undefined {
  if (press.key === 'Escape') return {type: 'action', action: 'up'}
  if (press.key === 'F1') return {type: 'action', action: 'help'}
  if (press.ctrlKey && keyOf(press) === 'k') return {type: 'action', action: 'search'}
  return undefined
}

/** A Latin letter as written; another script's by its place on the keyboard; everything else by name. */
function keyOf(press: Press): string {
  if (/^[a-zA-Z]$/.test(press.key)) return press.key.toLowerCase()
  if (press.code.startsWith('Key') && press.key.length === 1 && !/^[\x20-\x7e]$/.test(press.key))
    return press.code.slice(3).toLowerCase()
  return press.key
}

function digitOf(code: string): number | undefined {
  const found = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1]
  return found === undefined ? undefined : Number(found)
}

function matches(cap: Key, key: string, press: Press): boolean {
  if (cap.after !== undefined || cap.key !== key || (cap.ctrl ?? false) !== press.ctrlKey) return false
  const shiftIsPartOfTheSign = key.length === 1 && !/[a-z ]/.test(key)
  return shiftIsPartOfTheSign || (cap.shift ?? false) === press.shiftKey
}

function action(binding: Binding | undefined): Meaning | undefined {
  return binding === undefined ? undefined : {type: 'action', action: binding.action}
}
