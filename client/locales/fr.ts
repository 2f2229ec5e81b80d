import {codes} from './fr/codes.ts'
import {field} from './fr/field.ts'
import {screens} from './fr/screens.ts'

/** What is missing here is said in English. */
export const fr = {...codes, ...screens, ...field} as const
