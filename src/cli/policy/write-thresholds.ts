import { readFile, writeFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import type { Thresholds } from '#dialogue/index.ts'

/** assistant.yaml with these thresholds; comments and order stay. */
export function withThresholds(text: string, thresholds: Partial<Thresholds>): string {
  const document = parseDocument(text)
  for (const [name, value] of Object.entries(thresholds)) document.setIn(['thresholds', name], value)
  return document.toString({ lineWidth: 0 })
}

export async function writeThresholds(file: string, thresholds: Partial<Thresholds>): Promise<void> {
  await writeFile(file, withThresholds(await readFile(file, 'utf8'), thresholds))
}
