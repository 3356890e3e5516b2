/** Knowledge from files of any format, folders and websites, read into articles. See docs/ingestion.md. */

export { defaultCacheFolder } from './cache.ts'
export { type SyncDependencies, type SyncedSource, type SyncReport, syncPages } from './fetching/sync.ts'
export {
  type KnowledgeSource,
  outsideFolders,
  type ReadingOptions,
  type ReadKnowledge,
  readKnowledgeFolder,
} from './folder.ts'
export { adviceFor as formatAdvice, formatOf as formatOfFile } from './format.ts'
export { type SourcesFile, sourcesFileSchema, withDefaults } from './metadata.ts'
export { openReaderPool, type PoolOptions, type ReaderPool } from './reader-pool.ts'
export type { ReadDocument, ReadOutcome, ReadSource, SkippedSource, SourceFormat, SourceMetadata } from './source.ts'
export { type KnowledgeVersion, KnowledgeVersions, type Restored } from './versions.ts'
