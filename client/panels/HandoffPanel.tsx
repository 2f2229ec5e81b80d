import {useStore} from 'zustand'
import {say, useWords} from '../locales/catalogue.ts'
import {allHandoffs} from '../state/things.ts'
import {age} from '../ui/format.ts'
import {capOf} from '../ui/keymap.ts'
import {KeyCap} from '../ui/KeyCap.tsx'
import {ConvoyHead} from './ConvoyHead.tsx'
import {DueList} from './DueList.tsx'
import {HandoffCard} from './HandoffCard.tsx'
import {byConvoy, type HandoffRow, handoffRows} from './handoff-rows.ts'
import {PointOuts} from './PointOuts.tsx'
import {useHello, useNow, useWorkplace} from './workplace.ts'

/** Handoffs to us and from us, with the time that is left. */
export function HandoffPanel() {
  const {t} = useWords()
  const {stores, nation} = useWorkplace()
  const {wall} = useNow()
  const handoffs = useStore(stores.things, allHandoffs)
  const noticed = useStore(stores.view, view => view.noticed)
  const {incoming, outgoing} = handoffRows(handoffs, {nation, now: wall, noticed})

  return (
    <section className="panel live" aria-label={t('handoff.title')} data-testid="handoff-panel" data-list="handoffs">
      <header className="panel-head">
        <h2>{t('handoff.incoming')}</h2>
        <span className="hint">
          <KeyCap>{capOf('accept')}</KeyCap> {t('action.accept')} <KeyCap>{capOf('refuse')}</KeyCap>{' '}
          {t('action.refuse')}
        </span>
      </header>
      {incoming.length + outgoing.length === 0 ? <NoHandoffs /> : undefined}
      <Rows rows={incoming} />
      {outgoing.length === 0 ? undefined : <h3 className="panel-sub">{t('handoff.outgoing')}</h3>}
      <Rows rows={outgoing} />
      <PointOuts />
      <DueList />
    </section>
  )
}

function Rows({rows}: {rows: readonly HandoffRow[]}) {
  if (rows.length === 0) return undefined
  return (
    <ul className="rows">
      {byConvoy(rows).map(({convoy, members}) =>
        convoy === undefined ? (
          members.map(row => <HandoffCard key={row.handoff.id} row={row} />)
        ) : (
          <li key={convoy} className="convoy-rows">
            <ConvoyHead convoy={convoy} rows={members} />
            <ul className="rows">
              {members.map(row => (
                <HandoffCard key={row.handoff.id} row={row} />
              ))}
            </ul>
          </li>
        ),
      )}
    </ul>
  )
}

/** Nothing waits; whom we could hear from, and who cannot be reached. */
function NoHandoffs() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const hello = useHello()
  const links = useStore(stores.link, state => state.links)
  const partners = (hello?.partners ?? []).map(({nation}) => {
    const link = links.find(one => one.nation === nation)
    const status = link?.status ?? 'down'
    return `${nation} ${say(t, `link.partner.${status}`)}${status === 'down' && link !== undefined ? ` ${age(link.silentMs)}` : ''}`
  })
  return (
    <p className="empty" data-testid="no-handoffs">
      {t('handoff.none')} {partners.length === 0 ? '' : t('handoff.partners', {list: partners.join(', ')})}
    </p>
  )
}
