import {useEffect, useState} from 'react'
import {useStore} from 'zustand'
import type {Found} from '../../shared/protocol/message.ts'
import {askUntilAnswered} from '../link/ask-until-answered.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {showPlace} from '../state/view.ts'
import {position} from '../ui/format.ts'
import {capOf} from '../ui/keymap.ts'
import {KeyCap} from '../ui/KeyCap.tsx'
import {actionHits, coordinates, foundHits, type Hit, thingHits} from './search-hits.ts'
import {useDesk, useWorkplace} from './workplace.ts'

const MOST_ROWS = 40

/** One box for everything: tracks, contacts, incidents, units, places, coordinates, commands with their keys. */
export function Search() {
  const isOpen = useDesk(state => state.overlay === 'search')
  return isOpen ? <SearchBox /> : undefined
}

function SearchBox() {
  const {t} = useWords()
  const {desk} = useWorkplace()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const {hits, isAnswered} = useHits(text)
  const choose = useChoose()
  const chosen = Math.min(at, hits.length - 1)

  return (
    <div className="overlay" onMouseDown={() => desk.setState({overlay: undefined})}>
      <div
        className="dialog"
        role="dialog"
        aria-label={t('action.search')}
        data-testid="search"
        onMouseDown={event => event.stopPropagation()}
      >
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls="search-hits"
          aria-activedescendant={`hit-${chosen}`}
          placeholder={t('search.placeholder')}
          data-testid="search-text"
          value={text}
          onChange={event => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={event => {
            const hit = hits[chosen]
            if (event.key === 'ArrowDown') setAt(Math.min(hits.length - 1, chosen + 1))
            else if (event.key === 'ArrowUp') setAt(Math.max(0, chosen - 1))
            else if (event.key === 'Enter' && hit !== undefined) choose(hit)
            else return
            event.preventDefault()
          }}
        />
        <ul id="search-hits" role="listbox" aria-label={t('search.results')} className="hits">
          {hits.map((hit, index) => (
            <li
              key={hit.id}
              id={`hit-${index}`}
              role="option"
              aria-selected={index === chosen}
              data-testid="hit"
              onMouseEnter={() => setAt(index)}
              onClick={() => choose(hit)}
            >
              <HitLine hit={hit} />
            </li>
          ))}
          {hits.length > 0 && isAnswered ? undefined : (
            <li className="empty" role="status" data-testid="search-state">
              {t(isAnswered ? 'search.nothing' : 'search.asking')}
            </li>
          )}
        </ul>
      </div>
    </div>
  )
}

function HitLine({hit}: {hit: Hit}) {
  const {t} = useWords()
  return (
    <>
      <span className="hit-kind">{say(t, `search.${hit.type === 'thing' ? hit.kind : hit.type}`)}</span>
      <span className="title">
        <bdi>{hit.title}</bdi>
      </span>
      {hit.type === 'action' ? <KeyCap>{capOf(hit.action)}</KeyCap> : <span className="about">{hit.detail}</span>}
    </>
  )
}

/** `isAnswered`: the node has said what it finds for this text; until then there may be more than is listed. */
function useHits(text: string): {hits: readonly Hit[]; isAnswered: boolean} {
  const {t} = useWords()
  const {link, stores, clock} = useWorkplace()
  const things = useStore(stores.things)
  const [found, setFound] = useState<{text: string; found: Found}>({text: '', found: {hits: []}})

  useEffect(() => {
    const wanted = text.trim()
    if (wanted === '') return
    return askUntilAnswered(
      clock,
      () => link.search(wanted),
      answer => setFound({text, found: answer}),
    )
  }, [link, clock, text])

  const place = coordinates(text)
  const all: Hit[] = [
    ...(place === undefined
      ? []
      : [{type: 'place' as const, id: 'coordinates', title: position(place.lon, place.lat), detail: '', place}]),
    ...thingHits(text, things),
    ...(text.trim() === '' ? [] : foundHits(found.found)),
    ...actionHits(text, action => t(`action.${action}`)),
  ]
  const seen = new Set<string>()
  return {
    hits: all.filter(hit => !seen.has(hit.id) && seen.add(hit.id)).slice(0, MOST_ROWS),
    isAnswered: text.trim() === '' || found.text === text,
  }
}

function useChoose(): (hit: Hit) => void {
  const {desk, stores, open, act} = useWorkplace()
  return hit => {
    desk.setState({overlay: undefined})
    if (hit.type === 'action') return act(hit.action)
    if (hit.type === 'place') return showPlace(stores.view, hit.place, 10)
    open(hit.selected)
    if (hit.place === undefined) act('centre')
    else showPlace(stores.view, hit.place)
  }
}
