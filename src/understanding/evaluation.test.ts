import { describe, expect, it } from 'vitest'
import { evaluateUnderstanding, parseEvaluationRows } from './evaluation.ts'

const rows = (intent: string, ...texts: string[]) => texts.map((text) => ({ text, intent }))
const trainRows = [
  ...rows('weather', 'what is the weather', 'will it rain today', 'is it sunny outside', 'weather forecast please'),
  ...rows('music', 'play a song', 'play some jazz music', 'put on my playlist', 'I want to hear music'),
]

describe('evaluating understanding', () => {
  it('measures accuracy in scope only and tells what is out of scope apart', async () => {
    let clock = 0
    const testRows = [
      ...rows('weather', 'will it be sunny'),
      ...rows('music', 'play music'),
      ...rows('oos', 'qwerty zxcv'),
    ]
    const result = await evaluateUnderstanding(trainRows, testRows, { seed: 'a', nowMs: () => (clock += 1) })
    expect(result).toMatchObject({ accuracy: 1, macroF1: 1, oosAuroc: 1, p50Ms: 1, p99Ms: 1 })
    expect(result.modelBytes).toBeGreaterThan(100)
    expect(result.trainSeconds).toBeGreaterThan(0)
  })

  it('is defined without any rows', async () => {
    const result = await evaluateUnderstanding([], [], { seed: 'a', nowMs: () => 0 })
    expect(result).toMatchObject({ accuracy: 0, macroF1: 0, oosAuroc: 0, calibrationError: 0, p50Ms: 0 })
  })
})

describe('evaluation rows', () => {
  it('are read from JSON Lines, and bad lines are named', () => {
    const { rows: read, problems } = parseEvaluationRows(
      '{"text":"a","intent":"b","more":1}\r\n\n{"text":1}\nnull\noops\n',
    )
    expect(read).toEqual([{ text: 'a', intent: 'b' }])
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5])
  })
})
