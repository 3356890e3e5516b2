import type { Problem } from '#domain/problem.ts'
import { type LocatedYaml, nearestName, readChecked, type SourceFile, type YamlPath } from '#source-files/index.ts'
import type { Tool, ToolSource } from '../declare.ts'
import { SchemaError } from '../json-schema/self-contained.ts'
import type { PatternProblem } from '../json-schema/to-zod.ts'
import { toolLimits } from '../limits.ts'
import { mcpOperation } from '../mcp/operation.ts'
import { McpPool } from '../mcp/pool.ts'
import { type RecordedServer, readRecord } from '../mcp/record.ts'
import { type OpenApiDocument, readDocument } from '../openapi/document.ts'
import { openApiOperation } from '../openapi/operation.ts'
import { crossProblems } from './cross-checks.ts'
import { declarationProblems } from './declaration-checks.ts'
import type { Declared } from './declared.ts'
import { withInnerInputs } from './inner-inputs.ts'
import { makeTool } from './make-tool.ts'
import type { Operation } from './operation.ts'
import { type Declaration, type McpSource, type OpenApiSource, type Reconcile, ToolFile, timeMs } from './schema.ts'
import { settingsProblems } from './settings-checks.ts'
import { snakeCase } from './snake-case.ts'

export interface DeclaredTools {
  tools: Tool[]
  problems: Problem[]
  /** The MCP servers that are declared, with what was recorded of each. */
  servers: McpServer[]
}

export interface McpServer {
  pool: McpPool
  record: RecordedServer
  /** The server's names of the tools that are declared. */
  declared: string[]
}

export interface LoadOptions {
  /** Files of the folder's `tools/`, named from the assistant folder. */
  files: readonly SourceFile[]
  /** The assistant folder: where servers are started. */
  folder: string
  /** Tools from elsewhere, which guards and compensations may name. */
  others: readonly Tool[]
  /** Names of the settings in assistant.yaml; null where that cannot be read, which is told elsewhere. */
  settings: ReadonlySet<string> | null
  patternProblem: PatternProblem
  /** What goes on with servers while they are used. */
  notice(text: string): void
}

const isDeclarationFile = (file: string): boolean => /\.ya?ml$/.test(file) && !/\.openapi\.ya?ml$/.test(file)

/** The tools that the files in `tools/` declare. Nothing is connected; with an error among the problems they must not be used. */
export function loadDeclaredTools(options: LoadOptions): DeclaredTools {
  const loader = new Loader(options)
  for (const file of options.files) if (isDeclarationFile(file.file)) loader.file(file)
  loader.crossCheck()
  return { tools: loader.tools, problems: loader.problems, servers: loader.servers }
}

class Loader {
  readonly tools: Tool[] = []
  readonly problems: Problem[] = []
  readonly servers: McpServer[] = []
  private readonly declared: Declared[] = []
  private readonly options: LoadOptions
  private readonly documents = new Map<string, OpenApiDocument | null>()

  constructor(options: LoadOptions) {
    this.options = options
  }

  file(source: SourceFile): void {
    const { value, yaml, problems } = readChecked(source, ToolFile)
    this.problems.push(...problems)
    if (value === null || yaml === null) return
    value.openapi.forEach((api, index) => {
      this.problems.push(...settingsProblems(source.file, yaml, ['openapi', index], api, this.options.settings))
      this.openApi(source.file, yaml, ['openapi', index], api)
    })
    value.mcp.forEach((server, index) => {
      this.problems.push(...settingsProblems(source.file, yaml, ['mcp', index], server, this.options.settings))
      this.mcp(source.file, yaml, ['mcp', index], server)
    })
  }

  /** What can only be said when all are known. */
  crossCheck(): void {
    for (const { name, declaration } of this.declared) {
      const guarding =
        declaration.guard === undefined ? [] : (this.toolNamed(declaration.guard.tool)?.facts.refusals ?? [])
      const index = this.tools.findIndex((tool) => tool.name === name)
      const tool = this.tools[index]
      // What its guard refuses is refused.
      if (tool !== undefined && guarding.length > 0) {
        const refusals = [...new Set([...(tool.facts.refusals ?? []), ...guarding])]
        this.tools[index] = { ...tool, facts: { ...tool.facts, refusals } }
      }
    }
    crossProblems(this.declared, this.toolNamed)
  }

  private readonly toolNamed = (name: string): Tool | undefined =>
    this.tools.find((tool) => tool.name === name) ?? this.options.others.find((tool) => tool.name === name)

  private openApi(file: string, yaml: LocatedYaml, at: YamlPath, source: OpenApiSource): void {
    const document = this.document(file, yaml, [...at, 'document'], source.document)
    if (document === null) return
    for (const [id, declaration] of Object.entries(source.operations)) {
      const path = [...at, 'operations', id]
      const operationOf = (name: string, keyHeader?: string): Operation => {
        const found = document.operations.get(name)
        if (found === undefined)
          throw new SchemaError(
            `there is no operation "${name}" in tools/${source.document}. ${nearestName(name, document.operations.keys()) ?? ''}`.trim(),
          )
        return openApiOperation(found, document, source, keyHeader)
      }
      this.add(file, yaml, path, {
        kind: 'openapi',
        name: declaration.as ?? snakeCase(id),
        declaration,
        keyIsSent: declaration.idempotency_header !== undefined || declaration.idempotency_argument !== undefined,
        operation: () => operationOf(id, declaration.idempotency_header),
        query: declaration.reconcile && {
          declaration: declaration.reconcile,
          at: 'operation',
          operation: () => operationOf(declaration.reconcile?.operation ?? ''),
        },
      })
    }
  }

