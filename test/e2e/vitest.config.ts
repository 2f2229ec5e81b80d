import {defineConfig} from 'vitest/config'

/** Checks in a real browser against the built server: one at a time, on a machine without a GPU. */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/e2e/**/*.e2e.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    pool: 'forks',
  },
})
