import { nextOpening } from '#assistant/index.ts'
import { advance } from '#dialogue/index.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { Mention } from '#domain/customer.ts'
import { assistantMention } from '#memory/index.ts'
import { withoutAlarm } from '../alarm.ts'
import { withAlternatives } from '../alternatives.ts'
import { callTool } from '../call-tool.ts'
import { carryOut, keepFacts, mayAskToo, withMemoryItems, withUnconfirmed } from '../profile/index.ts'
import { type Acted, defineStep } from '../turn-context.ts'
import { waitingReply } from '../waiting.ts'

/** Carries the commands out: runs flow steps and tools until the customer is needed again. */
export const act = defineStep({
  name: 'act',
  reads: [
    'claim',
    'assistant',
    'input',
    'understanding',
    'profile',
    'timeZone',
    'resolved',
    'memoryAct',
    'decision',
    'startedAtMs',
    'locale',
  ],
  writes: ['acted'],
  async run(turn, { deps, note }) {
    const { claim, assistant, input, decision, resolved, startedAtMs, locale, profile } = turn
    const { conversation } = claim
    const still: Acted = {
      state: decision.state,
      items: [],
      outcome: 'held',
      identity: conversation.identity,
      handoff: null,
      withdraw: false,
      ended: false,
      toolCalls: [],
      mentions: resolved?.mentions ?? conversation.mentions,
      writer: 'same',
      kept: { customer: null, facts: [], forgets: [], memory: {}, askAbout: [] },
      reasons: decision.reasons,
    }
    if (input.mode === 'held') return { acted: still }
    if (input.mode === 'waiting') {
      const opens = nextOpening(assistant.config.hours, startedAtMs)
      return { acted: { ...still, ...(await waitingReply(claim, input, decision, deps, opens, locale)) } }
    }

    const seq = input.seqs.at(-1) ?? claim.seq
    const keepDays = assistant.config.memory.keep_days
    const when = { atMs: startedAtMs, seq, keepDays }
    const memoryAct = turn.memoryAct && (await carryOut(turn.memoryAct, conversation, profile, when, deps))
    const toolCalls: Acted['toolCalls'] = []
    const result = await advance(decision.state, decision.commands, {
      flows: assistant.flows,
      conversation: conversation.id,
      identity: conversation.identity,
      nowMs: startedAtMs,
      timeZone: assistant.config.time_zone,
      customerTimeZone: turn.timeZone,
      profile: withUnconfirmed(profile.values, conversation.memory, conversation.identity.customer),
      mentions: still.mentions.filter(({ type }) => resolved?.doubtful.has(type) !== true),
      thresholds: assistant.thresholds,
      locale,
      repairs: assistant.config.repairs,
      settings: assistant.exposed,
      tools: assistant.toolDeclarations,
      silence: assistant.silence.reminders,
      ...(assistant.silence.closeAfterMs !== null && { closeAfterMs: assistant.silence.closeAfterMs }),
      callTool: (call, identity) => callTool({ claim, assistant, call, identity, nowMs: startedAtMs, toolCalls }, deps),
    })
    deps.onVisited?.(result.visited)
    if (toolCalls.length > 0)
      note(
        'tools',
        toolCalls.map(({ tool, outcome }) => `${tool}: ${outcome}`),
      )
    note('outcome', result.outcome)
    const kept = await keepFacts(
      {
        remembered: result.remembered,
        act: memoryAct,
        understanding: turn.understanding,
        identity: result.identity,
        mayAsk: result.handoff === null && !result.ended && mayAskToo(result.state),
        isUnheard: input.due !== null && result.items.length === 0 && !result.ended,
      },
      {
        conversation,
        profile,
        keepDays,
        languages: assistant.config.languages,
        seq,
        atMs: startedAtMs,
        access: deps,
      },
    )
    const asked = withAlternatives(result.items, result.state, resolved, assistant.flows)
    const items = withMemoryItems(asked, memoryAct, kept)
    const offer = { kind: 'offer', offer: 'hand-off', language: turn.understanding?.language.code ?? locale } as const
    const offers = memoryAct?.offersPerson === true && mayAskToo(result.state)
    const state = {
      ...result.state,
      ...(offers && { pending: offer }),
      lastSays: result.state.lastSays === result.items ? items : result.state.lastSays,
    }
    if (kept.facts.length > 0)
      note(
        'remembered',
        kept.facts.map(({ fact }) => fact),
      )
    const named = result.mentioned.map(({ type, value, text }) => assistantMention(type, value, text, seq))
    return {
      acted: {
        ...still,
        // Whatever came of it, it is not due again.
        state: input.due === null ? state : withoutAlarm(state, input.due),
        items,
        // The clock may have nothing to say; nobody waits for an answer.
        outcome: input.due !== null && items.length === 0 && !result.handoff ? 'held' : result.outcome,
        identity: result.identity,
        handoff: result.handoff && { ...result.handoff, team: result.handoff.team ?? assistant.config.handoff.team },
        ended: result.ended,
        toolCalls,
        mentions: [...talkedAbout(still.mentions, result.writer, conversation), ...named],
        writer: result.writer,
        kept,
        reasons: [...decision.reasons, ...result.reasons],
      },
    }
  },
})

/** What was talked about before this turn, for the one who turned out to write. */
function talkedAbout(mentions: readonly Mention[], writer: Acted['writer'], { memory }: Conversation): Mention[] {
  if (writer === 'other') return []
  return writer === 'back' ? [...(memory?.aside?.mentions ?? []), ...mentions] : [...mentions]
}
