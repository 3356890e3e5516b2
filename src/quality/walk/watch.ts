import { dialogueLimits } from '#dialogue/index.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { EventOf } from '#domain/events.ts'
import { canonicalJson, type Json } from '#domain/json.ts'
import { replyText } from '#domain/reply.ts'
import type { ToolSet } from '#tools/index.ts'

/** What of one conversation must hold after each turn, whoever says what. */
export class Watch {
  readonly violations: string[] = []
  private readonly tools: ToolSet
  /** Frames in which a yes was given to a question that asked for one. */
  private readonly confirmed = new Set<number>()
  /** What was done in a frame, with how many yeses to doing it again. */
  private readonly done = new Map<string, number>()
  private readonly redone = new Map<number, number>()
  private readonly keys = new Set<string>()
  /** Texts that tools told, and numbers that the customer did. */
  private readonly told = new Set<string>()
  private readonly said = new Set<number>()
  private before: DialogueState | null = null
  private rests = false

  constructor(tools: ToolSet) {
    this.tools = tools
  }

  turn(event: EventOf<'turn-recorded'>, silent: boolean): void {
    const { data, personal } = event
    if (personal === null) {
      this.broken('the turn was recorded without its content')
      return
    }
    const { reply, dialogue, toolCalls, commands } = personal
    if (data.outcome === 'failed' && personal.trace.length === 0) this.broken('a step failed')
    if (!silent && data.outcome !== 'held' && (reply === null || replyText(reply).trim() === ''))
      this.broken('the customer got no answer')
    for (const { slots, said } of dialogue.stack)
      for (const name of Object.keys(said))
        walkValues(slots[name] ?? null, (value) => typeof value === 'number' && this.said.add(value))
    this.yeses(commands.map(({ kind }) => kind))
    for (const call of toolCalls) this.call(call)
    if (dialogue.stack.length > dialogueLimits.stackDepth) this.broken(`${dialogue.stack.length} flows on the stack`)
    if (dialogue.queue.length > dialogueLimits.queuedWishes) this.broken(`${dialogue.queue.length} wishes put off`)
    if (canonicalJson(JSON.parse(JSON.stringify(dialogue)) as Json) !== canonicalJson(dialogue as unknown as Json))
      this.broken('the state does not survive JSON')
    // "Bye" lets a task rest: it asks nothing until the customer comes back to something.
    const letsRest = reply?.parts.some((part) => part.kind === 'text' && part.response === 'repair.rests') === true
    this.rests = letsRest || (this.rests && dialogue.pending === null)
    if (
      !this.rests &&
      dialogue.stack.length > 0 &&
      dialogue.pending === null &&
      !waits(dialogue) &&
      data.outcome !== 'held'
    )
      this.broken('a task is open and nothing is asked')
    this.before = dialogue
  }

  private yeses(commands: readonly string[]): void {
    const pending = this.before?.pending
    if (!commands.includes('affirm') || pending === null || pending === undefined) return
    if (pending.kind === 'confirm') this.confirmed.add(pending.frame)
    if (pending.kind === 'redo') this.redone.set(pending.frame, (this.redone.get(pending.frame) ?? 0) + 1)
  }

  private call({
    key,
    tool,
    outcome,
    input,
    result,
  }: {
    key: string
    tool: string
    outcome: string
    input: Json
    result: Json
  }): void {
    const facts = this.tools.get(tool)?.facts
    const why = result !== null && typeof result === 'object' && !Array.isArray(result) ? result['reason'] : null
    if (outcome === 'failed' && why === 'not-permitted') this.broken(`${tool}: ${why}`)
    if (outcome === 'failed' && why === 'bad-arguments' && !this.isOfRecords(tool, input))
      this.broken(`${tool}: ${why}`)
    if (outcome === 'ok') walkValues(result, (value) => typeof value === 'string' && this.told.add(value))
    if (this.keys.has(key)) this.broken(`${tool}: the key ${key} was used before`)
    this.keys.add(key)
    if (facts?.effect !== 'write') return
    const frame = Number(key.split(':')[1])
    if (facts.confirm && !this.confirmed.has(frame)) this.broken(`${tool} was used without a yes`)
    if (outcome !== 'ok') return
    const what = `${frame} ${tool} ${canonicalJson(input)}`
    const times = (this.done.get(what) ?? 0) + 1
    this.done.set(what, times)
    if (times > 1 + (this.redone.get(frame) ?? 0)) this.broken(`${tool} was done ${times} times with the same input`)
  }

  /**
   * What is wrong with the input was made up by chance: a text that a tool told, a number that nobody said and so was computed from what tools told.
   * Made-up records contradict themselves (less was sent than was asked for, by our mistake); real ones are held to by the scenarios. What is missing,
   * or comes from the customer, is the assistant's fault.
   */
  private isOfRecords(tool: string, input: Json): boolean {
    const read = this.tools.get(tool)?.input.safeParse(input)
    if (read === undefined || read.success) return false
    return read.error.issues.every(({ path }) => {
      const value = valueAt(input, path)
      return typeof value === 'number' ? !this.said.has(value) : typeof value === 'string' && this.told.has(value)
    })
  }

  private broken(what: string): void {
    this.violations.push(what)
  }
}

/** A flow that rests until a time asks nothing. */
const waits = ({ alarms = [] }: DialogueState): boolean => alarms.some(({ what }) => what.kind === 'wait')

function walkValues(value: Json, visit: (plain: Json) => unknown): void {
  if (value === null || typeof value !== 'object') visit(value)
  else for (const inner of Array.isArray(value) ? value : Object.values(value)) walkValues(inner, visit)
}

function valueAt(value: Json, path: readonly PropertyKey[]): Json | undefined {
  let found: Json | undefined = value
  for (const part of path) {
    if (found === null || found === undefined || typeof found !== 'object') return undefined
    found = Array.isArray(found) ? found[Number(part)] : found[String(part)]
  }
  return found
}
