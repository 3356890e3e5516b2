import { defineConfig } from 'vitest/config'

const shared = {
  // One module graph for all files: 200 files take seconds instead of half a minute. Tests share no state through modules.
  isolate: false,
  testTimeout: 20_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    reporters: ['dot', './test/reporter/counts.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          setupFiles: ['./test/property-seed.ts'],
          include: [
            '{src,contracts,web,assistants,scripts,bench}/**/*.test.ts',
            'test/{architecture,docs,postgres,server}/**/*.test.ts',
          ],
          globalSetup: ['./test/postgres/global-setup.ts'],
        },
      },
      { test: { ...shared, name: 'scenarios', include: ['test/scenarios/**/*.test.ts'], testTimeout: 120_000 } },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
