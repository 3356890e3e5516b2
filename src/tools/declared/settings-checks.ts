import type { Problem } from '#domain/problem.ts'
import { type LocatedYaml, nearestName, type YamlPath } from '#source-files/index.ts'
import type { McpSource, OpenApiSource } from './schema.ts'
import { settingsIn } from './settings-text.ts'

/** Settings that a source names and assistant.yaml does not have. `settings` is null where assistant.yaml cannot be read. */
export function settingsProblems(
  file: string,
  yaml: LocatedYaml,
  at: YamlPath,
  source: OpenApiSource | McpSource,
  settings: ReadonlySet<string> | null,
): Problem[] {
  if (settings === null) return []
  return textsOf(source).flatMap(([path, text]) =>
    settingsIn(text)
      .filter(({ name, optional }) => !settings.has(name) && !optional)
      .map(({ name }) => ({
        file,
        ...yaml.place([...at, ...path]),
        message: `There is no setting "${name}" in assistant.yaml.`,
        suggestion: nearestName(name, settings) ?? 'Add it under `settings:`, with `env:` where it is secret.',
        severity: 'error',
      })),
  )
}

function textsOf(source: OpenApiSource | McpSource): [YamlPath, string][] {
  const headers = entriesAt('headers', source.headers)
  if ('document' in source) {
    const auth: [YamlPath, string][] = source.auth === undefined ? [] : [[['auth', 'value'], source.auth.value]]
    return [[['base_url'], source.base_url], ...auth, ...headers]
  }
  const address: [YamlPath, string][] = source.url === undefined ? [] : [[['url'], source.url]]
  const args = source.args.map((text, index): [YamlPath, string] => [['args', index], text])
  return [...args, ...entriesAt('env', source.env), ...address, ...headers]
}

const entriesAt = (key: string, texts: Readonly<Record<string, string>>): [YamlPath, string][] =>
  Object.entries(texts).map(([name, text]) => [[key, name], text])
