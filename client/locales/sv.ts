import {codes} from './sv/codes.ts'
import {field} from './sv/field.ts'
import {screens} from './sv/screens.ts'

/** What is missing here is said in English. */
export const sv = {...codes, ...screens, ...field} as const
