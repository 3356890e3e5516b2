import { z } from 'zod'
import { promptText } from '../prompts/index.ts'
import { type Asking, common } from './asking.ts'
import { dataBlock } from './data-block.ts'
import { roleLimits } from './limits.ts'

export interface ToJudge {
  /** What is asked of the text, as a question whose yes is 1. Ours: it stands among the instructions. */
  question: string
  /** How it is judged, in a few lines. Ours as well. */
  criteria: string
  /** What is judged. */
  text: string
  /** What it is held against: the message it answers, articles, a policy. */
  against?: readonly string[]
  withinMs?: number
}

export interface Judgement {
  /** [0, 1] */
  score: number
  reason: string
}

const judged = z.object({ score: z.number(), reason: z.string() })

/** A model's judgement of a text. Null where there is none: whoever asks decides without it. */
export async function judge(asking: Asking, given: ToJudge, signal?: AbortSignal): Promise<Judgement | null> {
  const { question, criteria, text, against = [], withinMs } = given
  const answered = await asking.models.ask(
    {
      ...common(asking, 'judge'),
      system: promptText(asking.prompts, 'judge', { company: asking.company, question, criteria }),
      messages: [
        ...against.map((one) => ({
          from: 'data' as const,
          text: dataBlock('held-against', one, roleLimits.judged),
        })),
        { from: 'data', text: dataBlock('text', text, roleLimits.judged) },
      ],
      schema: judged,
      personal: true,
      ...(withinMs !== undefined && { withinMs }),
    },
    signal,
  )
  if (answered.kind === 'none') return null
  return {
    score: Math.min(1, Math.max(0, answered.value.score)),
    reason: answered.value.reason.trim().slice(0, roleLimits.reason),
  }
}
