import type {HandoffThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {handoffBadges} from './handoff-badges.ts'
import {doerText} from './doer.ts'
import {useWorkplace} from './workplace.ts'

/** What is out of the ordinary about a handoff, each in words. */
export function HandoffBadges({handoff}: {handoff: HandoffThing}) {
  const {t} = useWords()
  const {nation} = useWorkplace()
  const badges = handoffBadges(handoff, nation)
  if (badges.length === 0) return undefined
  return (
    <ul className="badges" data-testid="handoff-badges">
      {badges.map(({code, tone, values}) => (
        <li key={code} className={`mark ${tone}`} data-badge={code}>
          {tone === 'plain' ? undefined : <Icon name={tone === 'alarm' ? 'alarm' : 'warning'} />}
          {t(`queue.badge.${code}`, values)}
        </li>
      ))}
    </ul>
  )
}

/** What was agreed on the telephone: who said it, what was read back, who wrote it down; and the code, where there is one. */
export function Verbal({handoff}: {handoff: HandoffThing}) {
  const {t} = useWords()
  const {verbal} = handoff
  if (verbal === undefined) return undefined
  const {accept, assume, countersigned, code, isConfirmed, repudiateBy} = verbal
  return (
    <div className="verbal" data-testid="verbal">
      {[accept, assume].map((call, index) =>
        call === undefined ? undefined : (
          <p key={call.at}>
            {t(index === 0 ? 'queue.verbal.accepted' : 'queue.verbal.assumed', {
              who: call.who,
              callback: call.callback,
              at: clockUtc(call.at),
              by: doerText(t, call.by),
            })}{' '}
            <q>{call.readBack}</q>
          </p>
        ),
      )}
      {countersigned === undefined ? undefined : (
        <p>{t('queue.verbal.countersigned', {by: doerText(t, countersigned.by), at: clockUtc(countersigned.at)})}</p>
      )}
      {code === undefined ? undefined : (
        <p className="code" data-testid="verbal-code">
          {t('queue.verbal.code')} <bdi dir="ltr">{spelled(code)}</bdi>
        </p>
      )}
      {isConfirmed || repudiateBy === undefined ? undefined : (
        <p>{t('queue.verbal.until', {at: clockUtc(repudiateBy)})}</p>
      )}
    </div>
  )
}

/** In groups, as it is read out: `ABC DEF GHIJ`. */
function spelled(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`.trim()
}
