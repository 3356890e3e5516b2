import { ManualClock } from '#domain/clock.ts'
import type { Identity } from '#domain/customer.ts'
import type { Json } from '#domain/json.ts'
import { problemText } from '#domain/problem.ts'
import type { ClaimedTurn } from '#ports/conversation-store.ts'
import type { JournalEntry, ToolJournal } from '#ports/tool-journal.ts'
import type { Settings, Tool } from '../declare.ts'
import { toolSet } from '../declare.ts'
import { type DeclaredTools, type LoadOptions, loadDeclaredTools } from '../declared/load.ts'
import type { ToolOutcome } from '../outcome.ts'
import { runTool } from '../run-tool.ts'

export const customer: Identity = {
  level: 'verified',
  customer: null,
  by: 'test',
  attributes: { customerId: 'C-1' },
}

export function journalInMemory() {
  const entries = new Map<string, JournalEntry>()
  const journal: ToolJournal = {
    begin: async (_claim, key, _tool, input, atMs) => {
      const entry = entries.get(key)
      if (entry) return { kind: 'existing', entry }
      entries.set(key, { status: 'started', input, startedAtMs: atMs })
      return { kind: 'begun' }
    },
    finish: async (_claim, key, outcome, atMs) => {
      const input = entries.get(key)?.input ?? null
      entries.set(key, { status: 'finished', input, outcome, startedAtMs: atMs })
    },
  }
  return { journal, entries }
}

/** Loads declarations as an assistant folder would have them; `files` by their names in `tools/`. */
export function declaredFrom(files: Readonly<Record<string, string>>, over: Partial<LoadOptions> = {}) {
  const notices: string[] = []
  const loaded = loadDeclaredTools({
    files: Object.entries(files).map(([name, text]) => ({ file: `tools/${name}`, text })),
    folder: import.meta.dirname,
    others: [],
    settings: null,
    patternProblem: () => undefined,
    notice: (text) => notices.push(text),
    ...over,
  })
  return { ...loaded, notices }
}

export const problemsOf = ({ problems }: Pick<DeclaredTools, 'problems'>, severity = 'error'): string[] =>
  problems.filter((problem) => problem.severity === severity).map(problemText)

/** Runs tools as a turn does: journaled, validated, within their time. */
export function runner(tools: readonly Tool[], settings: Settings, identity = customer) {
  const { journal, entries } = journalInMemory()
  const deps = {
    claim: { conversation: { id: 'cv_1' } } as ClaimedTurn,
    tools: toolSet(tools),
    identity,
    settings,
    nowMs: 5,
    journal,
    clock: new ManualClock(7),
  }
  return {
    entries,
    run: (name: string, input: Json = {}, key = '1.2.0'): Promise<ToolOutcome> => runTool({ name, input, key }, deps),
    /** As if the process had died after the start was committed, before anybody heard how it ended. */
    async crashedAfterStart(name: string, input: Json, key = '1.2.0'): Promise<ToolOutcome> {
      await journal.begin(deps.claim, `${key}:${name}`, name, input, 1)
      return runTool({ name, input, key }, deps)
    },
  }
}
