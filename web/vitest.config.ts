import { defineConfig } from 'vitest/config'

/** The web parts' unit tests alone: `vitest run -c web/vitest.config.ts`. The whole suite includes them too. */
export default defineConfig({ test: { include: ['web/**/*.test.ts'], isolate: false } })
