import type { ReadTools } from '#assistant/index.ts'
import { systemClock } from '#domain/clock.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import { appError } from '#domain/errors.ts'
import type { Json } from '#domain/json.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { ToolJournal } from '#ports/tool-journal.ts'
import { nearestName } from '#source-files/index.ts'
import { runTool, type Settings, type ToolOutcome, toolSet, withoutHidden } from '#tools/index.ts'

export interface Tried {
  tool: string
  ms: number
  /** As events would keep it: without what the tool hides. */
  outcome: ToolOutcome
}

/** Calls a tool that only looks, as a turn would. Throws `cli.usage` for one that writes, and for an input that is no JSON. */
export async function tryTool(
  { tools }: ReadTools,
  [name = '', input = '{}']: readonly string[],
  attributes: string | undefined,
  settings: Settings,
): Promise<Tried> {
  const tool = tools.find((one) => one.name === name)
  if (tool === undefined) {
    const near =
      nearestName(
        name,
        tools.map((one) => one.name),
      ) ?? ''
    throw appError('cli.usage', { problem: `there is no tool "${name}". ${near}`.trim().replace(/\.$/, '') })
  }
  if (tool.facts.effect === 'write')
    throw appError('cli.usage', { problem: `"${name}" changes something, so it is not tried; play it in a scenario` })
  const began = performance.now()
  const outcome = await runTool(
    { name, input: parsed('the input', input), key: 'try' },
    {
      claim: { conversation: { id: 'cv_try' } } as ClaimedTurn,
      tools: toolSet(tools),
      identity: identityOf(attributes),
      settings,
      nowMs: systemClock.now(),
      journal: nothingIsWritten,
      clock: systemClock,
    },
  )
  const shown = outcome.kind === 'ok' ? { ...outcome, value: withoutHidden(outcome.value, tool.hide.result) } : outcome
  return { tool: name, ms: Math.round(performance.now() - began), outcome: shown }
}

function identityOf(attributes: string | undefined): Identity {
  if (attributes === undefined) return anonymous
  const given = parsed('--as', attributes)
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    throw appError('cli.usage', { problem: '--as is an object, such as {"customerId": "C-1001"}' })
  return { level: 'verified', customer: null, by: 'command line', attributes: given }
}

function parsed(what: string, text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw appError('cli.usage', { problem: `${what} is no JSON: ${text}` })
  }
}

/** Tools that only look keep no journal. */
const nothingIsWritten: ToolJournal = {
  begin: () => Promise.reject(new Error('only tools that look are tried')),
  finish: () => Promise.reject(new Error('only tools that look are tried')),
}
