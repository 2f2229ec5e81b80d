/** Part of a catalogue: texts by key, nested. */
export type Texts = {readonly [key: string]: string | Texts}

/** Parts of one catalogue laid over each other: groups of the same name are joined, so that each part has its own file. */
export function joined(...parts: readonly Texts[]): Texts {
  const all: Record<string, string | Texts> = {}
  for (const part of parts)
    for (const [key, value] of Object.entries(part)) {
      const held = all[key]
      all[key] = typeof held === 'object' && typeof value === 'object' ? joined(held, value) : value
    }
  return all
}
