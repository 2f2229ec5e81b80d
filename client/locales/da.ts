export const da = {} as const
