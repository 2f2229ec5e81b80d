import {field} from './de/field.ts'

/** What is missing here is said in English. */
export const de = {...field} as const
