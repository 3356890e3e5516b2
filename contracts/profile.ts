import { z } from 'zod'

export const RememberedFact = z
  .object({
    fact: z.string().describe('Its name; what DELETE takes'),
    label: z.string().describe('The name in words'),
    value: z.string().describe('In words'),
    how: z
      .enum(['said', 'tool', 'inferred'])
      .describe('Said by the customer, told by a system, or noticed from how they write'),
    at: z.string().describe('ISO 8601'),
    expiresAt: z.string().nullable().describe('ISO 8601; null: kept until it is erased'),
    here: z.boolean().describe('Learnt in this conversation'),
  })
  .meta({ id: 'RememberedFact' })
export type RememberedFact = z.infer<typeof RememberedFact>

export const ProfileView = z
  .object({
    remembers: z
      .enum(['ask', 'on', 'off'])
      .describe('What the assistant does: asks first, remembers unless told not to, or never'),
    known: z.boolean().describe('Whether it is known who writes; of others nothing is remembered'),
    consent: z.boolean().nullable().describe("The customer's own word; null where they never said"),
    facts: z.array(RememberedFact),
  })
  .meta({ id: 'Profile' })
export type ProfileView = z.infer<typeof ProfileView>

export const SetConsent = z.strictObject({ given: z.boolean() }).meta({ id: 'SetConsent' })
export const ErasedFacts = z.object({ erased: z.number().int() }).meta({ id: 'ErasedFacts' })
