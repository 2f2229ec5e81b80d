/** Real, exercise and simulated never mix: things act only within one world. Only append. */
export const WORLDS = ['real', 'exercise', 'simulated'] as const
export type World = (typeof WORLDS)[number]
