import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { appError } from '#domain/errors.ts'
import { type Problem, problemText } from '#domain/problem.ts'
import {
  driftText,
  type Looked,
  loadDeclaredTools,
  lookAtServer,
  type McpServer,
  type Settings,
  type Tool,
  type ToolSet,
  toolSet,
} from '#tools/index.ts'
import { patternProblem } from '#understanding/index.ts'
import { type AssistantConfig, readConfig } from './config.ts'
import { type AssistantSource, filesOf, readAssistantFolder } from './source.ts'

/** The tools of an assistant by name, with what they keep open while they are used. */
export interface LoadedTools extends ToolSet {
  readonly servers: readonly McpServer[]
  /**
   * Connects the servers, so that the first customer need not wait for it, and tells `notice` what is not as it was recorded. Never rejects:
   * a server that is away is tried again by the next call.
   */
  connect(settings: Settings): Promise<void>
  /** Ends the sessions with MCP servers and the processes that were started for them. */
  close(): Promise<void>
}

/**
 * The tools of an assistant folder, from `tools.ts` and from the declarations in `tools/*.yaml`: only what is deployed on this machine runs,
 * never what a release in the database says. Nothing is connected yet. `notice` is told what goes on with MCP servers later. Throws
 * `assistant.invalid` where something is wrong with them.
 */
export async function loadTools(
  folder: string,
  notice: (text: string) => void = () => undefined,
): Promise<LoadedTools> {
  const { tools, warnings, problems, servers } = await readTools(folder, notice)
  if (problems.length > 0)
    throw appError('assistant.invalid', {
      count: problems.length,
      problems: problems.map((problem) => `  ${problemText(problem)}`).join('\n'),
    })
  return Object.assign(toolSet(tools, warnings), {
    servers,
    connect: async (settings: Settings) => {
      await Promise.all(servers.map(async (server) => tell(server, await lookAtServer(server, settings), notice)))
    },
    close: async () => {
      await Promise.all(servers.map(({ pool }) => pool.close()))
    },
  })
}

function tell({ pool }: McpServer, looked: Looked, notice: (text: string) => void): void {
  const { name } = pool.source
  if (looked.kind === 'unreachable') notice(`${name}: the server cannot be reached: ${looked.problem}`)
  else for (const drift of looked.drift) notice(`${name}: ${driftText(drift)}; look at it with: parley tools check`)
}

export interface ReadTools {
  /** Null where the folder has no valid assistant.yaml. */
  config: AssistantConfig | null
  tools: Tool[]
  servers: McpServer[]
  problems: Problem[]
  warnings: Problem[]
}

/** Like `loadTools`, but with the problems of the declarations as values, for commands that show them. */
export async function readTools(folder: string, notice: (text: string) => void = () => undefined): Promise<ReadTools> {
  const code = await codeTools(folder)
  const source = await sourceOf(folder)
  if (source === null) return { config: null, tools: code, servers: [], problems: [], warnings: [] }
  const { config, problems: inConfig } = readConfig(source)
  const declared = loadDeclaredTools({
    files: filesOf(source, 'tools'),
    folder: resolve(folder),
    others: code,
    settings: inConfig.length > 0 ? null : new Set(Object.keys(config.settings)),
    patternProblem,
    notice,
  })
  const isError = ({ severity }: Problem): boolean => severity === 'error'
  return {
    config: inConfig.length > 0 ? null : config,
    tools: [...code, ...declared.tools],
    servers: declared.servers,
    problems: declared.problems.filter(isError),
    warnings: declared.problems.filter((problem) => !isError(problem)),
  }
}

/** Null for a folder of tools alone, as tests have them. */
const sourceOf = async (folder: string): Promise<AssistantSource | null> =>
  existsSync(join(folder, 'assistant.yaml')) ? readAssistantFolder(folder, 'tools') : null

async function codeTools(folder: string): Promise<Tool[]> {
  const file = join(folder, 'tools.ts')
  if (!existsSync(file)) return []
  try {
    const module = (await import(pathToFileURL(file).href)) as { default?: unknown }
    if (!Array.isArray(module.default)) throw new Error('it has no default export that is a list of tools')
    return [...toolSet(module.default).values()]
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    throw appError('assistant.invalid', { count: 1, problems: `  tools.ts cannot be loaded: ${problem}` }, error)
  }
}
