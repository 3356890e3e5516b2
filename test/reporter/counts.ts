import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Writes how many tests passed and failed. A skipped test and a file that could not be read count as failed: nothing passes by absence. */
export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      for (const test of tests) {
        if (test.result().state === 'passed') passed += 1
        else {
          failed += 1
          if (test.result().state === 'skipped')
            console.log(`skipped, counts as failed: ${module.moduleId} ${test.fullName}`)
        }
      }
      if (module.state() === 'failed' && module.errors().length > 0) failed += module.errors().length
    }
    const file = process.env.PARLEY_TEST_COUNTS
    if (file !== undefined && file !== '') writeFileSync(file, JSON.stringify({ passed, failed }))
  }
}
