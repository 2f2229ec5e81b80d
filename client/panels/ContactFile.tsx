import type {ContactThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import {Basis} from './Basis.tsx'
import {Assessments, Chain, CustodyMarks} from './CustodyParts.tsx'
import {CustodyButtons} from './CustodyButtons.tsx'
import {doerText} from './doer.ts'
import {ReportLinks} from './shift/ReportLinks.tsx'
import {useWorkplace} from './workplace.ts'

/** The file on an object of interest: who has it, since when, what was noted. */
export function ContactFile({contact}: {contact: ContactThing}) {
  const {t} = useWords()
  const {nation} = useWorkplace()
  const {custody} = contact
  const mine = custody.controller === nation
  return (
    <section className="card-part" data-testid="contact-file">
      <p className={mine ? 'custody mine' : 'custody'} data-testid="custody" data-controller={custody.controller}>
        {t(mine ? 'custody.mine' : 'custody.theirs', {
          nation: custody.controller,
          post: custody.post ?? custody.controller,
          since: clockUtc(custody.since),
        })}
        {custody.available ? ` · ${t('custody.available')}` : ''}
      </p>
      <CustodyMarks contact={contact} />
      <CustodyButtons contact={contact} />
      <Chain contact={contact} />
      <Assessments contact={contact} />
      {contact.basis === undefined ? undefined : <Basis nation={custody.controller} basis={contact.basis} />}
      <ReportLinks kind="contact" id={contact.id} />
      {contact.notes.map(note => (
        <p key={note.at} className="note">
          {clockUtc(note.at)} {doerText(t, note.by)}: {note.text}
        </p>
      ))}
    </section>
  )
}
