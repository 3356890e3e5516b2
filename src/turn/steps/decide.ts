import { commandFromPayload, decideCommands, propose } from '#dialogue/index.ts'
import type { Command } from '#domain/command.ts'
import { injectionThreshold, scoreInjection } from '#responses/index.ts'
import { defineStep } from '../turn-context.ts'

/** What is said to text that tries to give the assistant orders, where the assistant words it. */
const injectionResponse = 'safety.injection'

/** Turns what was understood into commands: proposed by the embedded models, validated against the dialogue, weighed by the policy. */
export const decide = defineStep({
  name: 'decide',
  reads: ['claim', 'assistant', 'input', 'resolved', 'startedAtMs'],
  writes: ['decision'],
  run({ claim, assistant, input, resolved, startedAtMs }, { note }) {
    const { dialogue, identity } = claim.conversation
    if (input.mode === 'held')
      return { decision: { commands: [], state: dialogue, reasons: ['a person has the conversation'] } }
    if (input.problem !== null) {
      const command: Command = {
        kind: 'small-talk',
        response: `intake.${input.problem}`,
        confidence: 1,
        proposer: 'rule',
      }
      note('rule', input.problem)
      return { decision: { commands: [command], state: dialogue, reasons: [`the text is ${input.problem}`] } }
    }
    const injection = scoreInjection(input.text)
    if (injection.score >= injectionThreshold && assistant.responses.has(injectionResponse)) {
      note('injection', injection.signs)
      const command: Command = {
        kind: 'refuse',
        response: injectionResponse,
        confidence: injection.score,
        proposer: 'rule',
      }
      return {
        decision: { commands: [command], state: dialogue, reasons: ['the text tries to give the assistant orders'] },
      }
    }
    const knowing = { locale: claim.conversation.locale, nowMs: startedAtMs }
    const context = {
      flows: assistant.flows,
      intents: assistant.intents,
      thresholds: assistant.thresholds,
      identity,
      text: input.text,
      knows: (query: string) => assistant.knowledge.retrieve(query, knowing, 1).confidence,
    }
    const proposed =
      input.payload !== null
        ? commandFromPayload(input.payload, dialogue, assistant.flows)
        : resolved
          ? propose(resolved.understanding, dialogue, context)
          : []
    const decision = decideCommands(proposed, resolved?.understanding ?? null, dialogue, context)
    note(
      'commands',
      decision.commands.map(({ kind, confidence }) => ({ kind, confidence: Math.round(confidence * 1000) / 1000 })),
    )
    return { decision }
  },
})
