import { expect, test } from 'vitest'
import { measureDown, runFaults } from '#test/models/run-faults.ts'

test('of faulty answers of all kinds, none hangs, leaks, is handled by nobody or keeps its connection', async () => {
  const report = await runFaults({ responses: 200, seed: 'unit' })
  expect(report.responses).toBeGreaterThanOrEqual(200)
  expect(report).toMatchObject({ answered: report.requests, hung: 0, leaked: 0, unhandled: 0, leftOpen: 0 })
  expect(Object.keys(report.byKind).length).toBeGreaterThan(35)
  // Many of them are silence, which takes its time.
}, 90_000)

test('that no model answers is known at once when they have failed before', async () => {
  const { openP50Ms, silentFirstMs, silentWithinMs } = await measureDown()
  expect(openP50Ms).toBeLessThan(5)
  expect(silentFirstMs).toBeLessThan(silentWithinMs + 1000)
})
