import {codes} from './de/codes.ts'
import {field} from './de/field.ts'
import {screens} from './de/screens.ts'

/** What is missing here is said in English. */
export const de = {...codes, ...screens, ...field} as const
