import { join } from 'node:path'
import { expect, test } from 'vitest'
import { walkHere } from '#compose/walking.ts'
import { walkReportText } from '#quality/index.ts'

/** Enough that most flows are open at some time; `npm run test:walk` walks 20,000. */
const conversations = 60
/** Training the assistant is in it where nobody has done so before, milliseconds. */
const withinMs = 300_000

test(
  'random customers find no way to break a rule of the storefront, to lose it, or to be stuck in it',
  async () => {
    const report = await walkHere(
      {
        assistantFolder: join(import.meta.dirname, '../../assistants/storefront'),
        environment: process.env,
        conversations,
        seed: 'suite',
        store: 'memory',
        part: 0,
        parts: 1,
      },
      () => {},
    )
    if (report.stuck + report.violations + report.errors > 0) expect.fail(`\n${walkReportText(report)}`)
    expect(report.conversations).toBe(conversations)
    expect(report.flows.length).toBeGreaterThan(20)
  },
  withinMs,
)
