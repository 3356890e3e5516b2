import { z } from 'zod'

export const FlowList = z
  .object({
    flows: z.array(
      z.object({
        flow: z.string(),
        title: z.string(),
        description: z.string(),
        stakes: z
          .enum(['reads', 'asks', 'changes'])
          .describe('What it does: it changes nothing, asks before it changes something, or changes by itself'),
        slots: z.array(
          z.object({
            slot: z.string(),
            called: z.string(),
            type: z.string(),
            choices: z.array(z.string()),
            optional: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'FlowList' })
export type FlowList = z.infer<typeof FlowList>

export const KnowledgeQuery = z.object({
  q: z.string().min(1).max(500).describe('The question'),
  locale: z.string().max(20).optional().describe('BCP 47; the assistant searches in the nearest language it has'),
  limit: z.coerce.number().int().min(1).max(20).default(5),
})

export const KnowledgeFound = z
  .object({
    confidence: z.number().describe('[0, 1]: that the passages answer the question'),
    passages: z.array(
      z.object({
        passage: z.string(),
        title: z.string(),
        url: z.string().nullable(),
        text: z.string(),
        score: z.number(),
      }),
    ),
  })
  .meta({ id: 'KnowledgeFound' })
export type KnowledgeFound = z.infer<typeof KnowledgeFound>
