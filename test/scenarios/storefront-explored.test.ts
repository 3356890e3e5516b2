import { describe, expect, test } from 'vitest'
import { exploredScenarios, playAll } from './storefront.ts'

test('exploring has found scenarios of the storefront', () => {
  expect(exploredScenarios.length).toBeGreaterThanOrEqual(100)
})

describe('the storefront, where exploring went', () => playAll(exploredScenarios))
