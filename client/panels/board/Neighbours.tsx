import {useStore} from 'zustand'
import {useWords} from '../../locales/catalogue.ts'
import {age} from '../../ui/format.ts'
import {useHello, useWorkplace} from '../workplace.ts'
import {PartHead} from './PartHead.tsx'

/** The nations next door: whether their link is up, and how each of their posts says that it stands. */
export function Neighbours() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const hello = useHello()
  const links = useStore(stores.link, state => state.links)
  const posts = useStore(stores.things, state => state.post)
  const partners = hello?.partners ?? []
  return (
    <section
      className="board-neighbours panel hatched"
      aria-label={t('board.neighbours')}
      data-testid="board-neighbours"
    >
      <PartHead title={t('board.neighbours')} />
      {partners.length === 0 ? <p className="empty">{t('board.noNeighbours')}</p> : undefined}
      <ul className="neighbours">
        {partners.map(({nation, name}) => {
          const link = links.find(one => one.nation === nation)
          const status = link?.status ?? 'down'
          const own = [...posts.values()].filter(post => post.nation === nation)
          return (
            <li key={nation} data-testid={`neighbour-${nation}`} data-status={status}>
              <b>{nation}</b> <span>{name}</span>{' '}
              <span className={`link-${status}`}>
                {status === 'down'
                  ? t('board.link.down', {age: age(link?.silentMs ?? NaN)})
                  : t(`board.link.${status}`)}
              </span>
              <ul>
                {own
                  .sort((a, b) => a.id.localeCompare(b.id))
                  .map(post => (
                    <li key={post.id} className="chip plain">
                      {post.id} {t(`board.postState.${post.state}`)}
                    </li>
                  ))}
              </ul>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
