export { type BuildDependencies, type BuiltRelease, buildRelease } from './build.ts'
export { loadRelease } from './load.ts'
export { type Prepared, prepareRelease } from './prepare.ts'
export { ReleaseRegistry } from './registry.ts'
