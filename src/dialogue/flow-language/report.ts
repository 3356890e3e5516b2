import type { z } from 'zod'
import type { Problem } from '#domain/problem.ts'
import type { LocatedYaml, Place, YamlPath } from '#source-files/index.ts'
import { nearest } from '../expressions/index.ts'

/** Collects the problems of one file, each at its place. */
export class Report {
  readonly problems: Problem[]
  readonly file: string
  private readonly yaml: LocatedYaml

  constructor(file: string, yaml: LocatedYaml, problems: Problem[]) {
    this.file = file
    this.yaml = yaml
    this.problems = problems
  }

  line(path: YamlPath): number {
    return this.yaml.place(path).line ?? 0
  }

  isQuoted(path: YamlPath): boolean {
    return this.yaml.isQuoted(path)
  }

  error(path: YamlPath, message: string, suggestion: string | null = null, inside?: number): void {
    this.add(this.yaml.place(path, inside), message, suggestion, 'error')
  }

  /** Of a step that is compiled already: its line is all that is left. */
  errorAt(line: number, message: string, suggestion: string | null = null): void {
    this.add({ line, column: null }, message, suggestion, 'error')
  }

  warning(path: YamlPath, message: string, suggestion: string | null = null): void {
    this.add(this.yaml.place(path), message, suggestion, 'warning')
  }

  /** A name that does not exist, with the nearest that does. */
  unknown(path: YamlPath, what: string, name: string, names: Iterable<string>, at?: Place): void {
    this.add(at ?? this.yaml.place(path), `There is no ${what} "${name}".`, didYouMean(name, names), 'error')
  }

  unknownKey(path: YamlPath, key: string, keys: Iterable<string>, where: string): void {
    this.add(this.yaml.keyPlace(path, key), `"${key}" means nothing in ${where}.`, didYouMean(key, keys), 'error')
  }

  /** What a schema found, in words. `keys` are the ones the schema knows at its root. */
  schema(path: YamlPath, issues: readonly z.core.$ZodIssue[], keys: Iterable<string>, where: string): void {
    for (const issue of issues) {
      const place: YamlPath = [...path, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))]
      if (issue.code === 'unrecognized_keys')
        for (const key of issue.keys) this.unknownKey(place, key, issue.path.length === 0 ? keys : [], where)
      else this.error(place, `${subject(issue.path, where)} ${issueText(issue)}`, suggestionFor(issue))
    }
  }

  private add(place: Place, message: string, suggestion: string | null, severity: Problem['severity']): void {
    this.problems.push({ file: this.file, ...place, message, suggestion, severity })
  }
}

export function didYouMean(name: string, names: Iterable<string>): string | null {
  const found = nearest(name, names)
  return found === null ? null : `Did you mean "${found}"?`
}

const subject = (path: readonly PropertyKey[], where: string): string =>
  path.length === 0 ? where[0]?.toUpperCase() + where.slice(1) : `"${path.map(String).join('.')}" of ${where}`

function issueText(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? 'is missing.'
        : `must be ${typeWords[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`
    case 'invalid_union':
      return 'has none of the forms that are possible here (see docs/flow-language.md).'
    case 'invalid_key':
      return `has a name that cannot be used: ${issue.issues.map((inner) => inner.message).join(' ')}`
    default:
      return `is not right: ${issue.message}`
  }
}

const typeWords: Partial<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
}

function suggestionFor(issue: z.core.$ZodIssue): string | null {
  if (issue.code === 'invalid_key' && /[()'"]/.test(String(issue.path.at(-1) ?? '')))
    return 'Inside { } YAML splits at commas: put a value with a comma on a line of its own.'
  if (issue.code !== 'invalid_value' || typeof issue.input !== 'string') return null
  return didYouMean(issue.input, issue.values.map(String))
}
