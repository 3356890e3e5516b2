export { openMemory } from './memory/open.ts'
export type { OpenedStore } from './opened.ts'
