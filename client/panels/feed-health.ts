import {z} from 'zod'

const health = z.object({
  nations: z.array(
    z.object({
      code: z.string(),
      feeds: z
        .array(
          z.object({
            name: z.string(),
            status: z.string(),
            lastDataAt: z.number().optional(),
            perSecond: z.number(),
            accepted: z.number(),
            rejected: z.record(z.string(), z.number()),
          }),
        )
        .optional(),
    }),
  ),
})
export type FeedInFull = NonNullable<z.infer<typeof health>['nations'][number]['feeds']>[number]

/** What each feed of the own nation has taken and refused, by reason; none when nobody answers. */
export async function feedHealth(seat: string, nation: string): Promise<readonly FeedInFull[]> {
  try {
    const answer = await fetch('/healthz', {headers: {'x-seat': seat}})
    const read = health.safeParse(await answer.json())
    return read.success ? (read.data.nations.find(one => one.code === nation)?.feeds ?? []) : []
  } catch {
    return [] // no link: the beat's own figures stay on the screen
  }
}
