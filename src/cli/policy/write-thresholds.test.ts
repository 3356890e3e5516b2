import { expect, test } from 'vitest'
import { withThresholds } from './write-thresholds.ts'

test('thresholds are written into assistant.yaml; comments and what else stands there stay', () => {
  const text = '# The shop\nname: Shop\nthresholds:\n  # as measured\n  margin: 0.1\nlanguages: [en]\n'
  expect(withThresholds(text, { accept: 0.55, margin: 0.2 })).toBe(
    '# The shop\nname: Shop\nthresholds:\n  # as measured\n  margin: 0.2\n  accept: 0.55\nlanguages: [ en ]\n',
  )
  expect(withThresholds('name: Shop\n', { accept: 0.55 })).toBe('name: Shop\nthresholds:\n  accept: 0.55\n')
})
