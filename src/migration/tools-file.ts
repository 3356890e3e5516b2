import type { MigratedSlot } from './domain.ts'
import type { MigratedTool } from './flows.ts'

/** The code that a stub refuses with. */
export const notCarried = 'not_carried_over'

const zodType = (slot: MigratedSlot | undefined): string => {
  if (slot?.type === 'number') return 'z.number()'
  if (slot?.type === 'boolean') return 'z.boolean()'
  return 'z.string()'
}

/** `tools.ts` with a stub for each custom action: it says that it does nothing yet. Values are names that were checked before. */
export function toolsFile(tools: readonly MigratedTool[], slots: ReadonlyMap<string, MigratedSlot>): string {
  const bySlot = new Map([...slots.values()].map((slot) => [slot.name, slot]))
  const fields = (names: Iterable<string>, suffix: string) => {
    const all = [...names].sort().map((name) => `${name}: ${zodType(bySlot.get(name))}${suffix}`)
    return all.length === 0 ? 'z.strictObject({})' : `z.strictObject({ ${all.join(', ')} })`
  }
  const stubs = tools.map(
    ({ name, theirs, inputs, outputs }) => `  defineTool({
    name: '${name}',
    description: ${JSON.stringify(`Was the custom action ${theirs}`)},
    input: ${fields(inputs, '.optional()')},
    output: ${fields(outputs, '.nullable().optional()')},
    needs: 'anonymous',
    // A tool that only reads: sideEffect: 'none'. One that changes something says whether the same key is done only once.
    sideEffect: 'write',
    idempotent: false,
    refusals: ['${notCarried}'],
    run: async () => refused('${notCarried}', 'This cannot be done yet.'),
  }),`,
  )
  return `import { defineTool, refused } from 'parley/tools'
import { z } from 'zod'

/**
 * The custom actions that the flows use. Their code was not carried over: each refuses until it is written. docs/assistant-folder.md says
 * what a tool declares (identity, side effect, reconcile, compensation).
 */
export default [
${stubs.join('\n')}
]
`
}
