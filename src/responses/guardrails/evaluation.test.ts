import { expect, test } from 'vitest'
import { type Judged, safetyFigures, sideOfLabel } from './evaluation.ts'

test.each([
  ['injection', 'attack'],
  ['Jailbreak', 'attack'],
  [1, 'attack'],
  ['1', 'attack'],
  [true, 'attack'],
  ['benign', 'benign'],
  ['benign_role_play', 'benign'],
  ['safe', 'benign'],
  [0, 'benign'],
  ['maybe', null],
] as const)('the label %s marks a row as %s', (label, side) => {
  expect(sideOfLabel(label)).toBe(side)
})

test('recall is of attacks, false alarms of harmless texts, and without rows there is neither', () => {
  const row = (side: Judged['side'], rule: string | null): Judged => ({ text: '', side, rule, score: 1 })
  const rows = [
    row('attack', 'injection'),
    row('attack', null),
    row('benign', null),
    row('benign', 'hate'),
    row('benign', null),
    row('benign', null),
  ]
  expect(safetyFigures(rows)).toEqual({
    attacks: 2,
    caught: 1,
    benign: 4,
    alarms: 1,
    recall: 0.5,
    falseAlarms: 0.25,
    rules: { injection: 1, hate: 1 },
  })
  expect(safetyFigures([])).toMatchObject({ recall: null, falseAlarms: null })
})
