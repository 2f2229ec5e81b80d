import {useStore} from 'zustand'
import {unreachable} from '../../../shared/base/assert.ts'
import {
  CLOSE_REASONS,
  CREDIBILITIES,
  CRITERION_CODES,
  impactOf,
  INCIDENT_CATEGORIES,
  isGraver,
  isReportable,
  OUTCOMES,
  RELIABILITIES,
  SAR_PHASES,
} from '../../../shared/operations/incident-codes.ts'
import {isOver} from '../../../shared/operations/task.ts'
import {useWords} from '../../locales/catalogue.ts'
import {openIncidents} from '../../state/things.ts'
import {FormFrame} from '../FormFrame.tsx'
import {useHello, useThing, useWorkplace} from '../workplace.ts'
import {DistressForm} from './DistressForm.tsx'
import {Choice, Checked, Radios, Words} from './fields.tsx'
import type {IncidentForm} from './incident-forms.ts'

type Of<Type extends IncidentForm['type']> = {form: Extract<IncidentForm, {type: Type}>}

/** The form that is open about an incident. */
export function IncidentFormView({form}: {form: IncidentForm}) {
  switch (form.type) {
    case 'assess':
      return <AssessForm form={form} />
    case 'rate':
      return <RateForm form={form} />
    case 'lead':
      return <LeadForm form={form} />
    case 'resolve':
      return <ResolveForm form={form} />
    case 'close-incident':
      return <CloseForm form={form} />
    case 'reopen':
      return <ReopenForm form={form} />
    case 'merge-incident':
      return <MergeForm form={form} />
    case 'share-incident':
      return <ShareForm form={form} />
    case 'report-sent':
      return <ReportForm form={form} />
    case 'sar-lower':
      return <LowerForm form={form} />
    case 'sar-end':
      return <EndForm form={form} />
    case 'sar-facts':
      return <DistressForm form={form} />
    default:
      return unreachable(form)
  }
}

/** Category and the written criterion that is met: the impact follows from it. */
function AssessForm({form}: Of<'assess'>) {
  const {t} = useWords()
  const {desk, who} = useWorkplace()
  const impact = impactOf(form.criterion)
  return (
    <FormFrame title={t('form.assess')} send={t('form.keep')} testId="assess-form">
      <Choice
        label={t('form.category')}
        options={INCIDENT_CATEGORIES}
        value={form.category}
        textOf={category => t(`category.${category}`)}
        onChoose={category => desk.setState({form: {...form, category}})}
      />
      <Radios
        label={t('form.criterion')}
        name="criterion"
        options={CRITERION_CODES}
        value={form.criterion}
        textOf={criterion => (
          <>
            <strong>{t(`impact.${impactOf(criterion)}`)}</strong> · {t(`criterion.${criterion}`)}
          </>
        )}
        onChoose={criterion => desk.setState({form: {...form, criterion}})}
      />
      <p>{t('form.impactIs', {impact: t(`impact.${impact}`)})}</p>
      <p className="quiet">{t(who.role === 'commander' ? 'form.decides' : 'form.proposes')}</p>
    </FormFrame>
  )
}

function RateForm({form}: Of<'rate'>) {
  const {t} = useWords()
  const {desk, who} = useWorkplace()
  const incident = useThing('incident', form.incident)
  const waits = who.role !== 'commander' && incident !== undefined && isReportable(incident.impact)
  return (
    <FormFrame title={t('form.rate')} send={t('form.keep')} testId="rate-form">
      <Choice
        label={t('form.credibility')}
        options={CREDIBILITIES}
        value={form.credibility}
        textOf={one => t(`credibility.${one}`)}
        onChoose={credibility => desk.setState({form: {...form, credibility}})}
      />
      <Choice
        label={t('form.reliability')}
        options={RELIABILITIES}
        value={form.reliability}
        textOf={one => t(`reliability.${one}`)}
        onChoose={reliability => desk.setState({form: {...form, reliability}})}
      />
      {waits ? <p className="quiet">{t('form.confirms')}</p> : undefined}
    </FormFrame>
  )
}

function LeadForm({form}: Of<'lead'>) {
  const {t} = useWords()
  const {desk, nation} = useWorkplace()
  const posts = useHello()?.posts.filter(post => post.nation === nation) ?? []
  return (
    <FormFrame title={t('form.lead')} send={t('form.keep')} testId="lead-form">
      <Radios
        label={t('form.post')}
        name="lead"
        options={posts.map(post => post.id)}
        value={form.post}
        textOf={id => `${id} · ${posts.find(post => post.id === id)?.name ?? ''}`}
        onChoose={post => desk.setState({form: {...form, post}})}
      />
    </FormFrame>
  )
}

function ResolveForm({form}: Of<'resolve'>) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <FormFrame title={t('form.resolve')} send={t('action.resolve')} testId="resolve-form">
      <Choice
        label={t('form.outcome')}
        options={OUTCOMES}
        value={form.outcome}
        textOf={outcome => t(`outcome.${outcome}`)}
        onChoose={outcome => desk.setState({form: {...form, outcome}})}
      />
      <Words
        label={t('form.response')}
        testId="resolve-response"
        value={form.response}
        onWrite={response => desk.setState({form: {...form, response}})}
      />
      <StandDown form={form} />
    </FormFrame>
  )
}

