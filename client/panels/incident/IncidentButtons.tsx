import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {isReportable} from '../../../shared/operations/incident-codes.ts'
import {useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {capOf} from '../../ui/keymap.ts'
import {Sending} from '../Sending.tsx'
import {useBlocked, useWorkplace} from '../workplace.ts'
import type {IncidentForm} from './incident-forms.ts'
import {nextStep, type NextStep, rescueOf} from './next-step.ts'
import {useIncidentForm} from './use-incident-form.ts'

const WORDS = {
  take: 'action.take-up',
  'acknowledge-lead': 'action.acknowledge-lead',
  contain: 'action.contain',
  task: 'action.assign',
} as const

/** What comes next stands first and has the key; everything else that can be done follows. */
export function IncidentButtons({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {act, who} = useWorkplace()
  const blocked = useBlocked()
  const openForm = useIncidentForm()
  const because = blocked === undefined ? undefined : t(blocked)
  const step = nextStep(incident, who)
  return (
    <div className="buttons" data-testid="incident-buttons">
      {step === undefined ? undefined : (
        <Button
          tone="primary"
          cap={capOf('next-step')}
          testId="next-step"
          disabledBecause={because}
          onPress={() => act('next-step')}
        >
          {wordOf(step, t)}
        </Button>
      )}
      {step?.type === 'task' ? undefined : (
        <Button cap={capOf('task')} testId="assign" disabledBecause={because} onPress={() => act('task')}>
          {t('action.assign')}
        </Button>
      )}
      <Button cap={capOf('note')} disabledBecause={because} onPress={() => act('note')}>
        {t('action.note')}
      </Button>
      <Button cap={capOf('centre')} onPress={() => act('centre')}>
        {t('action.show')}
      </Button>
      {formsFor(incident, step).map(form => (
        <Button
          key={form}
          testId={`open-${form}`}
          disabledBecause={because ?? whyNot(form, incident, who)}
          onPress={() => openForm(form, incident)}
        >
          {t(FORM_WORDS[form])}
        </Button>
      ))}
      <Sending of={command => 'incident' in command && command.incident === incident.id} />
    </div>
  )

  /** Why this person cannot do it now: the button says it before anybody presses. */
  function whyNot(form: Offered, {desk, sar, status}: IncidentThing, {role, post}: typeof who): string | undefined {
    const isCommander = role === 'commander'
    switch (form) {
      case 'lead':
      case 'reopen':
        return isCommander ? undefined : t('refusal.commander-only')
      case 'close-incident': {
        const phase = rescueOf({...incident, sar, status})?.phase
        if (phase !== undefined) return t('refusal.sar-running', {phase})
        if (!isCommander) return t('refusal.commander-only')
        return desk !== undefined && desk.post === post ? t('refusal.lead-cannot-close') : undefined
      }
      case 'resolve':
        if (desk === undefined) return t('refusal.lead-first')
        return desk.post === post ? undefined : t('refusal.lead-only', {post: desk.post})
      case 'assess':
      case 'rate':
      case 'report-sent':
      case 'merge-incident':
        return undefined
    }
  }
}

const FORM_WORDS = {
  rate: 'action.validate',
  assess: 'action.assess',
  lead: 'action.give-lead',
  'report-sent': 'action.report-sent',
  resolve: 'action.resolve',
  'close-incident': 'action.close',
  'merge-incident': 'action.merge-incident',
  reopen: 'action.reopen',
} as const satisfies Partial<Record<IncidentForm['type'], string>>
type Offered = keyof typeof FORM_WORDS

/** The forms that fit an incident as it stands, without the one that is next anyway. */
function formsFor({status, impact, reported, lead, nation}: Shown, step: NextStep | undefined): readonly Offered[] {
  if (status === 'MERGED') return []
  if (status === 'CLOSED') return ['reopen']
  const owesReport = isReportable(impact) && reported === undefined && lead.nation === nation
  const all: readonly (Offered | undefined)[] = [
    'rate',
    'assess',
    'lead',
    owesReport ? 'report-sent' : undefined,
    status === 'RESOLVED' ? 'reopen' : 'resolve',
    'close-incident',
    'merge-incident',
  ]
  return all.flatMap(form => (form === undefined || (step?.type === 'form' && step.form === form) ? [] : form))
}
type Shown = Pick<IncidentThing, 'status' | 'impact' | 'reported' | 'lead' | 'nation'>

function wordOf(step: NextStep, t: ReturnType<typeof useWords>['t']): string {
  if (step.type !== 'form') return t(WORDS[step.type])
  const word = FORM_WORDS[step.form as Offered]
  return t(word)
}
