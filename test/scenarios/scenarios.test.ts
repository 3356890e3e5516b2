import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadScenarios, type OpenTheatre, openTheatre } from '#compose/theatre.ts'
import { playScenario, resultText } from '#quality/index.ts'

const assistantFolder = join(import.meta.dirname, '../../assistants/storefront')
const { scenarios, files } = await loadScenarios(assistantFolder)

/** Training the assistant is in it where no other test or run has done so before, milliseconds. */
const readyWithinMs = 180_000

describe('the storefront', () => {
  let theatre: OpenTheatre
  beforeAll(async () => {
    theatre = await openTheatre({ assistantFolder, environment: process.env, files })
  }, readyWithinMs)
  afterAll(() => theatre.close())

  test('has scenarios, and of those that people wrote half were written without sight of flows and examples', () => {
    const written = scenarios.filter(({ tags }) => !tags.includes('explored'))
    expect(written.length).toBeGreaterThanOrEqual(250)
    expect(written.filter(({ tags }) => tags.includes('blind')).length).toBeGreaterThanOrEqual(written.length / 2)
  })

  for (const scenario of scenarios) {
    test(`${scenario.name}${scenario.goal ? `: ${scenario.goal}` : ''}`, async () => {
      const result = await playScenario(scenario, theatre)
      if (!result.passed) expect.fail(`\n${resultText(result)}`)
    })
  }
})
