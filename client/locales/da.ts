import {field} from './da/field.ts'

/** What is missing here is said in English. */
export const da = {...field} as const
