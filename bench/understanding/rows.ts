import { clusteringSets } from './measure-clustering.ts'
import { entitySets } from './measure-entities.ts'
import { intentSets } from './measure-intents.ts'
import { labelSets } from './measure-labels.ts'
import { languageSets } from './measure-languages.ts'
import { memorySets } from './measure-memory.ts'
import { sentimentSets } from './measure-sentiment.ts'
import { speedSets } from './measure-speed.ts'
import { spellingSets } from './measure-spelling.ts'
import type { Row } from './row.ts'

/** Every row, in the order in which they are shown. */
export const rows: readonly Row[] = [
  ...intentSets,
  ...labelSets,
  ...clusteringSets,
  ...entitySets,
  ...sentimentSets,
  ...languageSets,
  ...spellingSets,
  ...speedSets,
  ...memorySets,
]

export function rowOf(id: string): Row {
  const row = rows.find((candidate) => candidate.id === id)
  if (row === undefined) throw new Error(`there is no row ${id}`)
  return row
}
