import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { judge } from './judge.ts'
import { Results } from './results.ts'
import { sample } from './row.ts'
import { rows } from './rows.ts'
import { markdownTable, summary, terminalTable } from './table.ts'

const row = {
  ...{ id: 'toy', set: 'toy', title: 'toy | set' },
  figures: [
    { key: 'accuracy', title: 'accuracy', unit: 'share', goal: { atLeast: 0.9 } },
    { key: 'p50Ms', title: 'a message', unit: 'ms', goal: { atMost: 8 } },
    { key: 'gain', title: 'gain', unit: 'share', goal: { above: 'plain', by: 0.1, calledHere: 'tf-idf' } },
  ],
} as const

describe('a row', () => {
  const judged = judge(
    row,
    { measured: { accuracy: 0.93, p50Ms: 9.5, gain: 0.45, plain: 0.35 } },
    { measured: { accuracy: 0.51 } },
    false,
  )

  it('is judged by its goals: at least, at most, and above another figure of the same run', () => {
    expect(judged.lines.map(({ reached }) => reached)).toEqual([true, false, true])
    expect(summary([judged])).toEqual({ reached: 2, goals: 3, failed: 0 })
  })

  it('stands beside the peer, which need not have all figures', () => {
    expect(judged.lines.map(({ peer }) => peer)).toEqual([0.51, null, null])
    expect(markdownTable([judged], '2026-11-21.')).toBe(
      [
        '| set | measure | Parley | nlp.js | goal |  |',
        '|---|---|--:|--:|--:|---|',
        '| toy \\| set | accuracy | 0.930 | 0.510 | ≥ 0.9 | ✓ |',
        '|  | a message | 9.5 ms | – | ≤ 8 ms | ✗ |',
        '|  | gain | 0.450 | – | ≥ 0.45 (tf-idf 0.350 + 0.10) | ✓ |',
        '',
        '2026-11-21.',
      ].join('\n'),
    )
  })

  it('that failed says why and reaches nothing, and the others are shown', () => {
    const failed = judge(row, { problem: 'toy/dev.jsonl is not in the folder' }, null, false)
    expect(summary([failed, judged])).toEqual({ reached: 2, goals: 3, failed: 1 })
    expect(terminalTable([failed, judged], false)).toContain('failed  Parley: toy/dev.jsonl is not in the folder')
  })

  it('is not judged where only few rows were read', () => {
    expect(judge(row, { measured: { accuracy: 0.93 } }, null, true).lines.map(({ reached }) => reached)).toEqual([
      null,
      null,
      null,
    ])
  })
})

it('a reached goal and a missed one look different without colour', () => {
  const [reached, missed] = [0.91, 0.89].map((accuracy) =>
    terminalTable([judge(row, { measured: { accuracy } }, null, false)], false),
  )
  expect(reached).toContain('✓')
  expect(missed).toContain('✗')
  expect(missed).not.toContain('\u001b')
})

it('results are kept for the next run; what failed is measured again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-test-'))
  try {
    const file = join(folder, 'results.json')
    const about = { peer: null, measuredAt: '2026-11-21T11:00:00.000Z', load: [1, 2] as [number, number] }
    const first = await Results.open(file)
    await first.put('good', { parley: { measured: { accuracy: 0.9 } }, ...about })
    await first.put('bad', { parley: { problem: 'no' }, ...about })
    const second = await Results.open(file)
    expect(second.get('good')?.parley).toEqual({ measured: { accuracy: 0.9 } })
    expect(second.get('bad')).toBeUndefined()
  } finally {
    await rm(folder, { recursive: true })
  }
})

it('few rows are spread over all of them', () => {
  const few = sample(
    Array.from({ length: 8_000 }, (_, index) => index),
    'test',
    { quick: true, file: async (path) => path },
  )
  expect(few).toHaveLength(80)
  expect(few.slice(0, 3)).toEqual([0, 100, 200])
})

it('every row and every figure of a row has a name of its own', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  for (const { figures } of rows) expect(new Set(figures.map(({ key }) => key)).size).toBe(figures.length)
})
