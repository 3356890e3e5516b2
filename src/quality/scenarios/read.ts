import type { Problem } from '#domain/problem.ts'
import { type LocatedYaml, nearestName, readChecked, type SourceFile, type YamlPath } from '#source-files/index.ts'
import { CustomerScript, type Scenario, ScenarioFile } from './schema.ts'

export interface LoadedScenario extends Scenario {
  name: string
  file: string
  line: number | null
}

/** What scenarios may name of the assistant they test. Slots are not among them: a flow's correction may rename any. */
export interface ScenarioNames {
  intents: ReadonlySet<string>
  entities: ReadonlySet<string>
  flows: ReadonlySet<string>
  tools: ReadonlySet<string>
}

/** Scenario files against the schema, their names unique, in the order of files and lines. With errors among the problems there may be scenarios missing. */
export function readScenarios(files: readonly SourceFile[]): { scenarios: LoadedScenario[]; problems: Problem[] } {
  const scenarios: LoadedScenario[] = []
  const problems: Problem[] = []
  const seen = new Map<string, string>()
  for (const file of files) {
    const read = readChecked(file, ScenarioFile)
    problems.push(...read.problems)
    if (read.yaml !== null) problems.push(...changedNumbers(file, read.yaml))
    if (read.value === null || read.yaml === null) continue
    for (const [name, scenario] of Object.entries(read.value.scenarios)) {
      const { line, column } = read.yaml.keyPlace(['scenarios'], name)
      const first = seen.get(name)
      if (first !== undefined)
        problems.push({
          file: file.file,
          line,
          column,
          message: `There is another scenario "${name}" in ${first}.`,
          suggestion: 'Give each scenario a name of its own.',
          severity: 'error',
        })
      seen.set(name, file.file)
      scenarios.push({ ...scenario, name, file: file.file, line })
    }
  }
  return { scenarios, problems }
}

/** A played customer of a file of its own; null where the file has errors. */
export function readCustomerScript(file: SourceFile): { value: CustomerScript | null; problems: Problem[] } {
  const { value, yaml, problems } = readChecked(file, CustomerScript)
  return { value, problems: [...problems, ...(yaml === null ? [] : changedNumbers(file, yaml))] }
}

/** Numbers that YAML reads otherwise than they are written: the zip code 02108 would be said as 2108. */
function changedNumbers({ file, text }: SourceFile, yaml: LocatedYaml): Problem[] {
  const lines = text.split('\n')
  const problems: Problem[] = []
  const visit = (value: unknown, path: (string | number)[]): void => {
    if (typeof value === 'number') {
      const { line, column } = yaml.place(path)
      const written = /^[^\s,\]}#]+/.exec(lines[(line ?? 0) - 1]?.slice((column ?? 1) - 1) ?? '')?.[0] ?? String(value)
      if (written !== String(value))
        problems.push({
          file,
          line,
          column,
          message: `YAML reads ${written} as ${value}.`,
          suggestion: `Write '${written}'.`,
          severity: 'error',
        })
    } else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value))
        visit(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
  visit(yaml.value, [])
  return problems
}

type Kind = keyof ScenarioNames
const called: Record<Kind, string> = { intents: 'intent', entities: 'entity', flows: 'flow', tools: 'tool' }

/** Names that the assistant does not have: an expectation on them could never hold, or never fail. */
export function checkScenarioNames(files: readonly SourceFile[], names: ScenarioNames): Problem[] {
  return files.flatMap((file) => {
    const read = readChecked(file, ScenarioFile)
    if (read.value === null || read.yaml === null) return []
    const { yaml } = read
    return Object.entries(read.value.scenarios).flatMap(([name, scenario]) =>
      namesIn(scenario).flatMap(({ kind, name: used, path }) =>
        knows(names, kind, used) ? [] : [unknownName(file.file, yaml, ['scenarios', name, ...path], kind, used, names)],
      ),
    )
  })
}

interface UsedName {
  kind: Kind
  name: string
  path: YamlPath
}

function namesIn(scenario: Scenario): UsedName[] {
  const used: UsedName[] = []
  const add = (kind: Kind, found: readonly string[] | null | undefined, path: YamlPath) => {
    for (const name of found ?? []) used.push({ kind, name, path })
  }
  const addTools = (
    tools: { called?: { tool: string }[] | undefined; not_called?: string[] | undefined } | undefined,
    path: YamlPath,
  ) => {
    add(
      'tools',
      tools?.called?.map(({ tool }) => tool),
      [...path, 'tools', 'called'],
    )
    add('tools', tools?.not_called, [...path, 'tools', 'not_called'])
  }
  scenario.turns?.forEach(({ expect }, index) => {
    const path = ['turns', index, 'expect']
    add('intents', expect?.intent, [...path, 'intent'])
    add('intents', expect?.not_intent, [...path, 'not_intent'])
    add('entities', Object.keys(expect?.entities ?? {}), [...path, 'entities'])
    add('flows', expect?.flow, [...path, 'flow'])
    addTools(expect?.tools, path)
  })
  addTools(scenario.expect?.tools, ['expect'])
  add('tools', Object.keys(scenario.faults ?? {}), ['faults'])
  return used
}

/** An intent may be named by the upper part of its name. */
const knows = (names: ScenarioNames, kind: Kind, name: string): boolean =>
  names[kind].has(name) || (kind === 'intents' && [...names.intents].some((intent) => intent.startsWith(`${name}/`)))

function unknownName(
  file: string,
  yaml: LocatedYaml,
  path: YamlPath,
  kind: Kind,
  name: string,
  names: ScenarioNames,
): Problem {
  return {
    file,
    ...yaml.place(path),
    message: `There is no ${called[kind]} "${name}".`,
    suggestion: nearestName(name, names[kind]),
    severity: 'error',
  }
}
