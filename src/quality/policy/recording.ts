import type { ConversationEvent } from '#domain/events.ts'
import type { FlowName } from '#domain/ids.ts'
import { playScenario } from '../scenarios/play.ts'
import type { LoadedScenario } from '../scenarios/read.ts'
import type { Theatre } from '../scenarios/stage.ts'
import type { RecordedConversation } from './moments.ts'

/** Plays scenarios and keeps the events of each conversation, with whether it ended as its scenario expects. */
export async function recordScenarios(
  scenarios: readonly LoadedScenario[],
  theatre: Theatre,
  onPlayed: (done: number, total: number) => void = () => {},
): Promise<RecordedConversation[]> {
  const recorded: RecordedConversation[] = []
  for (const [index, scenario] of scenarios.entries()) {
    let events: ConversationEvent[] = []
    const listening: Theatre = {
      ...theatre,
      open: async (atMs, faults) => {
        const stage = await theatre.open(atMs, faults)
        const close = async () => {
          events = await stage.events()
          await stage.close()
        }
        return { ...stage, close }
      },
    }
    const { passed } = await playScenario(scenario, listening)
    const expected = expectedIn(scenario)
    recorded.push({ name: scenario.name, passed, events, ...(expected.some((flow) => flow !== null) && { expected }) })
    onPlayed(index + 1, scenarios.length)
  }
  return recorded
}

/** Of the turns that the customer speaks; the lines of a customer with a goal say nothing of single turns. */
const expectedIn = ({ turns }: LoadedScenario): (FlowName | null)[] =>
  (turns ?? [])
    .filter(({ say, press }) => say !== undefined || press !== undefined)
    .map(({ expect }) => (expect?.flow?.length === 1 ? (expect.flow[0] ?? null) : null))

export type ReadRecording =
  | { kind: 'read'; conversations: RecordedConversation[] }
  | { kind: 'unreadable'; problem: string }

/**
 * Recorded conversations from JSON Lines: a conversation a line (`{ "name", "passed", "events": […] }`, as `--record` writes it), or an event
 * a line, as they are exported. What is not of this form is told by its line.
 */
export function readRecording(content: string): ReadRecording {
  const conversations: RecordedConversation[] = []
  const loose = new Map<string, ConversationEvent[]>()
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    let row: unknown
    try {
      row = JSON.parse(line)
    } catch {
      return { kind: 'unreadable', problem: `line ${index + 1} is not JSON` }
    }
    if (isConversation(row)) conversations.push({ ...row, passed: row.passed ?? null })
    else if (isEvent(row)) {
      const events = loose.get(row.conversation) ?? []
      events.push(row)
      loose.set(row.conversation, events)
    } else return { kind: 'unreadable', problem: `line ${index + 1} is neither a conversation nor an event of one` }
  }
  for (const [name, events] of loose) {
    events.sort((a, b) => a.seq - b.seq)
    conversations.push({ name, passed: null, events })
  }
  return conversations.length > 0
    ? { kind: 'read', conversations }
    : { kind: 'unreadable', problem: 'there is no conversation in it' }
}

const isObject = (row: unknown): row is Record<string, unknown> => row !== null && typeof row === 'object'

const isEvent = (row: unknown): row is ConversationEvent =>
  isObject(row) &&
  typeof row['kind'] === 'string' &&
  typeof row['seq'] === 'number' &&
  typeof row['conversation'] === 'string'

const isConversation = (
  row: unknown,
): row is { name: string; passed?: boolean | null; events: ConversationEvent[]; expected?: (string | null)[] } =>
  isObject(row) &&
  typeof row['name'] === 'string' &&
  Array.isArray(row['events']) &&
  row['events'].every(isEvent) &&
  (row['expected'] === undefined || Array.isArray(row['expected']))
