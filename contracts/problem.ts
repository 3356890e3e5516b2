import { z } from 'zod'

/** RFC 9457 problem details, with the registry's code and whether sending the same again can help. */
export const Problem = z
  .object({
    type: z.string().describe('URI of the error in the documentation'),
    title: z.string(),
    status: z.number().int(),
    code: z.string().describe('Stable code from the error registry, such as conversation.unknown'),
    detail: z.string().describe('What happened and what to do'),
    retryable: z.boolean(),
    request: z.string().optional().describe('Id of the request, as in the logs'),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
