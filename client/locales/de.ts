import {codes} from './de/codes.ts'
import {field} from './de/field.ts'

/** What is missing here is said in English. */
export const de = {...codes, ...field} as const
