import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {say, useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {clockUtc, countdown, listed} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {useBlocked, useNow, useWorkplace} from '../workplace.ts'
import {Timeline} from './Timeline.tsx'
import {useIncidentForm} from './use-incident-form.ts'

type Party = IncidentThing['parties'][number]

/** The other nations in the incident: what each tells of its part, read only, and what of the own part it is told. */
export function Nations({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const because = useCommanderBlocked()
  const openForm = useIncidentForm()
  const isOver = incident.status === 'CLOSED' || incident.status === 'MERGED'
  return (
    <section className="part nations" aria-label={t('incidents.nations')} data-testid="nations">
      <h3>{t('incidents.nations')}</h3>
      {incident.parties.length === 0 ? <p className="quiet">{t('incidents.onlyHere')}</p> : undefined}
      {incident.parties.map(party => (
        <PartyLines key={party.nation} incident={incident} party={party} />
      ))}
      {isOver ? undefined : (
        <div className="buttons">
          <Button
            testId="share-incident"
            disabledBecause={because}
            onPress={() => openForm('share-incident', incident)}
          >
            {t('action.share')}
          </Button>
        </div>
      )}
    </section>
  )
}

function PartyLines({incident, party}: {incident: IncidentThing; party: Party}) {
  const {t} = useWords()
  const {send, nation: own} = useWorkplace()
  const because = useCommanderBlocked()
  const {nation, shared, told} = party
  const mayOffer = incident.lead.nation === own && incident.leadOffer === undefined
  return (
    <div className="party" data-testid={`party-${nation}`}>
      <p>
        <strong>{nation}</strong> ·{' '}
        {shared === undefined
          ? t('incidents.notShared')
          : t('incidents.sharedSince', {at: clockUtc(shared.at), who: doerText(t, shared.by)})}
      </p>
      {told === undefined ? (
        <p className="quiet">{t('incidents.nothingTold')}</p>
      ) : (
        <ToldLines nation={nation} told={told} />
      )}
      {shared === undefined ? undefined : (
        <div className="buttons">
          {mayOffer ? (
            <Button
              testId={`offer-lead-${nation}`}
              disabledBecause={because}
              onPress={() => send({type: 'incident.offer-lead', incident: incident.id, to: nation})}
            >
              {t('action.offer-lead')}
            </Button>
          ) : undefined}
          <Button
            tone="quiet"
            testId={`unshare-${nation}`}
            disabledBecause={because}
            onPress={() => send({type: 'incident.unshare', incident: incident.id, nation})}
          >
            {t('action.unshare')}
          </Button>
        </div>
      )}
    </div>
  )
}

function ToldLines({nation, told}: {nation: string; told: NonNullable<Party['told']>}) {
  const {t, language} = useWords()
  const {status, post, outcome, closed, lines, basis, withheld, withdrawn, at} = told
  const said = [
    status === undefined ? t('incidents.rescueOnly') : t(`status.incident.${status}`),
    ...(post === undefined ? [] : [t('incidents.theirDesk', {post})]),
    ...(outcome === undefined ? [] : [t('incidents.theirOutcome', {outcome: t(`outcome.${outcome}`)})]),
    ...(closed === undefined ? [] : [t('incidents.theirEnd', {reason: t(`closeReason.${closed}`)})]),
  ]
  return (
    <>
      <p data-testid={`told-${nation}`} data-status={status}>
        {t('incidents.tells', {nation, status: said.join(' · ')})}
      </p>
      {withdrawn ? <p className="late">{t('incidents.sharesNoMore', {at: clockUtc(at)})}</p> : undefined}
      <p className="quiet">
        {t('incidents.underBasis', {agreement: basis.agreement, rule: basis.rule})}
        {withheld.length === 0
          ? ''
          : ` · ${t('incidents.withheldParts', {
              fields: listed(
                withheld.map(field => say(t, `incidents.part.${field}`)),
                language,
              ),
            })}`}
      </p>
      <details>
        <summary>{t('incidents.readOnly', {nation})}</summary>
        <Timeline lines={lines} testId={`told-lines-${nation}`} />
      </details>
    </>
  )
}

/** The lead is on offer: it stands beside the lead itself, for it waits ten minutes and no longer. */
export function LeadOffer({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {send, nation} = useWorkplace()
  const {wall} = useNow()
  const because = useCommanderBlocked()
  const {leadOffer, lead, id} = incident
  if (leadOffer === undefined) return undefined
  const left = countdown(leadOffer.until - wall)
  if (leadOffer.to !== nation)
    return (
      <div className="offer" data-testid="lead-offer">
        <p>{t('incidents.leadOffered', {nation: leadOffer.to, left})}</p>
        <Button
          testId="withdraw-lead"
          disabledBecause={because}
          onPress={() => send({type: 'incident.withdraw-lead', incident: id})}
        >
          {t('action.withdraw-lead')}
        </Button>
      </div>
    )
  return (
    <div className="offer ours" data-testid="lead-offer">
      <p>{t('incidents.leadOfferedToUs', {nation: lead.nation, left})}</p>
      <div className="buttons">
        <Button
          tone="handoff"
          testId="accept-lead"
          disabledBecause={because}
          onPress={() => send({type: 'incident.accept-lead', incident: id, epoch: lead.epoch})}
        >
          {t('action.accept-lead')}
        </Button>
        <Button
          testId="decline-lead"
          disabledBecause={because}
          onPress={() => send({type: 'incident.decline-lead', incident: id, epoch: lead.epoch})}
        >
          {t('action.decline-lead')}
        </Button>
      </div>
    </div>
  )
}

/** Why only a commander, or nobody, can do it now. */
function useCommanderBlocked(): string | undefined {
  const {t} = useWords()
  const {who} = useWorkplace()
  const blocked = useBlocked()
  if (blocked !== undefined) return t(blocked)
  return who.role === 'commander' ? undefined : t('refusal.commander-only')
}
