import { z } from 'zod'
import { responseLimits } from './limits.ts'

const quickReply = z.union([
  z.string().min(1).max(80).describe('What the button says and sends'),
  z.strictObject({ label: z.string().min(1).max(80), payload: z.string().min(1).max(200) }),
])

const variant = z.strictObject({
  text: z
    .string()
    .min(1)
    .describe('What is said; {variable}, {amount|money}, {date|date}, {items|list}, {name|or:there}'),
  if: z
    .union([z.string().min(1).max(500), z.boolean()])
    .optional()
    .describe('Said only where this expression is true; goes before variants without one'),
  locale: z.string().max(20).optional().describe('Said only in this language or region: en, en-GB'),
  channel: z.string().max(40).optional().describe('Said only on this channel: voice, email'),
  tone: z.string().max(40).optional().describe('Said only in this tone; goes before variants without one'),
  as_written: z
    .boolean()
    .optional()
    .describe('Said as it stands, whatever the personality: legal notices, names of rules'),
  quick_replies: z.array(quickReply).max(responseLimits.quickReplies).optional(),
})

const response = z.union([
  z.string().min(1),
  variant
    .extend({
      text: variant.shape.text.optional(),
      description: z.string().optional().describe('When it is said, for authors'),
      offers: z
        .enum(['hand-off', 'nothing'])
        .optional()
        .describe(
          'hand-off: its words offer a person, so that a "yes" after it calls one. nothing: those of a built-in response that usually offers one do not',
        ),
      variants: z
        .array(z.union([z.string().min(1), variant]))
        .min(1)
        .max(responseLimits.variants)
        .optional(),
    })
    .refine(({ text, variants }) => (text === undefined) !== (variants === undefined), {
      error: 'has either a text or variants',
    }),
])

/** A file of `responses/`; published as JSON Schema for editors. */
export const responsesFileSchema = z.strictObject({
  responses: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*(?:[./][a-z0-9-]+)*$/, 'names are small letters, digits and hyphens'),
    response,
  ),
})
export interface WrittenVariant {
  text?: string | undefined
  if?: string | boolean | undefined
  locale?: string | undefined
  channel?: string | undefined
  tone?: string | undefined
  as_written?: boolean | undefined
  quick_replies?: WrittenQuickReply[] | undefined
}
export type WrittenResponse =
  | string
  | (WrittenVariant & { offers?: Offers | undefined; variants?: (string | WrittenVariant)[] | undefined })
/** Whether the words of a response offer a person. */
export type Offers = 'hand-off' | 'nothing'
export type WrittenQuickReply = z.infer<typeof quickReply>
