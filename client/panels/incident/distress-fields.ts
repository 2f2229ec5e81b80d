import type {DistressFacts} from '../../../shared/protocol/incident-thing.ts'

/** What is counted, and what is answered with yes or no; in the order in which it is asked. */
export const COUNTED = [
  'personsOnBoard',
  'capacity',
  'children',
  'pregnant',
  'medical',
  'missing',
  'deceased',
  'wind',
] as const satisfies readonly (keyof DistressFacts)[]
export const ANSWERED = [
  'helpRequested',
  'seaworthy',
  'makesWay',
  'supplies',
  'lifejackets',
  'crew',
] as const satisfies readonly (keyof DistressFacts)[]
