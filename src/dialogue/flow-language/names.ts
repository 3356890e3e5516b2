import type { ResponseName } from '#domain/ids.ts'
import type { YamlPath } from '#source-files/index.ts'
import {
  type Expression,
  isItemFunction,
  itemName,
  nearest,
  parseExpression,
  walkExpression,
} from '../expressions/index.ts'
import type { FlowContext } from './compiled.ts'
import { checkExpression, type ExpressionUse, type LaterCheck } from './kinds.ts'
import type { Report } from './report.ts'
import type { ExpressionSource, ValueSource } from './schema.ts'

/** Names that every expression may use: the engine provides them (see engine/scope.ts). */
export const rootNames = [
  'customer',
  'identity',
  'mentioned',
  'talked_about',
  'profile',
  'settings',
  'refusal',
  'today',
  'now',
  'customer_today',
  'customer_now',
] as const

/** The clock's: what is computed from them is no answer of the customer's that could be corrected. */
const ofTheClock: ReadonlySet<string> = new Set(['today', 'now', 'customer_today', 'customer_now'])

const nothing: Expression = { op: 'value', value: null }
const binds = (name: string, argument: number) => isItemFunction(name) && argument === 1

/** Reads the expressions and responses of one flow; knows its names. */
export class FlowNames {
  private readonly report: Report
  private readonly context: FlowContext
  /** Slots and saved values of the flow. */
  readonly known: ReadonlySet<string>
  /** What is looked at once the whole flow is read. */
  readonly later: LaterCheck[] = []

  constructor(report: Report, context: FlowContext, known: ReadonlySet<string>) {
    this.report = report
    this.context = context
    this.known = known
  }

  /** A problem is reported and reads as null. */
  expression(path: YamlPath, written: ExpressionSource, use: ExpressionUse = {}): Expression {
    const source = String(written)
    const parsed = parseExpression(source)
    if (!parsed.ok) {
      this.report.error(path, `In "${source}": ${parsed.problem.message}`, parsed.suggestion, parsed.problem.at)
      return nothing
    }
    walkExpression(
      parsed.expression,
      (node, inside) => {
        if (node.op === 'name' && !((use.itemOf !== undefined || inside) && node.name === itemName))
          this.checkName(path, node.name, source)
      },
      binds,
    )
    this.later.push({ path, source, run: checkExpression(parsed.expression, use) })
    return parsed.expression
  }

  /** A value of `with`, `set` and their like: quoted YAML text is text, unquoted an expression. */
  value(path: YamlPath, source: ValueSource): Expression {
    if (source === null || typeof source === 'number' || typeof source === 'boolean')
      return { op: 'value', value: source }
    if (typeof source === 'string') {
      if (!this.report.isQuoted(path)) return this.expression(path, source)
      if (/^'.*'\s*[-+*/]|[-+*/]\s*'.*'$/.test(source))
        this.report.warning(
          path,
          `"${source}" is in quotes and is taken as text.`,
          'For an expression write { expression: … }.',
        )
      return { op: 'value', value: source }
    }
    if (Array.isArray(source))
      return { op: 'list', items: source.map((item, index) => this.value([...path, index], item)) }
    const keys = Object.keys(source)
    if (keys.length === 1 && 'text' in source && typeof source.text === 'string')
      return { op: 'value', value: source.text }
    if (keys.length === 1 && 'expression' in source && isExpression(source.expression))
      return this.expression([...path, 'expression'], source.expression)
    return { op: 'record', fields: this.values(path, source as Record<string, ValueSource>) }
  }

  values(path: YamlPath, source: Record<string, ValueSource> | undefined): Record<string, Expression> {
    return Object.fromEntries(
      Object.entries(source ?? {}).map(([name, value]) => [name, this.value([...path, name], value)]),
    )
  }

  /**
   * Checks that a response exists and that what its wordings use is there. Returns the roots it uses, null where unknown.
   * `given` are variables it gets beside slots and saved values.
   */
  response(path: YamlPath, name: ResponseName, given: Iterable<string>): string[] | null {
    const uses = this.context.responses.get(name)
    if (uses === undefined) {
      this.report.unknown(path, 'response', name, this.context.responses.keys())
      return null
    }
    if (uses === null) return null
    const there = new Set<string>([...this.known, ...rootNames, ...given, ...(this.context.responseVariables ?? [])])
    for (const variable of uses)
      if (!there.has(variable))
        this.report.warning(
          path,
          `The response "${name}" uses {${variable}}, which this flow does not have.`,
          hint(variable, there),
        )
    return [...uses]
  }

  private checkName(path: YamlPath, name: string, source: string): void {
    if (this.known.has(name) || (rootNames as readonly string[]).includes(name)) return
    const near = nearest(name, [...this.known, ...rootNames])
    this.report.error(
      path,
      `In "${source}": "${name}" is no slot and no saved value of this flow.`,
      near === null
        ? `If it is meant as text, write '${name}' in quotes.`
        : `Did you mean "${near}", or the text '${name}'?`,
    )
  }
}

const isExpression = (value: unknown): value is ExpressionSource =>
  ['string', 'number', 'boolean'].includes(typeof value)

const hint = (name: string, names: Iterable<string>): string => {
  const near = nearest(name, names)
  return near === null ? `Give it: with: { ${name}: … }.` : `Did you mean {${near}}?`
}

/** The names an expression reads, without what it binds itself. */
export function readsOf(...expressions: (Expression | null)[]): string[] {
  const names = new Set<string>()
  for (const expression of expressions) {
    if (expression === null) continue
    walkExpression(
      expression,
      (node) => {
        if (node.op === 'name' && node.name !== itemName && !ofTheClock.has(node.name)) names.add(node.name)
      },
      binds,
    )
  }
  return [...names].sort()
}
