import {useStore} from 'zustand'
import {designatorOf} from '../../shared/base/id.ts'
import type {ContactThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {chainOf} from './custody-chain.ts'
import {doerText} from './doer.ts'
import {useWorkplace} from './workplace.ts'

/** What is out of the ordinary about who controls it: a contested interval first, in words. */
export function CustodyMarks({contact}: {contact: ContactThing}) {
  const {t} = useWords()
  const {nation} = useWorkplace()
  const {custody, contests = [], mergedInto} = contact
  const running = contests.find(contest => contest.until === undefined)
  return (
    <>
      {custody.contested || running !== undefined ? (
        <p className="strip alarm" role="alert" data-testid="contested">
          <Icon name="alarm" filled />{' '}
          {running === undefined
            ? t('custody.contested')
            : t('queue.contest.runs', {by: running.by, from: clockUtc(running.from), reason: running.reason})}
        </p>
      ) : undefined}
      {contests
        .filter(contest => contest.until !== undefined)
        .map(contest => (
          <p key={contest.from} className="about" data-testid="contest-over">
            {t(contest.stands === true ? 'queue.contest.stood' : 'queue.contest.fell', {
              by: contest.by,
              from: clockUtc(contest.from),
              until: clockUtc(contest.until ?? NaN),
              reason: contest.reason,
            })}
          </p>
        ))}
      {custody.outOfArea === true ? (
        <p className="mark alarm" data-testid="out-of-area">
          <Icon name="alarm" />{' '}
          {t(custody.controller === nation ? 'queue.badge.outOfArea' : 'queue.badge.uncoordinated', {
            from: custody.controller,
            to: nation,
          })}
        </p>
      ) : undefined}
      {custody.unattended === true ? (
        <p className="mark warning">{t('queue.custody.unattended', {nation: custody.controller})}</p>
      ) : undefined}
      {custody.identityDifference === true ? (
        <p className="mark warning">{t('queue.custody.identityDifference')}</p>
      ) : undefined}
      {mergedInto === undefined ? undefined : (
        <p className="about">{t('queue.custody.mergedInto', {designator: designatorOf(mergedInto)})}</p>
      )}
    </>
  )
}

/** Through whose hands it went, oldest first, as far as this nation was told. */
export function Chain({contact}: {contact: ContactThing}) {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const handoffs = useStore(stores.things, state => state.handoff)
  const chain = chainOf(contact, handoffs.values())
  if (chain.length === 0) return undefined
  return (
    <section data-testid="custody-chain" aria-label={t('queue.chain.title')}>
      <h3>{t('queue.chain.title')}</h3>
      <ol className="steps">
        {chain.map(({at, from, to, how}) => (
          <li key={`${at} ${to}`} data-to={to}>
            <time>{clockUtc(at)}</time> <bdi dir="ltr">{from === undefined ? to : `${from} → ${to}`}</bdi> ·{' '}
            {t(`queue.chain.${how}`)}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What each nation thinks that it is, beside the shared assessment. */
export function Assessments({contact}: {contact: ContactThing}) {
  const {t} = useWords()
  const {assessments = []} = contact
  if (assessments.length === 0) return undefined
  return (
    <ul className="steps" data-testid="assessments">
      {assessments.map(({nation, identity, confidence, at, by}) => (
        <li key={nation}>
          {t('queue.assessed', {
            nation,
            identity: t(`identity.${identity}`),
            confidence: t(`confidence.${confidence}`),
            at: clockUtc(at),
            by: doerText(t, by),
          })}
        </li>
      ))}
    </ul>
  )
}
