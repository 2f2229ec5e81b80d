import {field} from './fr/field.ts'

/** What is missing here is said in English. */
export const fr = {...field} as const