function CloseForm({form}: Of<'close-incident'>) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <FormFrame title={t('form.closeIncident')} send={t('action.close')} testId="close-form">
      <Radios
        label={t('form.closeReason')}
        name="close"
        options={CLOSE_REASONS}
        value={form.reason}
        textOf={reason => t(`closeReason.${reason}`)}
        onChoose={reason => desk.setState({form: {...form, reason}})}
      />
      <Words
        label={t('form.remark')}
        testId="close-text"
        value={form.text}
        onWrite={text => desk.setState({form: {...form, text}})}
      />
      <StandDown form={form} />
    </FormFrame>
  )
}

/** Tasks that still run end with it, but only where the person says so. */
function StandDown({form}: {form: Extract<IncidentForm, {standDown: boolean}>}) {
  const {t} = useWords()
  const {desk, stores} = useWorkplace()
  const incident = useThing('incident', form.incident)
  const tasks = useStore(stores.things, state => state.task)
  const running = incident?.tasks.flatMap(id => tasks.get(id) ?? []).filter(task => !isOver(task)) ?? []
  if (running.length === 0) return undefined
  return (
    <Checked
      label={t('form.standDown', {count: running.length})}
      testId="stand-down"
      checked={form.standDown}
      onCheck={standDown => desk.setState({form: {...form, standDown}})}
    />
  )
}

/** Why: kept with the name of who decides it. */
function Because({form}: {form: Extract<IncidentForm, {because: string}>}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <Words
      label={t('form.because')}
      testId="because"
      value={form.because}
      onWrite={because => desk.setState({form: {...form, because}})}
    />
  )
}

function ReopenForm({form}: Of<'reopen'>) {
  const {t} = useWords()
  return (
    <FormFrame title={t('form.reopen')} send={t('form.reopen')} testId="reopen-form">
      <Because form={form} />
    </FormFrame>
  )
}

function MergeForm({form}: Of<'merge-incident'>) {
  const {t} = useWords()
  const {desk, stores} = useWorkplace()
  const others = useStore(stores.things, openIncidents).filter(one => one.id !== form.incident)
  return (
    <FormFrame title={t('form.mergeIncident')} send={t('form.mergeIncident')} testId="merge-form">
      {others.length === 0 ? <p>{t('form.noOther')}</p> : undefined}
      <Radios
        label={t('form.mergeInto')}
        name="merge-into"
        options={others.map(one => one.id)}
        value={form.into}
        textOf={id => {
          const one = others.find(other => other.id === id)
          return one === undefined ? id : `${one.number} · ${one.title}`
        }}
        onChoose={into => desk.setState({form: {...form, into}})}
      />
    </FormFrame>
  )
}

function ShareForm({form}: Of<'share-incident'>) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  const partners = useHello()?.partners ?? []
  const incident = useThing('incident', form.incident)
  const isShared = (nation: string) =>
    incident?.parties.some(party => party.nation === nation && party.shared !== undefined) === true
  return (
    <FormFrame title={t('form.share')} send={t('form.share')} testId="share-form">
      <Radios
        label={t('form.to')}
        name="share"
        options={partners.map(({nation}) => nation).filter(nation => !isShared(nation))}
        value={form.nation}
        textOf={nation => partners.find(partner => partner.nation === nation)?.name ?? nation}
        onChoose={nation => desk.setState({form: {...form, nation}})}
      />
      <p className="quiet">{t('form.shareNote')}</p>
    </FormFrame>
  )
}

function ReportForm({form}: Of<'report-sent'>) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <FormFrame title={t('form.reportSent')} send={t('form.keep')} testId="report-form">
      <Words
        label={t('form.reference')}
        testId="reference"
        value={form.reference}
        onWrite={reference => desk.setState({form: {...form, reference}})}
      />
    </FormFrame>
  )
}

function LowerForm({form}: Of<'sar-lower'>) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <FormFrame title={t('form.sarLower')} send={t('form.sarLower')} testId="sar-lower-form">
      <Choice
        label={t('form.phase')}
        options={SAR_PHASES.filter(phase => isGraver(form.from, phase))}
        value={form.phase}
        textOf={phase => `${t(`sarPhase.${phase}`)} – ${t(`sarCriterion.${phase}`)}`}
        onChoose={phase => desk.setState({form: {...form, phase}})}
      />
      <Because form={form} />
    </FormFrame>
  )
}

function EndForm({form}: Of<'sar-end'>) {
  const {t} = useWords()
  return (
    <FormFrame title={t('form.sarEnd')} send={t('form.sarEnd')} testId="sar-end-form">
      <p className="quiet">{t('form.sarEndNote')}</p>
      <Because form={form} />
    </FormFrame>
  )
}
