import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { personalityPage, personalityTables, withTables } from '../../scripts/write-personality.ts'

test('docs/personality.md has the dimensions, presets and moods of the code (after a change: node scripts/write-personality.ts)', () => {
  const page = readFileSync(personalityPage, 'utf8')
  expect(page).toBe(withTables(page))
  for (const content of Object.values(personalityTables())) expect(page).toContain(content)
})
