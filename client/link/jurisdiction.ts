import type {Position} from '../../shared/geo/position.ts'
import {type Jurisdiction, jurisdiction} from '../../shared/protocol/jurisdiction.ts'

/** What law and agreements say of a place; undefined when the node does not answer, or has nothing for this person. */
export async function askJurisdiction(
  seat: string,
  {lon, lat}: Position,
  flag: string | undefined,
): Promise<Jurisdiction | undefined> {
  const query = new URLSearchParams({lon: lon.toFixed(5), lat: lat.toFixed(5), ...(flag === undefined ? {} : {flag})})
  try {
    const answer = await fetch(`/api/v1/jurisdiction?${query.toString()}`, {headers: {'x-seat': seat}})
    const read = jurisdiction.safeParse(answer.ok ? await answer.json() : undefined)
    return read.success ? read.data : undefined
  } catch {
    return undefined // no network, or no JSON: the panel says that nothing is known
  }
}
