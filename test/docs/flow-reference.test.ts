import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { referenceFile, referencePage } from '../../scripts/write-flow-reference.ts'

test('the reference of the flow language is what its schema says: node scripts/write-flow-reference.ts', async () => {
  expect(await readFile(referenceFile, 'utf8')).toBe(referencePage())
})
