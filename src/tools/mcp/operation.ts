import type { Operation, OperationInput } from '../declared/operation.ts'
import { isObject, SchemaError, selfContained } from '../json-schema/self-contained.ts'
import { documentLimits } from '../limits.ts'
import { oneSentence } from '../openapi/one-sentence.ts'
import { codeMatches } from './answer.ts'
import type { McpPool } from './pool.ts'
import type { RecordedServer } from './record.ts'

export interface McpOperationSpec {
  name: string
  record: RecordedServer
  pool: McpPool
  /** A call waits for a connection for a share of it. */
  timeoutMs: number
  /** Told once per kind of trouble; never has anything of an answer in it. */
  notice(text: string): void
}

/** A tool of a server, as it was recorded. Throws a `SchemaError` where it was not, or cannot be used. */
export function mcpOperation(spec: McpOperationSpec): Operation {
  const { name, record, pool } = spec
  const recorded = Object.hasOwn(record.tools, name) ? record.tools[name] : undefined
  if (recorded === undefined) throw new SchemaError(`the record of the server has no tool "${name}"`)
  const { inputSchema, outputSchema } = recorded
  const properties = isObject(inputSchema.properties) ? Object.entries(inputSchema.properties) : []
  if (properties.length > documentLimits.inputs)
    throw new SchemaError(`it has more than ${documentLimits.inputs} inputs`)
  const required = new Set(Array.isArray(inputSchema.required) ? inputSchema.required : [])
  const inputs = new Map<string, OperationInput>(
    properties.map(([input, schema]) => [
      input,
      {
        schema: selfContained(schema, inputSchema, 'input'),
        required: required.has(input),
        description: isObject(schema) ? oneSentence(schema.description) : null,
      },
    ]),
  )
  return {
    title: `${name} of the MCP server ${pool.source.name}`,
    description: recorded.description,
    inputs,
    output: outputSchema === null ? null : selfContained(outputSchema, outputSchema, 'output'),
    isRead: false,
    isRepeatable: true,
    codeMatches,
    // The protocol's client takes 0.2 s to load: only where it is needed.
    call: async (input, context, sendKey) => (await import('./call.ts')).callMcp(spec, input, context, sendKey),
    secrets: (settings) => pool.secrets(settings),
  }
}
