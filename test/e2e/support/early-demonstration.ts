import type {TestProject} from 'vitest/node'
import {startServer} from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The unchanged demonstration, which has been running since the checks began. */
    demonstration: {readonly address: string; readonly pid: number}
  }
}

/**
 * Starts the demonstration before the first check: a vessel that has been silent for a minute and a beacon that calls after
 * a minute and a half are there, or nearly, when their checks begin. Who has looked at them ends it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer()
  project.provide('demonstration', {address: server.address, pid: server.process.pid ?? 0})
  return () => server.stop()
}
