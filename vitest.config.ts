import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

const root = path.dirname(fileURLToPath(import.meta.url))

export default defineConfig({
  root,
  resolve: {
    alias: [{ find: '@payload-config', replacement: path.join(root, 'dev/payload.config.ts') }],
  },
  test: {
    allowOnly: false,
    // Loading Payload is most of a file's time: a worker loads it once. What belongs to one instance of it is kept by
    // instance, never in a module.
    isolate: false,
    env: { TZ: 'UTC', PAYLOAD_LOG_LEVEL: 'fatal', PAYLOAD_FORCE_DRIZZLE_PUSH: 'true', DISABLE_PAYLOAD_HMR: 'true' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/integration/**', 'test/e2e/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.{ts,tsx}'],
          globalSetup: ['test/globalSetup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // What is written right after an answer may take its time on a busy machine.
          expect: { poll: { timeout: 15_000 } },
          // Booting Payload is most of a file's time; more than this many at once only wait for each other.
          maxWorkers: 4,
        },
      },
    ],
  },
})
