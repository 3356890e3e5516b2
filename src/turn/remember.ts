import type { Conversation } from '#domain/conversation.ts'
import type { DialogueState } from '#domain/dialogue-state.ts'
import type { ConversationMemory } from '#domain/memory.ts'
import { begunAnew, broughtBack, rememberTurn, withoutAside } from '#memory/index.ts'
import { findPersonalData, type PersonalDataKind } from '#privacy/index.ts'
import type { TurnData } from './turn-context.ts'

type Rememberable = Pick<TurnData, 'claim' | 'assistant' | 'input' | 'resolved' | 'decision' | 'acted' | 'startedAtMs'>

/** Never kept in mind, whoever said it. */
const secretKinds: ReadonlySet<PersonalDataKind> = new Set(['card', 'iban', 'national-id', 'secret'])
const secretNames = /pass(?:word|code)|\bpin\b|secret|token|cvv|cvc|security|card.?number|iban|\bssn\b/i

/** Whether a value may be kept: no card's number, account or identity number, no password or code, by its name or by its shape. */
export function mayKeep(name: string, value: string): boolean {
  if (secretNames.test(name.replaceAll('_', ' '))) return false
  // What has neither a run of digits nor a word for a secret in it costs no closer look.
  if (!/\d{4}|\d[ -]\d|pass|pin|code|cv[vc]/i.test(value)) return true
  return !findPersonalData(`${name.replaceAll('_', ' ')}: ${value}`).some(({ kind }) => secretKinds.has(kind))
}

/** What the conversation keeps in mind after this turn; undefined where a person has it and nothing is read. */
export function memoryAfter({
  claim,
  assistant,
  input,
  resolved,
  decision,
  acted,
  startedAtMs,
}: Rememberable): ConversationMemory | undefined {
  const { conversation } = claim
  if (input.mode === 'held') return conversation.memory
  const seq = input.seqs.at(-1) ?? claim.seq
  const before = memoryOf(acted.writer, conversation, seq)
  const known = new Set([
    ...(resolved?.mentions ?? conversation.mentions),
    ...(conversation.memory?.aside?.mentions ?? []),
  ])
  const { flows } = assistant.flows
  const slots = new Map(
    acted.state.stack.flatMap(({ flow }) =>
      Object.values(flows[flow]?.slots ?? {}).map(({ name, called }) => [name, called]),
    ),
  )
  const remembered = rememberTurn(before, {
    seq,
    atMs: startedAtMs,
    // What the assistant named comes after what the customer did.
    cameUp: [...(resolved?.cameUp ?? []), ...acted.mentions.filter((mention) => !known.has(mention))],
    topic: resolved?.topic ?? null,
    before: acted.writer === 'back' ? withAllFinished(conversation.dialogue) : conversation.dialogue,
    after: acted.state,
    commands: decision.commands,
    toolCalls: acted.toolCalls,
    handoff: acted.handoff,
    changes: (tool) => assistant.toolDeclarations.get(tool)?.effect === 'write',
    titleOf: (flow) => flows[flow]?.title ?? flow,
    slotCalled: (slot) => slots.get(slot) ?? slot.replaceAll('_', ' '),
    mayKeep,
  })
  return { ...remembered, ...acted.kept.memory }
}

/** With what the customer who is back had finished before: it did not happen in this turn. */
const withAllFinished = (dialogue: DialogueState): DialogueState => ({
  ...dialogue,
  finished: [...(dialogue.former?.finished ?? []), ...dialogue.finished],
})

/** What is kept in mind of before this turn, for the one who turned out to write. */
function memoryOf(
  writer: TurnData['acted']['writer'],
  { memory, mentions }: Conversation,
  seq: number,
): ConversationMemory | undefined {
  if (memory === undefined || writer === 'same') return memory
  if (writer === 'other') return begunAnew(memory, seq)
  return writer === 'back' ? broughtBack({ memory, mentions }).memory : withoutAside(memory)
}
