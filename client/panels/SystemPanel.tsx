import {useEffect, useState} from 'react'
import {useStore} from 'zustand'
import {say, useWords} from '../locales/catalogue.ts'
import {age, decimal} from '../ui/format.ts'
import {useAgreement} from './Basis.tsx'
import {feedHealth, type FeedInFull} from './feed-health.ts'
import {NodeFigures} from './NodeFigures.tsx'
import {useFrozen, useHello, useNow, useWorkplace} from './workplace.ts'

/** What the picture is made of and whom it is shared with: feeds, links, rules, agreements. */
export function SystemPanel() {
  return (
    <div data-testid="system-panel">
      <Feeds />
      <Links />
      <Agreements />
      <Rules />
      <NodeFigures />
    </div>
  )
}

function Feeds() {
  const {t, language} = useWords()
  const {stores, seat, nation} = useWorkplace()
  const feeds = useStore(stores.link, state => state.feeds)
  const isFrozen = useFrozen()
  const {wall} = useNow()
  const [full, setFull] = useState<readonly FeedInFull[]>([])
  const fiveSeconds = Math.floor(wall / 5_000)

  useEffect(() => {
    let isHere = true
    void feedHealth(seat, nation).then(read => {
      if (isHere && read.length > 0) setFull(read)
    })
    return () => {
      isHere = false
    }
  }, [seat, nation, fiveSeconds])

  return (
    <section className="card-part" data-testid="feeds">
      <h3>{t('system.feeds')}</h3>
      <ul className="feeds">
        {feeds.map(feed => {
          const reasons = Object.entries(full.find(one => one.name === feed.name)?.rejected ?? {})
          return (
            <li key={feed.name} data-testid={`feed-${feed.name}`} data-status={feed.status}>
              <span className="line">
                <b>{feed.name}</b>
                <span>{isFrozen ? t('link.frozen') : t(`system.feed.${feed.status}`)}</span>
                <span>{feed.lastDataAgeMs === undefined ? t('system.noData') : age(feed.lastDataAgeMs)}</span>
                <span>
                  {t('system.perSecond', {count: feed.perSecond, rate: decimal(feed.perSecond, 1, language)})}
                </span>
              </span>
              <span className="about">
                {t('system.rejected', {count: feed.rejected, number: decimal(feed.rejected, 0, language)})}
                {reasons.map(
                  ([reason, count]) => ` · ${say(t, `feed.reason.${reason}`)} ${decimal(count, 0, language)}`,
                )}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Links() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const links = useStore(stores.link, state => state.links)
  const partners = useHello()?.partners ?? []
  if (partners.length === 0) return undefined
  return (
    <section className="card-part" data-testid="links">
      <h3>{t('system.links')}</h3>
      <ul>
        {partners.map(({nation, name}) => {
          const link = links.find(one => one.nation === nation)
          return (
            <li key={nation} data-status={link?.status ?? 'down'}>
              <b>{nation}</b> {name} · {say(t, `link.partner.${link?.status ?? 'down'}`)}
              {link === undefined || link.status === 'up' ? '' : ` ${age(link.silentMs)}`}
              {link?.roundTripMs === undefined ? '' : ` · ${Math.round(link.roundTripMs)} ms`}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Agreements() {
  const {t} = useWords()
  const agreements = useHello()?.agreements ?? []
  return (
    <section className="card-part" data-testid="agreements">
      <h3>{t('system.agreements')}</h3>
      {agreements.length === 0 ? <p className="empty">{t('system.noAgreements')}</p> : undefined}
      <ul>
        {agreements.map(agreement => (
          <li key={agreement.id}>
            <AgreementTitle id={agreement.id} /> · {agreement.parties.join(', ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

function AgreementTitle({id}: {id: string}) {
  return <b>{useAgreement(id)}</b>
}

function Rules() {
  const {t} = useWords()
  const hello = useHello()
  return (
    <section className="card-part" data-testid="rules">
      <h3>{t('system.rules')}</h3>
      <ul>
        {(hello?.rules ?? []).map((rule, index) => (
          <li key={`${rule.rule} ${index}`}>
            {say(t, `finding.${rule.rule}.title`)} · {t(rule.on ? 'system.on' : 'system.off')}
          </li>
        ))}
      </ul>
      {(hello?.notices ?? []).map(notice => (
        <p key={notice} className="note">
          {say(t, `notice.${notice}`)}
        </p>
      ))}
    </section>
  )
}
