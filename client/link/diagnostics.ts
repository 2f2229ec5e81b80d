import {type Diagnostics, diagnostics} from '../../shared/protocol/diagnostics.ts'

/** How the own nation's node does; undefined when nobody answers, or not to this person. */
export async function askDiagnostics(seat: string): Promise<Diagnostics | undefined> {
  try {
    const answer = await fetch('/api/v1/diagnostics', {headers: {'x-seat': seat}})
    const read = answer.ok ? diagnostics.safeParse(await answer.json()) : undefined
    return read?.success === true ? read.data : undefined
  } catch {
    return undefined // no link: the last figures stay, and the panel is hatched
  }
}
