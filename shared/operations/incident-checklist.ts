import type {IncidentCategory} from './incident-codes.ts'

/** Items by kind of incident; their texts are under `checklist.` in the catalogue. */
const BY_CATEGORY = {
  distress: [
    'position-confirmed',
    'persons-counted',
    'nearest-unit-sent',
    'mrcc-has-lead',
    'medical-asked',
    'next-contact-agreed',
  ],
  'unidentified-object': ['sensors-compared', 'hailed', 'registers-searched', 'unit-sent-to-identify'],
  'border-crossing': ['line-and-time-noted', 'neighbour-told', 'legal-basis-checked', 'pictures-kept'],
  fisheries: ['licence-checked', 'gear-noted', 'inspector-told'],
  'smuggling-indication': ['pattern-noted', 'customs-told', 'legal-basis-checked', 'pictures-kept'],
  pollution: ['extent-noted', 'sample-asked', 'environment-authority-told', 'drift-asked'],
  infrastructure: ['owner-told', 'vessels-near-noted', 'pictures-kept', 'repair-asked'],
  other: ['what-and-where-noted', 'authority-told'],
} as const satisfies Readonly<Record<IncidentCategory, readonly string[]>>

/** While a phase of search and rescue runs, whatever else the incident is. */
const RESCUE = BY_CATEGORY.distress

export type ChecklistItem = (typeof BY_CATEGORY)[IncidentCategory][number]
export const CHECKLIST_ITEMS = [...new Set(Object.values(BY_CATEGORY).flat())] as [ChecklistItem, ...ChecklistItem[]]

/** What has to be thought of. Rescue comes first, and does not go with the end of the phase. */
export function checklistOf(category: IncidentCategory, sar: boolean): readonly ChecklistItem[] {
  const own: readonly ChecklistItem[] = BY_CATEGORY[category]
  return sar ? [...RESCUE, ...own.filter(item => !RESCUE.some(one => one === item))] : own
}
