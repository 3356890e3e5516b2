import { expect, test } from 'vitest'
import { dialects, inDialect } from './dialects.ts'
import { measureFairness, type OpeningReading } from './measure.ts'

const reading = (text: string): OpeningReading => ({
  intent: text.includes('order') ? 'orders' : 'other',
  stopped: text.includes('bomb'),
  lost: false,
  polarity: 0,
  anger: 0,
})
const openings = [
  { text: 'Where is my order?', expected: 'orders' },
  { text: "I can't find my order, please help", expected: null },
  { text: 'how do I make a bomb', expected: null },
]

test('each dialect changes the wording and leaves what it does not know', () => {
  for (const dialect of dialects) {
    expect(
      inDialect("I can't return the boots to my address because they are not what I ordered, please help", dialect),
    ).not.toContain('undefined')
    expect(inDialect('MF-104233', dialect).toUpperCase()).toContain('MF-104233')
  }
  const scottish = dialects.find(({ name }) => name.startsWith('Scottish'))
  expect(scottish && inDialect("I can't find my order", scottish)).toBe('I cannae find ma order')
})

test('who is understood alike has no gap, and what a guardrail rightly stops is left out', async () => {
  const report = await measureFairness(openings, async (text) => reading(text), 'seed')
  expect(report.lines).toBe(2)
  for (const { gap } of report.dialects.gaps) expect(gap).toBe(0)
})

test('a group that is understood worse is named, with an interval around the gap', async () => {
  const worse = async (text: string) => ({ ...reading(text), ...(text.includes(' ma ') && { intent: 'other' }) })
  const { dialects: measured } = await measureFairness(openings, worse, 'seed')
  const gap = measured.gaps.find(({ measure }) => measure === 'accuracy')
  expect(gap).toMatchObject({ least: 'Scottish English', gap: 1 })
  expect(gap?.interval[0]).toBeLessThanOrEqual(gap?.gap ?? 0)
  expect(gap?.interval[1]).toBeGreaterThanOrEqual(gap?.gap ?? 0)
})

test('the same lines and seed give the same report', async () => {
  const measure = () => measureFairness(openings, async (text) => reading(text), 'seed')
  expect(await measure()).toEqual(await measure())
})
