import { describe, expect, test } from 'vitest'
import { playAll, writtenScenarios } from './storefront.ts'

test('the storefront has scenarios, and half of those that people wrote were written without sight of flows and examples', () => {
  expect(writtenScenarios.length).toBeGreaterThanOrEqual(250)
  const blind = writtenScenarios.filter(({ tags }) => tags.includes('blind'))
  expect(blind.length).toBeGreaterThanOrEqual(writtenScenarios.length / 2)
})

describe('the storefront, as people use it', () => playAll(writtenScenarios))
