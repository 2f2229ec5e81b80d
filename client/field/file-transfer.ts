import {z} from 'zod'
import {filePart} from '../../shared/protocol/file-thing.ts'
import type {FileAnswer, FileTransfer} from './file-queue.ts'

/** One part takes two seconds at 64 kbit/s; after so long without an answer there is no link, ms. */
const ANSWER_MS = 20_000
const refusal = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})

/** Photos and recordings over HTTP, as the person of this seat. */
export function fileTransfer(seat: string): FileTransfer {
  return {
    offer: offer => ask('/api/v1/files', 'POST', seat, 'application/json', JSON.stringify(offer)),
    part: (file, start, body) =>
      ask(`/api/v1/files/${file}?offset=${start}`, 'PUT', seat, 'application/octet-stream', new Uint8Array(body)),
  }
}

async function ask(
  path: string,
  method: string,
  seat: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<FileAnswer> {
  try {
    const answer = await fetch(path, {
      method,
      body,
      headers: {'x-seat': seat, 'content-type': type},
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    const said: unknown = await answer.json()
    const part = filePart.safeParse(said)
    if (answer.ok && part.success) return part.data
    const refused = refusal.safeParse(said)
    return refused.success ? {code: refused.data.code, values: refused.data.values ?? {}} : undefined
  } catch {
    return undefined // no link: it goes on from where the node is
  }
}
