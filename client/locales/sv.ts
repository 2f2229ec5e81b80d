import {field} from './sv/field.ts'

/** What is missing here is said in English. */
export const sv = {...field} as const
