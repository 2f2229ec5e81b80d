import type {IdentityReport, Intake, Report, TextReport} from '../../shared/model/observation.ts'

/** An intake that keeps copies of all it is given. */
export function recordingIntake(): Intake & {
  readonly reports: Report[]
  readonly identities: IdentityReport[]
  readonly texts: TextReport[]
} {
  const reports: Report[] = []
  const identities: IdentityReport[] = []
  const texts: TextReport[] = []
  return {
    reports,
    identities,
    texts,
    report: report => reports.push({...report}),
    identity: report => identities.push(report),
    text: report => texts.push(report),
  }
}
