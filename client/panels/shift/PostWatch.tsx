import {useState} from 'react'
import {useStore} from 'zustand'
import type {PostId} from '../../../shared/base/id.ts'
import {hex} from '../../../shared/base/random.ts'
import type {PostThing} from '../../../shared/protocol/things.ts'
import {useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {clockUtc} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {useFrozen, useHello, useWorkplace} from '../workplace.ts'
import {useWatch} from './use-shift.ts'

/** How the own post stands to its neighbours, open or busy, and the commander's standing orders. */
export function PostWatch() {
  const {t} = useWords()
  const {who} = useWorkplace()
  const {post, isHolder} = useWatch()
  if (post === undefined) return undefined
  return (
    <section className="shift-records" aria-label={t('shift.section.orders')} data-testid="post-watch">
      {isHolder ? <Busy post={post} /> : undefined}
      <h3>{t('shift.section.orders')}</h3>
      {who.role === 'commander' ? <OrdersOfAll /> : <Orders post={post} />}
    </section>
  )
}

/** What the neighbours read beside the post's name: that it can take more, or not now. */
function Busy({post}: {post: PostThing}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const frozen = useFrozen()
  const wanted = post.state === 'busy' ? 'open' : 'busy'
  return (
    <div className="buttons">
      <span data-testid="post-state">{t(`shift.state.${post.state}`)}</span>
      <Button
        testId={`say-${wanted}`}
        disabledBecause={frozen ? t('refusal.no-link') : undefined}
        onPress={() => send({type: 'post.state', post: post.id, state: wanted})}
      >
        {t(wanted === 'busy' ? 'shift.sayBusy' : 'shift.sayOpen')}
      </Button>
    </div>
  )
}

function Orders({post: {id, orders}}: {post: PostThing}) {
  const {t} = useWords()
  const {who, send} = useWorkplace()
  const frozen = useFrozen()
  if (orders.length === 0) return <p className="empty">{t('shift.noOrders')}</p>
  return (
    <ul>
      {orders.map(order => (
        <li key={order.id} data-testid={`order-${order.id}`} lang={order.language}>
          {order.text}{' '}
          <small>
            {doerText(t, order.by)} {clockUtc(order.at)}
          </small>{' '}
          {who.role === 'commander' ? (
            <Button
              tone="quiet"
              testId={`end-order-${order.id}`}
              disabledBecause={frozen ? t('refusal.no-link') : undefined}
              onPress={() => send({type: 'post.order-end', post: id, order: order.id})}
            >
              {t('shift.endOrder')}
            </Button>
          ) : undefined}
        </li>
      ))}
    </ul>
  )
}

/** A commander's view: one post at a time, its orders, and a field for the next. */
function OrdersOfAll() {
  const {t, language} = useWords()
  const {stores, send, random, nation} = useWorkplace()
  const frozen = useFrozen()
  const own = useHello()?.posts.filter(({id}) => id.startsWith(`${nation}-`)) ?? []
  const [chosen, choose] = useState<PostId>()
  const [text, setText] = useState('')
  const id = chosen ?? own[0]?.id
  const post = useStore(stores.things, state => (id === undefined ? undefined : state.post.get(id)))
  if (post === undefined) return undefined
  const said = text.trim()
  const give = () => {
    send({type: 'post.order', post: post.id, order: hex(random.bytes(8)), text: said, language})
    setText('')
  }
  return (
    <>
      <label className="field">
        {t('shift.orderFor')}
        <select
          value={post.id}
          data-testid="order-post"
          onChange={event => choose(own.find(one => one.id === event.target.value)?.id)}
        >
          {own.map(one => (
            <option key={one.id} value={one.id}>
              {one.id} {one.name}
            </option>
          ))}
        </select>
      </label>
      <Orders post={post} />
      <label className="field">
        {t('shift.newOrder')}
        <textarea
          rows={2}
          maxLength={500}
          value={text}
          data-testid="order-text"
          onChange={event => setText(event.target.value)}
        />
      </label>
      <Button
        testId="give-order"
        disabledBecause={frozen ? t('refusal.no-link') : said === '' ? t('shift.writeOrder') : undefined}
        onPress={give}
      >
        {t('shift.giveOrder')}
      </Button>
    </>
  )
}
