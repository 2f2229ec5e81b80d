import type {TrackId} from '../../shared/base/id.ts'
import type {TrackName} from '../../shared/model/track.ts'
import type {Found} from '../../shared/protocol/message.ts'
import type {Thing} from '../../shared/protocol/things.ts'

const MOST = 20

type Hit = Found['hits'][number]

/** A track as far as the asking person may have it, with every name by which it may be looked for. */
export type Searchable = {
  readonly id: TrackId
  readonly name: TrackName
  readonly words: readonly string[]
  readonly lon: number
  readonly lat: number
}

/** Finds tracks, contacts, incidents and units by what they are called: whole words first, then beginnings, then parts. */
export function search(text: string, tracks: Iterable<Searchable>, things: Iterable<Thing>): Found {
  const wanted = folded(text)
  if (wanted === '') return {hits: []}
  const ranked: {rank: number; hit: Hit}[] = []
  for (const thing of things) {
    const hit = thingHit(thing)
    const rank =
      hit === undefined
        ? 0
        : rankOf(wanted, [hit.title, String(hit.id), ...(thing.kind === 'contact' ? [thing.title] : [])])
    if (hit !== undefined && rank > 0) ranked.push({rank: rank + 1, hit})
  }
  for (const {id, name, words, lon, lat} of tracks) {
    const rank = rankOf(wanted, words)
    if (rank > 0)
      ranked.push({
        rank,
        hit: {
          type: 'track',
          id,
          title: name.label,
          detail: words.filter(word => word !== name.label).join(' · '),
          lon,
          lat,
        },
      })
    if (ranked.length > 2_000) break
  }
  ranked.sort((a, b) => b.rank - a.rank || a.hit.title.localeCompare(b.hit.title))
  return {hits: ranked.slice(0, MOST).map(({hit}) => hit)}
}

function thingHit(thing: Thing): Hit | undefined {
  switch (thing.kind) {
    case 'contact':
      return {type: 'contact', id: thing.id, title: thing.id.slice(0, 7), detail: thing.title}
    case 'incident':
      return {
        type: 'incident',
        id: thing.id,
        title: thing.number,
        detail: thing.title,
        ...(thing.place === undefined ? {} : thing.place),
      }
    case 'unit':
      return {
        type: 'unit',
        id: thing.id,
        title: thing.name,
        detail: thing.id,
        ...(thing.place === undefined ? {} : thing.place),
      }
    case 'alert':
    case 'handoff':
    case 'post':
    case 'shift':
    case 'point-out':
    case 'task':
    case 'notice':
    case 'file':
    case 'pursuit':
    case 'due':
      return undefined
  }
}

function rankOf(wanted: string, words: readonly string[]): number {
  let best = 0
  for (const word of words) {
    const text = folded(word)
    const rank = text === wanted ? 3 : text.startsWith(wanted) ? 2 : text.includes(wanted) ? 1 : 0
    if (rank > best) best = rank
  }
  return best
}

/** Lower case, without diacritics, spaces or dashes: `Ærø` is found by `aero`, `SE-K7QF` by `sek7qf`. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[\u0300-\u036f\s-]/g, '')
}
