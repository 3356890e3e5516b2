import { Command } from 'commander'
import { problemText } from '#domain/problem.ts'
import type { Tool } from '#tools/index.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { cells } from '../understanding/text.ts'
import { toolsOf } from './folder.ts'

export const listCommand = (): Command =>
  new Command('list')
    .description('What an assistant can do: each tool, where it comes from, what it needs and what it is for')
    .argument('[folder]', 'the assistant folder', defaultAssistant)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
A write is settled by asking (reconcile) where its answer was lost; otherwise it ends "unknown" and a person looks.

Examples:
  $ npm run parley -- tools list
  $ npm run -s parley -- tools list assistants/mine --json`,
    )
    .action((given: string, options: { json?: boolean }) =>
      runCommand(options, async (output) => {
        const { tools, problems } = await toolsOf(given)
        const rows = tools.map(rowOf)
        for (const problem of problems) output.line(problemText(problem))
        output.result(
          { tools: rows, problems: problems.map(problemText) },
          `${cells([
            ['tool', 'from', 'effect', 'needs', 'confirm', 'limit', 'if lost', 'undone by', 'what it is for'],
            ...rows.map((row) => [
              row.name,
              row.from,
              row.effect,
              row.needs,
              row.confirm ? 'yes' : '',
              `${row.timeoutMs / 1_000} s`,
              row.ifLost,
              row.canBeUndone ? 'a tool' : '',
              row.description,
            ]),
          ]).join(
            '\n',
          )}\n\n${rows.length} tools: ${rows.filter(({ effect }) => effect === 'read').length} look, ${rows.filter(({ effect }) => effect === 'write').length} change something`,
        )
        if (problems.length > 0) process.exitCode = 1
      }),
    )

const rowOf = (tool: Tool) => ({
  name: tool.name,
  from: tool.source.place,
  source: tool.source.kind,
  effect: tool.facts.effect,
  needs: tool.facts.needs,
  confirm: tool.facts.confirm,
  timeoutMs: tool.timeoutMs,
  ifLost: ifLost(tool),
  canBeUndone: tool.compensate !== null,
  inputs: tool.facts.inputs,
  requiredInputs: tool.facts.requiredInputs,
  refusals: tool.facts.refusals ?? [],
  description: tool.description,
})

/** What becomes of a call whose answer nobody saw. */
function ifLost(tool: Tool): string {
  if (tool.facts.effect === 'read') return ''
  if (tool.reconcile === null) return 'unknown'
  return tool.idempotent ? 'asked, sent again' : 'asked'
}
