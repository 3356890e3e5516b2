/**
 * Which folder may import which: downwards only, and folders below the turn do not know one another. `main` and `cli` compose
 * and may import everything. Checked by architecture.test.ts; docs/design.md shows the same as a picture.
 */
const ground = ['domain', 'ports', 'source-files', 'words']
const belowTheTurn = [
  'understanding',
  'dialogue',
  'tools',
  'memory',
  'knowledge',
  'responses',
  'language-models',
  'privacy',
  'intake',
]

export const allowedImports: Record<string, readonly string[]> = {
  domain: [],
  'source-files': ['domain'],
  words: ['domain'],
  ports: ['domain'],
  adapters: ground,
  ...Object.fromEntries(belowTheTurn.map((folder) => [folder, ground])),
  assistant: [...ground, ...belowTheTurn],
  authoring: [...ground, 'understanding', 'assistant'],
  migration: [...ground, 'assistant', 'authoring'],
  turn: [...ground, ...belowTheTurn, 'assistant', 'monitoring'],
  monitoring: ground,
  desk: ground,
  releases: [...ground, ...belowTheTurn, 'assistant', 'turn'],
  quality: [...ground, ...belowTheTurn, 'assistant', 'turn', 'releases', 'desk'],
  http: [...ground, 'contracts', 'turn', 'desk', 'monitoring', 'assistant', 'releases'],
}

/** Folders that compose: everything below is theirs to wire. */
export const composers = ['cli', 'main.ts', 'compose']

/** Source lines a file may have (blank and comment lines counted), outside tables of content. */
export const lineCeiling = 500
/** The one path to know stays readable. */
export const runTurnCeiling = 120
