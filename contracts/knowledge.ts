import { z } from 'zod'

/** What customers asked of the articles, for reports. */
export const AskedQuestions = z
  .object({
    questions: z.array(
      z.object({
        question: z.string().describe('With personal data taken out'),
        times: z.number().int(),
        lastAt: z.string(),
        cited: z.array(z.string()).describe('Articles that answers to it cited; none where it was never answered'),
      }),
    ),
    conversations: z.number().int().describe('That were looked at, the latest first'),
    since: z.string().describe('Older ones were not looked at'),
  })
  .meta({ id: 'AskedQuestions' })
export type AskedQuestions = z.infer<typeof AskedQuestions>
