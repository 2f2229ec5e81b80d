import {codes} from './da/codes.ts'
import {field} from './da/field.ts'
import {screens} from './da/screens.ts'

/** What is missing here is said in English. */
export const da = {...codes, ...screens, ...field} as const
