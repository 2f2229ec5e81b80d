import {codes} from './sv/codes.ts'
import {field} from './sv/field.ts'

/** What is missing here is said in English. */
export const sv = {...codes, ...field} as const
