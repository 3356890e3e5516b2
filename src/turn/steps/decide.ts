import { commandFromPayload, decideCommands, propose } from '#dialogue/index.ts'
import type { Command } from '#domain/command.ts'
import { defineStep } from '../turn-context.ts'

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
