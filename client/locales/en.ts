import {codes} from './en/codes.ts'
import {field} from './en/field.ts'
import {screens} from './en/screens.ts'

/** English: complete; the others fall back to it. */
export const en = {...codes, ...screens, ...field} as const
