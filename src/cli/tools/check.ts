import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import { type ReadTools, resolveSettings } from '#assistant/index.ts'
import { problemText } from '#domain/problem.ts'
import { nearestName } from '#source-files/index.ts'
import { driftText, lookAtServer, type McpServer, recordOf, recordText, type Settings } from '#tools/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { toolsOf } from './folder.ts'
import { type Tried, tryTool } from './try.ts'

interface Options {
  record?: boolean
  try?: string[]
  as?: string
  json?: boolean
}

export const checkCommand = (): Command =>
  new Command('check')
    .description('Check the declarations of tools, and whether MCP servers are there and still as they were recorded')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option(
      '--record',
      'write what each MCP server can do to tools/<name>.mcp.json; look at the difference before you commit it',
    )
    .option(
      '--try <tool and input...>',
      'call a tool that only looks: its name and, if it needs any, its input as JSON',
    )
    .option('--as <attributes>', 'with --try: for a verified customer with these attributes, as JSON')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
Addresses and secrets come from the settings of assistant.yaml, so from the environment. Nothing that changes something is called.

Examples:
  $ npm run parley -- tools check
  $ npm run parley -- tools check assistants/mine --record
  $ npm run parley -- tools check assistants/mine --try get_booking '{"number": "A-104"}' --as '{"customerId": "C-1001"}'`,
    )
    .action((given: string, options: Options) =>
      runCommand(options, async (output) => {
        const before = await toolsOf(given)
        const settings = settingsOf(before)
        const servers: ServerReport[] = []
        let read = before
        let tried: Tried | null = null
        try {
          for (const server of before.servers)
            servers.push(await reportOf(server, settings, options.record === true ? before.folder : null))
          if (options.record === true) read = await toolsOf(given)
          if (options.try !== undefined) tried = await tryTool(read, options.try, options.as, settings)
        } finally {
          for (const { pool } of [...before.servers, ...read.servers]) await pool.close()
        }
        const problems = read.problems.map(problemText)
        const warnings = read.warnings.map(problemText)
        const isRight =
          problems.length === 0 && servers.every(({ problem, drift }) => problem === null && drift.length === 0)
        output.result(
          { tools: read.tools.length, problems, warnings, servers, ...(tried !== null && { tried }) },
          [
            ...problems,
            ...warnings.map((warning) => `warning: ${warning}`),
            ...servers.flatMap(serverText),
            `${read.tools.length} tools, ${problems.length} problems, ${warnings.length} warnings`,
            ...(tried === null
              ? []
              : ['', `${tried.tool} (${tried.ms} ms): ${JSON.stringify(tried.outcome, null, 2)}`]),
          ].join('\n'),
        )
        if (!isRight || (tried !== null && tried.outcome.kind === 'failed')) process.exitCode = 1
      }),
    )

/** Those without a value are told only where a server or a call needs them. */
function settingsOf({ config }: ReadTools): Settings {
  return config === null ? {} : resolveSettings(config, process.env).settings
}

interface ServerReport {
  name: string
  /** Why it cannot be reached; null where it can. */
  problem: string | null
  lastWords: string
  drift: string[]
  /** Its tools that are not declared. */
  others: string[]
  recorded: 'written' | 'same' | null
}

async function reportOf(server: McpServer, settings: Settings, recordIn: string | null): Promise<ServerReport> {
  const { name } = server.pool.source
  const looked = await lookAtServer(server, settings)
  if (looked.kind === 'unreachable')
    return { name, problem: looked.problem, lastWords: looked.lastWords, drift: [], others: [], recorded: null }
  const names = looked.listed.map((tool) => tool.name)
  const missing = server.declared.filter((tool) => !names.includes(tool))
  const others = names.filter((tool) => !server.declared.includes(tool))
  const seen = { name, problem: null, lastWords: '', others }
  if (recordIn === null) return { ...seen, drift: looked.drift.map(driftText), recorded: null }
  // Only what is declared: the rest of a server is nothing to this assistant.
  const text = recordText(
    recordOf(
      name,
      looked.listed.filter((tool) => server.declared.includes(tool.name) || isQuery(server, tool.name)),
    ),
  )
  const file = join(recordIn, 'tools', `${name}.mcp.json`)
  const known = await readFile(file, 'utf8').catch(() => null)
  if (known !== text) await writeFile(file, text)
  const drift = missing.map((tool) => `the server has no tool "${tool}". ${nearestName(tool, names) ?? ''}`.trim())
  return { ...seen, drift, recorded: known === text ? 'same' : 'written' }
}

const isQuery = ({ pool }: McpServer, name: string): boolean =>
  Object.values(pool.source.tools).some(({ reconcile }) => reconcile?.tool === name)

function serverText({ name, problem, lastWords, drift, others, recorded }: ServerReport): string[] {
  if (problem !== null)
    return [
      `${name}: cannot be reached: ${problem}`,
      ...lastWords
        .split('\n')
        .filter(Boolean)
        .map((line) => `  | ${line}`),
    ]
  const state =
    drift.length > 0 ? drift.join('; ') : recorded === 'written' ? `recorded in tools/${name}.mcp.json` : 'as recorded'
  return [
    `${name}: ${state}`,
    ...(others.length === 0 ? [] : [`  not declared, so not there for the assistant: ${others.join(', ')}`]),
  ]
}
