import type {AlertThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {isUnacknowledged} from '../state/things.ts'
import {Button} from '../ui/Button.tsx'
import {clockUtc, position} from '../ui/format.ts'
import {capOf} from '../ui/keymap.ts'
import {Id} from '../ui/Id.tsx'
import {Basis, SharedWith} from './Basis.tsx'
import {doerText} from './doer.ts'
import {evidenceText} from './evidence.ts'
import {ShelveForm} from './ShelveForm.tsx'
import {useBlocked, useDesk, useWorkplace} from './workplace.ts'

/** Why there is an alert, who has seen it, under what it came here, and what can be done. */
export function AlertDetail({alert}: {alert: AlertThing}) {
  const {t, language} = useWords()
  const isShelving = useDesk(state => state.form?.type === 'shelve' && state.form.alert === alert.id)
  const {acknowledged, again, place, shelved} = alert
  return (
    <div className="detail" data-testid="alert-detail">
      {again === undefined ? undefined : (
        <p className="again">{t('alerts.again', {why: evidenceText(t, language, again)})}</p>
      )}
      <ul className="evidence">
        {alert.evidence.map(one => (
          <li key={one.code}>{evidenceText(t, language, one)}</li>
        ))}
      </ul>
      <p className="facts">
        {place === undefined ? undefined : <Id>{position(place.lon, place.lat)}</Id>}
        {alert.from !== undefined && alert.to !== undefined ? <Id>{`${alert.from} → ${alert.to}`}</Id> : undefined}
        <span>{t('alerts.rule', {rule: t(`finding.${alert.rule}.title`)})}</span>
        <span>{t(`confidence.${alert.confidence}`)}</span>
        <span>{t('alerts.since', {at: clockUtc(alert.since)})}</span>
      </p>
      {acknowledged === undefined ? undefined : (
        <p data-testid="acknowledged">
          {t('alerts.acknowledgedBy', {who: doerText(t, acknowledged.by), at: clockUtc(acknowledged.at)})}
        </p>
      )}
      {shelved === undefined ? undefined : (
        <p>
          {t('alerts.shelvedBy', {
            who: doerText(t, shelved.by),
            until: clockUtc(shelved.until),
            reason: shelved.reason,
          })}
        </p>
      )}
      {alert.basis === undefined ? undefined : <Basis nation={alert.origin} basis={alert.basis} />}
      {alert.withheld === undefined || alert.withheld.length === 0 ? undefined : (
        <p className="withheld">
          {t('card.withheldBy', {
            nation: alert.origin,
            fields: alert.withheld.map(field => t(`field.${field}`)).join(', '),
          })}
        </p>
      )}
      {alert.homeClosed ? <p>{t('alerts.homeClosed', {nation: alert.origin})}</p> : undefined}
      {alert.sharedWith === undefined ? undefined : <SharedWith with={alert.sharedWith} />}
      {alert.notes.map(note => (
        <p key={note.at} className="note">
          {clockUtc(note.at)} {doerText(t, note.by)}: {note.text}
        </p>
      ))}
      {isShelving ? <ShelveForm /> : <AlertButtons alert={alert} />}
    </div>
  )
}

function AlertButtons({alert}: {alert: AlertThing}) {
  const {t} = useWords()
  const {act, send, open} = useWorkplace()
  const blocked = useBlocked()
  const because = blocked === undefined ? undefined : t(blocked)
  return (
    <div className="buttons">
      {isUnacknowledged(alert) ? (
        <Button
          tone="primary"
          cap={capOf('acknowledge')}
          testId="acknowledge"
          disabledBecause={because}
          onPress={() => send({type: 'alert.acknowledge', alert: alert.id})}
        >
          {t('action.acknowledge')}
        </Button>
      ) : undefined}
      <Button
        cap={capOf('open')}
        testId="alert-show"
        onPress={() => {
          open({type: 'alert', id: alert.id})
          act('centre')
        }}
      >
        {t('action.show')}
      </Button>
      <Button cap={capOf('incident')} disabledBecause={because} onPress={() => act('incident')}>
        {t('action.incident')}
      </Button>
      <Button
        cap={capOf('shelve')}
        disabledBecause={alert.priority === 1 ? t('refusal.not-for-priority-1') : because}
        onPress={() => act('shelve')}
      >
        {t('action.shelve')}
      </Button>
    </div>
  )
}
