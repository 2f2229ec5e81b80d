import {useStore} from 'zustand'
import {useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {age} from '../../ui/format.ts'
import {capOf} from '../../ui/keymap.ts'
import {KeyCap} from '../../ui/KeyCap.tsx'
import {Id} from '../../ui/Id.tsx'
import {Row} from '../Row.tsx'
import {useDesk, useHello, useNow, useWorkplace} from '../workplace.ts'
import {LOAD_PARTS, type PostLoad, suggestMove, WEIGHTS} from './load.ts'
import {boardLoads, LOAD_LIMIT, moveForm, placeOf} from './move-form.ts'
import {MoveWork} from './MoveWork.tsx'
import {PartHead} from './PartHead.tsx'

/** Posts in their own order, each with its load as a sum that can be read; where it is too much, what could be moved. */
export function PostsPanel() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const {wall} = useNow()
  const hello = useHello()
  const things = useStore(stores.things)
  const form = useDesk(state => state.form)
  const limit = hello?.loadLimit ?? LOAD_LIMIT
  const loads = boardLoads(hello, things, wall)
  return (
    <section
      className="board-posts panel hatched"
      aria-label={t('board.posts')}
      data-list="posts"
      data-testid="board-posts"
    >
      <PartHead title={t('board.posts')} hint={<KeyCap>{capOf('go-posts')}</KeyCap>} />
      {form?.type === 'move' ? <MoveWork form={form} loads={loads} /> : undefined}
      {loads.length === 0 ? <p className="empty">{t('board.none')}</p> : undefined}
      <ul className="rows">
        {loads.map(load => (
          <PostRow key={load.id} load={load} loads={loads} limit={limit} />
        ))}
      </ul>
      <p className="panel-foot">{t('board.purpose')}</p>
    </section>
  )
}

function PostRow({load, loads, limit}: {load: PostLoad; loads: readonly PostLoad[]; limit: number}) {
  const {t} = useWords()
  const {wall} = useNow()
  const isOver = load.total > limit
  const who = load.who ?? t('board.nobody')
  return (
    <Row
      list="posts"
      id={load.id}
      testId={`post-${load.id}`}
      className={isOver ? 'over' : ''}
      label={`${load.id}, ${who}, ${t('board.sum', {total: load.total, limit})}`}
    >
      <div className="line" data-over={isOver}>
        <Id>{load.id}</Id>
        <span className="title">{who}</span>
        <span className="post-state">{load.state === 'open' ? '' : t(`board.postState.${load.state}`)}</span>
        <b data-testid={`load-${load.id}`}>{load.total}</b>
        <LoadBar total={load.total} limit={limit} />
      </div>
      <dl className="post-numbers">
        <Number label={t('board.held')} value={load.counts.held} />
        <Number label="P1" value={load.counts.p1} />
        <Number label="P2" value={load.counts.p2} />
        <Number label={t('board.inOut')} value={`${load.incoming}/${load.outgoing}`} />
        <Number label={t('board.rate')} value={load.counts.alerts} />
        <Number label={t('board.oldest')} value={load.oldestAt === undefined ? '–' : age(wall - load.oldestAt)} />
      </dl>
      {isOver ? <Overload load={load} loads={loads} limit={limit} /> : undefined}
    </Row>
  )
}

function Number({label, value}: {label: string; value: string | number}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** The sum against its line. The number stands beside it: the bar alone says nothing. */
function LoadBar({total, limit}: {total: number; limit: number}) {
  const whole = Math.max(total, limit) * 1.1
  return (
    <svg className="load-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect className="load" x="0" y="2" width={(total / whole) * 100} height="6" />
      <line className="limit" x1={(limit / whole) * 100} x2={(limit / whole) * 100} y1="0" y2="10" />
    </svg>
  )
}

/** Why it is too much, part by part, and the move that would help. */
function Overload({load, loads, limit}: {load: PostLoad; loads: readonly PostLoad[]; limit: number}) {
  const {t} = useWords()
  const {stores, desk} = useWorkplace()
  const {wall} = useNow()
  const move = suggestMove(load, {loads, limit, placeOf: contact => placeOf(contact, stores)})
  const parts = LOAD_PARTS.filter(part => load.counts[part] > 0).map(part =>
    t(PART_KEYS[part], {count: load.counts[part], weight: load.counts[part] * WEIGHTS[part]}),
  )
  return (
    <div className="overload" data-testid={`overload-${load.id}`}>
      <p>
        <b>
          {t('board.sum', {total: load.total, limit})} · {t('board.over', {limit})}
        </b>
      </p>
      <p data-testid={`load-parts-${load.id}`}>{parts.join(' + ')}</p>
      {move === undefined ? (
        <p>{t('board.noSuggestion')}</p>
      ) : (
        <p className="suggestion">
          {t('board.suggest', {count: move.contacts.length, from: load.id, to: move.to.id})}.{' '}
          {t('board.suggestWhy', {from: load.id, fromAfter: move.fromAfter, to: move.to.id, toAfter: move.toAfter})}{' '}
          <Button
            testId={`move-${load.id}`}
            onPress={() => {
              const form = moveForm(load.id, stores, wall)
              if (typeof form !== 'string') desk.setState({form})
            }}
          >
            {t('action.move')}…
          </Button>
        </p>
      )}
    </div>
  )
}

const PART_KEYS = {
  held: 'board.partHeld',
  p1: 'board.partP1',
  p2: 'board.partP2',
  handoffs: 'board.partHandoffs',
  alerts: 'board.partAlerts',
} as const
