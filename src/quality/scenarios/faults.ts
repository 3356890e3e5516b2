import { refused, type Tool, type ToolResult, type ToolSet } from '#tools/index.ts'
import type { Fault } from './schema.ts'

/**
 * The assistant's tools with the faults that a scenario asks for, whatever stands behind them: what the other side's bad days look like
 * from here. Each is used up call by call where it says how often.
 */
export function faultyTools(tools: ToolSet, faults: Readonly<Record<string, Fault>>): ToolSet {
  return new Map(
    [...tools].map(([name, tool]) => {
      const fault = Object.hasOwn(faults, name) ? faults[name] : undefined
      return [name, fault === undefined ? tool : faulty(tool, fault)]
    }),
  )
}

function faulty(tool: Tool, fault: Fault): Tool {
  let left = fault.times ?? Number.POSITIVE_INFINITY
  /** Keys of calls that met it: trying the same call again does not help. */
  const met = new Set<string>()
  return {
    ...tool,
    async run(input, context) {
      const key = context.idempotencyKey
      if (!met.has(key) && left <= 0) return tool.run(input, context)
      if (!met.has(key)) left -= 1
      met.add(key)
      if (fault.outcome === 'lost') await tool.run(input, context)
      return resultOf(fault)
    },
    reconcile:
      tool.reconcile === null
        ? null
        : async (input, context) =>
            fault.outcome === 'unknown' && met.has(context.idempotencyKey)
              ? { kind: 'unknown' }
              : ((await tool.reconcile?.(input, context)) ?? { kind: 'unknown' }),
  }
}

function resultOf(fault: Fault): ToolResult<unknown> {
  switch (fault.outcome) {
    case 'refused':
      return refused(fault.code ?? 'refused')
    case 'failed':
      return { kind: 'failed', reason: 'unavailable', effect: 'none' }
    case 'unknown':
    case 'lost':
      return { kind: 'failed', reason: 'unavailable', effect: 'possible' }
  }
}
