import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadScenarios, type OpenTheatre, openTheatre } from '#compose/theatre.ts'
import { playScenario, resultText } from '#quality/index.ts'

const assistantFolder = join(import.meta.dirname, '../../assistants/storefront')
const { scenarios, files } = await loadScenarios(assistantFolder)

/** Training the assistant is in it where no other test or run has done so before, milliseconds. */
const readyWithinMs = 180_000

const isExplored = ({ tags }: { tags: readonly string[] }): boolean => tags.includes('explored')

/** The storefront's scenarios that people wrote, and those that exploring found: two files, so that they run beside each other. */
export const writtenScenarios = scenarios.filter((scenario) => !isExplored(scenario))
export const exploredScenarios = scenarios.filter(isExplored)

/** One test for each scenario, all in one theatre. To be called inside a `describe`. */
export function playAll(chosen: typeof scenarios): void {
  let theatre: OpenTheatre
  beforeAll(async () => {
    theatre = await openTheatre({ assistantFolder, environment: process.env, files })
  }, readyWithinMs)
  afterAll(() => theatre.close())

  for (const scenario of chosen) {
    test(`${scenario.name}${scenario.goal ? `: ${scenario.goal}` : ''}`, async () => {
      const result = await playScenario(scenario, theatre)
      if (!result.passed) expect.fail(`\n${resultText(result)}`)
    })
  }
}
