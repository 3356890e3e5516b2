import type { Json } from '#domain/json.ts'
import { seededRandom } from '#domain/random.ts'
import { findPersonalData } from '#privacy/index.ts'
import { checkReply } from '#responses/index.ts'
import { identifyLanguage } from '#understanding/index.ts'
import { renderReply } from '../render-reply.ts'
import { defineStep } from '../turn-context.ts'

/** Grounded? Private? Safe? On policy? What does not pass is replaced by the safe alternative, and the trace says why. */
export const check = defineStep({
  name: 'check',
  reads: ['claim', 'assistant', 'input', 'acted', 'draft', 'profile', 'startedAtMs'],
  writes: ['reply'],
  run({ claim, assistant, input, acted, draft, profile, startedAtMs }, { note, deps }) {
    if (draft.reply === null) return { reply: null }
    const said = acted.identity.attributes
    const { findings, scores, alternative } = checkReply(draft.reply, {
      grounds: draft.grounds,
      own: [
        said,
        input.text,
        // What they told us and let us keep is theirs.
        profile.values,
        ...acted.state.stack.map((frame) => frame.said),
        ...draft.authored,
        ...(acted.identity.level === 'verified' ? draft.grounds : []),
      ],
      findPersonalData,
      guardrails: assistant.config.guardrails,
      language: { expected: draft.reply.locale, of: languageOf },
    })
    note('guardrails', roundedScores(scores))
    if (findings.length > 0)
      note(
        'findings',
        findings.map(({ rule, score, what }) => ({ rule, score, what })),
      )
    if (alternative === null) return { reply: draft.reply }
    deps.log.warn(
      { conversation: claim.conversation.id, rules: findings.map((finding) => finding.rule) },
      'a reply was withheld by the check',
    )
    const { reply } = renderReply(assistant, [{ kind: 'say', response: alternative, variables: {} }], {
      locale: draft.reply.locale,
      channel: claim.conversation.channel,
      random: seededRandom(`${claim.conversation.id}:${claim.seq}:check`),
      variables: { customer: said, settings: assistant.exposed },
      nowMs: startedAtMs,
    })
    return {
      reply: {
        ...reply,
        reasons: [...draft.reply.reasons, ...findings.map(({ rule }) => `withheld: ${rule}`), ...reply.reasons],
      },
    }
  },
})

/** Every rule, so that what did not act is seen, too. */
const roundedScores = (scores: Record<string, number>): Json =>
  Object.fromEntries(Object.entries(scores).map(([rule, score]) => [rule, Math.round(score * 1000) / 1000]))

/** Fewer words than this may be a name or a quotation. */
const languageWords = 6

/** What a reply is written in, of the languages that are told apart; null where it is too short, or names and numbers. */
function languageOf(text: string): { code: string; confidence: number } | null {
  if ((text.match(/\p{L}{2,}/gu) ?? []).length < languageWords) return null
  return identifyLanguage(text)[0] ?? null
}
