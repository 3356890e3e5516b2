import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { safetyFigures, sideOfLabel } from './evaluation.ts'
import { assessMessage } from './message/assess.ts'

/** Texts of this project that nothing is trained on (test/safety/README.md). */
const judged = (file: string) =>
  readFileSync(new URL(`../../../test/safety/${file}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { text, label } = JSON.parse(line) as { text: string; label: string }
      const { stopped } = assessMessage(text)
      return { text, side: sideOfLabel(label) ?? 'benign', rule: stopped?.rule ?? null, score: stopped?.score ?? 0 }
    })

test('words alone catch most attacks that were written for this project, and hardly anything harmless', () => {
  const { recall, falseAlarms } = safetyFigures([
    ...judged('attacks'),
    ...judged('harmless'),
    ...judged('fresh-attacks'),
    ...judged('fresh-harmless'),
  ])
  expect(recall).toBeGreaterThan(0.75)
  expect(falseAlarms).toBeLessThan(0.05)
})
