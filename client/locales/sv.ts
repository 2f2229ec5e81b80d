export const sv = {} as const
