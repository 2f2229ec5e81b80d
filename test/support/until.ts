/** Waits for something that another process or socket brings about; fails after `withinMs`. For real sockets only. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${condition.toString()}`)
    await new Promise(resume => setTimeout(resume, 10))
  }
}
