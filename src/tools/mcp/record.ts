import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson, type JsonObject } from '#domain/json.ts'
import { SchemaError } from '../json-schema/self-contained.ts'
import { oneSentence } from '../openapi/one-sentence.ts'

/**
 * What an MCP server said of its tools when somebody looked: `tools/<name>.mcp.json`. Flows are compiled against this, so that a release
 * does not depend on a server being there, and a server that changes is found out instead of believed.
 */
const recordedTool = z.object({
  description: z.string(),
  inputSchema: z.record(z.string(), z.json()),
  outputSchema: z.record(z.string(), z.json()).nullable(),
  hash: z.string(),
})
const recordedServer = z.object({
  server: z.string(),
  tools: z.record(z.string(), recordedTool),
})
export type RecordedTool = z.infer<typeof recordedTool>
export type RecordedServer = z.infer<typeof recordedServer>

/** A tool as a server lists it. */
export interface ListedTool {
  name: string
  description?: string | undefined
  inputSchema: unknown
  outputSchema?: unknown
}

/** Of what a call depends on; another description is no other tool. */
export const schemaHash = (inputSchema: unknown, outputSchema: unknown): string =>
  `sha256-${createHash('sha256')
    .update(canonicalJson([inputSchema, outputSchema ?? null]))
    .digest('hex')}`

export function recordOf(server: string, tools: readonly ListedTool[]): RecordedServer {
  const byName = [...tools].sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    server,
    tools: Object.fromEntries(
      byName.map((tool) => [
        tool.name,
        {
          description: oneSentence(tool.description) ?? tool.name,
          inputSchema: tool.inputSchema as JsonObject,
          outputSchema: (tool.outputSchema ?? null) as JsonObject | null,
          hash: schemaHash(tool.inputSchema, tool.outputSchema),
        },
      ]),
    ),
  }
}

export const recordText = (record: RecordedServer): string => `${JSON.stringify(record, null, 2)}\n`

/** Throws a `SchemaError` for a file that is not one, or was changed by hand so that its hashes no longer hold. */
export function readRecord(text: string): RecordedServer {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new SchemaError('it is not JSON')
  }
  const read = recordedServer.safeParse(value)
  if (!read.success) throw new SchemaError(`it is no record of a server: ${read.error.issues[0]?.message ?? ''}`)
  for (const [name, tool] of Object.entries(read.data.tools))
    if (schemaHash(tool.inputSchema, tool.outputSchema) !== tool.hash)
      throw new SchemaError(`its hash of "${name}" does not fit: it was changed by hand`)
  return read.data
}

export type Drift = { tool: string; kind: 'missing' | 'changed' | 'not-recorded' }

/** Where the server no longer is what was recorded, for the tools that are declared. */
export function driftOf(declared: readonly string[], record: RecordedServer, listed: readonly ListedTool[]): Drift[] {
  return declared.flatMap((name): Drift[] => {
    const now = listed.find((tool) => tool.name === name)
    const then = Object.hasOwn(record.tools, name) ? record.tools[name] : undefined
    if (now === undefined) return [{ tool: name, kind: 'missing' }]
    if (then === undefined) return [{ tool: name, kind: 'not-recorded' }]
    return then.hash === schemaHash(now.inputSchema, now.outputSchema) ? [] : [{ tool: name, kind: 'changed' }]
  })
}

export const driftText = ({ tool, kind }: Drift): string =>
  kind === 'missing'
    ? `the server has no tool "${tool}" any more`
    : kind === 'changed'
      ? `the server changed what "${tool}" takes or gives`
      : `"${tool}" was not recorded`