  private mcp(file: string, yaml: LocatedYaml, at: YamlPath, source: McpSource): void {
    const recordFile = `tools/${source.name}.mcp.json`
    const found = this.options.files.find((one) => one.file === recordFile)
    const place = yaml.place([...at, 'name'])
    const problem = (message: string, suggestion: string | null) =>
      this.problems.push({ file, ...place, message, suggestion, severity: 'error' })
    if (this.servers.some(({ pool }) => pool.source.name === source.name)) {
      problem(`There are two servers called "${source.name}".`, null)
      return
    }
    const pool = new McpPool(source, this.options.folder)
    let record: RecordedServer = { server: source.name, tools: {} }
    if (found !== undefined) {
      try {
        record = readRecord(found.text)
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error
        problem(`${recordFile}: ${error.message}.`, 'Record the server again: parley tools check --record')
      }
    }
    this.servers.push({ pool, record, declared: Object.keys(source.tools) })
    if (found === undefined) {
      problem(
        `It was not recorded what this server can do: there is no ${recordFile}.`,
        'Write it with: parley tools check --record',
      )
      return
    }
    const told = new Set<string>()
    const notice = (text: string): void => {
      // The first time tells everything; a hundred customers need not repeat it.
      if (told.has(text)) return
      told.add(text)
      this.options.notice(text)
    }
    for (const [name, declaration] of Object.entries(source.tools)) {
      const timeoutMs = declaration.timeout === undefined ? toolLimits.timeoutMs : timeMs(declaration.timeout)
      this.add(file, yaml, [...at, 'tools', name], {
        kind: 'mcp',
        name: declaration.as ?? snakeCase(name),
        declaration,
        keyIsSent: declaration.idempotency_argument !== undefined,
        operation: () => mcpOperation({ name, record, pool, timeoutMs, notice }),
        query: declaration.reconcile && {
          declaration: declaration.reconcile,
          at: 'tool',
          operation: () =>
            mcpOperation({
              name: declaration.reconcile?.tool ?? '',
              record,
              pool,
              timeoutMs: toolLimits.reconcileTimeoutMs,
              notice,
            }),
        },
      })
    }
  }

  private add(
    file: string,
    yaml: LocatedYaml,
    path: YamlPath,
    given: {
      kind: ToolSource['kind']
      name: string
      declaration: Declaration
      keyIsSent: boolean
      operation: () => Operation
      query: { declaration: Reconcile; at: string; operation: () => Operation } | undefined
    },
  ): void {
    const { kind, name, declaration } = given
    const own = yaml.keyPlace(path.slice(0, -1), String(path.at(-1)))
    const problem: Declared['problem'] = (inner, message, suggestion = null, severity = 'error') => {
      const place = inner.length === 0 ? own : yaml.place([...path, ...inner])
      this.problems.push({ file, ...place, message: `${name}: ${message}`, suggestion, severity })
    }
    /** Null after a problem was told. */
    const tried = <T>(inner: YamlPath, work: () => T): T | null => {
      try {
        return work()
      } catch (error) {
        problem(inner, `${error instanceof Error ? error.message : String(error)}.`.replace(/([.?])\.$/, '$1'))
        return null
      }
    }
    const inner = [...Object.keys(declaration.inputs), declaration.idempotency_argument ?? '']
    const operation = tried([], () => withInnerInputs(given.operation(), inner))
    const { query } = given
    const asking = query === undefined ? null : tried(['reconcile', query.at], query.operation)
    if (operation === null || (query !== undefined && asking === null)) return
    const sideEffect = declaration.side_effect ?? (operation.isRead ? 'none' : null)
    if (sideEffect === null) {
      problem([], 'it is not a GET, so say what it does: `side_effect: write`, or `none` if it only looks.')
      return
    }
    const place = `${file}:${own.line ?? 1}`
    const tool = tried([], () =>
      makeTool({
        name,
        declaration,
        operation,
        sideEffect,
        keyIsSent: given.keyIsSent,
        reconcile:
          query === undefined || asking === null ? null : { declaration: query.declaration, operation: asking },
        source: { kind, place },
        toolNamed: this.toolNamed,
        note: (text) => problem([], `${text}.`, null, 'warning'),
        patternProblem: this.options.patternProblem,
      }),
    )
    const declared: Declared = { tool, name, declaration, sideEffect, problem }
    declarationProblems(declared, operation, { keyIsSent: given.keyIsSent, query: query?.declaration, asking })
    const twin = this.toolNamed(name)
    if (twin !== undefined)
      problem([], `there is another tool of this name in ${twin.source.place}.`, 'Name it with `as:`.')
    else if (tool !== null) this.tools.push(tool)
    this.declared.push(declared)
  }

  private document(file: string, yaml: LocatedYaml, at: YamlPath, name: string): OpenApiDocument | null {
    const known = this.documents.get(name)
    if (known !== undefined) return known
    const path = `tools/${name}`
    const source = this.options.files.find((one) => one.file === path)
    let document: OpenApiDocument | null = null
    let message = `There is no file ${path}.`
    if (source !== undefined) {
      try {
        document = readDocument(path, source.text)
      } catch (error) {
        if (!(error instanceof SchemaError)) throw error
        message = `${path}: ${error.message}.`
      }
    }
    if (document === null) {
      const others = this.options.files.flatMap((one) => (/\.openapi\./.test(one.file) ? [one.file.slice(6)] : []))
      const suggestion = source === undefined ? nearestName(name, others) : null
      this.problems.push({ file, ...yaml.place(at), message, suggestion, severity: 'error' })
    }
    this.documents.set(name, document)
    return document
  }
}
