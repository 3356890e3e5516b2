/** Files as people write them: YAML that knows where everything stands, and schema violations as problems with file and line. */
export { type LocatedYaml, type Place, type ReadYaml, readYaml, type YamlPath } from './located-yaml.ts'
export { nearestName } from './nearest-name.ts'
export { readChecked, type SourceFile } from './read-checked.ts'
