import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {allHandoffs, allSituations, openAlerts} from '../state/things.ts'
import {Chip} from '../ui/Chip.tsx'
import {clockLocal, clockUtc} from '../ui/format.ts'
import {Icon, PriorityBadge} from '../ui/icons.tsx'
import {capOf} from '../ui/keymap.ts'
import {KeyCap} from '../ui/KeyCap.tsx'
import {alertCounts, alertRate} from './alert-rows.ts'
import {handoffRows} from './handoff-rows.ts'
import {LinkChip} from './LinkChip.tsx'
import {SoundChip} from './SoundChip.tsx'
import {UserChip} from './UserChip.tsx'
import {WorldChip} from './WorldChip.tsx'
import {useDesk, useHello, useNow, useWorkplace} from './workplace.ts'

/** Who and where I am, what time it is, whether it is live, and what waits. Each chip leads to its list. */
export function Header() {
  const {t, language} = useWords()
  const {act} = useWorkplace()
  const {wall} = useNow()
  return (
    <header className="bar" data-testid="header">
      <b className="product">Tripoint</b>
      <PostChip />
      <span className="clock" data-testid="clock">
        <bdi dir="ltr">{clockUtc(wall)}</bdi>
        <span className="local">{t('header.local', {time: clockLocal(wall, language)})}</span>
      </span>
      <LinkChip />
      <WorldChip />
      <span className="spring" />
      <AlertChips />
      <HandoffChip />
      <RateChip />
      <SoundChip />
      <Chip testId="chip-search" label={t('action.search')} onPress={() => act('search')}>
        <KeyCap>{capOf('search')}</KeyCap>
      </Chip>
      <BoardChip />
      <UserChip />
    </header>
  )
}

/** To the commander's board and back. */
function BoardChip() {
  const {t} = useWords()
  const {act} = useWorkplace()
  const isBoard = useDesk(state => state.screen === 'board')
  const words = t(isBoard ? 'action.watch' : 'action.board')
  return (
    <Chip testId="chip-board" label={words} onPress={() => act('board')}>
      <span>{t(isBoard ? 'board.back' : 'board.short')}</span>
      <KeyCap>{capOf('board')}</KeyCap>
    </Chip>
  )
}

function PostChip() {
  const {t} = useWords()
  const {who, act} = useWorkplace()
  const hello = useHello()
  const post = hello?.user.post ?? who.post
  const name = hello?.posts.find(one => one.id === post)?.name
  return (
    <Chip testId="chip-post" label={t('action.home')} onPress={() => act('home')}>
      <b>{post ?? who.nation}</b>
      {name === undefined ? undefined : <b className="name">{name}</b>}
    </Chip>
  )
}

function AlertChips() {
  const {t} = useWords()
  const {stores, act} = useWorkplace()
  const counts = alertCounts(useStore(stores.things, openAlerts))
  const priorities = [1, 2, 3] as const
  return (
    <>
      {priorities.map(priority => (
        <Chip
          key={priority}
          testId={`chip-p${priority}`}
          tone={`p${priority} ${counts[priority] === 0 ? 'zero' : ''}`}
          label={t('header.alerts', {
            count: counts[priority],
            priority: t(`priority.${priority}`),
            unacknowledged: counts.unacknowledged[priority],
          })}
          onPress={() => act('go-alerts')}
        >
          <PriorityBadge priority={priority} hollow={counts[priority] === 0} label={t(`priority.${priority}`)} />
          <span data-testid={`count-p${priority}`}>{counts[priority]}</span>
        </Chip>
      ))}
    </>
  )
}

function HandoffChip() {
  const {t} = useWords()
  const {stores, nation, act} = useWorkplace()
  const {wall} = useNow()
  const noticed = useStore(stores.view, view => view.noticed)
  const {incoming, outgoing} = handoffRows(useStore(stores.things, allHandoffs), {nation, now: wall, noticed})
  const into = incoming.filter(row => !row.ended).length
  const out = outgoing.filter(row => !row.ended).length
  const words = t('header.handoffs', {in: into, out})
  return (
    <Chip
      testId="chip-handoffs"
      tone={into + out === 0 ? 'zero' : 'handoff'}
      label={words}
      onPress={() => act('go-handoffs')}
    >
      <Icon name="handoff" />
      <span>{words}</span>
    </Chip>
  )
}

function RateChip() {
  const {t} = useWords()
  const {stores, act} = useWorkplace()
  const {wall} = useNow()
  const rate = alertRate(useStore(stores.things, allSituations), wall)
  return (
    <Chip testId="chip-rate" tone="plain" label={t('header.rateLong', {count: rate})} onPress={() => act('go-alerts')}>
      {t('header.rate', {count: rate})}
    </Chip>
  )
}
