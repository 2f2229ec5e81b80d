import react from '@vitejs/plugin-react'
import {defineConfig} from 'vitest/config'
import {fieldShell} from './client/field-shell.ts'

export default defineConfig({
  root: 'client',
  plugins: [react(), fieldShell()],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0, // the page's policy takes fonts from the server only, none written into the styles
    chunkSizeWarningLimit: 2_000,
    rollupOptions: {
      input: {
        console: 'client/index.html',
        field: 'client/field.html',
        start: 'client/start.html',
        'field-worker': 'client/field/worker.ts',
      },
      // The worker's place decides what it may keep, so it stands at the root under a name that stays.
      output: {
        entryFileNames: chunk => (chunk.name === 'field-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: {format: 'es'},
  test: {
    root: '.',
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'node_modules/**'],
    testTimeout: 30_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
