export { type EmbeddedOptions, openEmbedded } from './embedded/open.ts'
export { openMemory } from './memory/open.ts'
export type { OpenedStore } from './opened.ts'
export { openPostgres, type PostgresOptions } from './server/open.ts'
