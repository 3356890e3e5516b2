import { describe, expect, test } from 'vitest'
import { endedSpans } from './spans.fixture.ts'
import { inSpan } from './tracing.ts'

describe('spans', () => {
  test('work gets a span with its name and attributes, and gives its result', async () => {
    expect(await inSpan('turn.decide', { step: 'decide' }, async () => 7)).toBe(7)
    expect(endedSpans.getFinishedSpans().at(-1)).toMatchObject({ name: 'turn.decide', attributes: { step: 'decide' } })
  })

  test('work that fails ends its span as an error', async () => {
    await expect(inSpan('tool', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(endedSpans.getFinishedSpans().at(-1)?.status.code).toBe(2)
  })
})
