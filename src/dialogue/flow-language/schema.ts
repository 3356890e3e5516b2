import { z } from 'zod'
import { slotSchema } from './schema-slot.ts'
import { wholeSteps } from './schema-steps.ts'
import { expressionSchema, flowNameSchema, responseName, variableName } from './schema-values.ts'

export { type SilenceSource, type SlotSource, slotSchema } from './schema-slot.ts'
export { type StepKind, type StepSource, shallowSteps, stepKinds } from './schema-steps.ts'
export { durationMs, type ExpressionSource, flowNameSchema, type ValueSource } from './schema-values.ts'

/**
 * What may be written in `flows/*.yaml`. Two readings of the same schemas: whole, for editors and for programs that make flows; and one
 * step at a time (nested steps left unread), for the compiler, which reports each problem at its own line.
 */

/** The language of the file; raised when what was written before would mean something else. */
export const languageVersion = 1

export const identityLevels = ['anonymous', 'identified', 'verified'] as const

/** A flow; `steps` is how its list of steps is read. */
function flowSchemaWith<S extends z.ZodType>(steps: S) {
  return z.strictObject({
    description: z
      .string()
      .min(1)
      .describe('What it does, for people and for a language model that chooses among flows'),
    title: z
      .string()
      .min(1)
      .max(60)
      .optional()
      .describe('What the button says when the customer is asked what they meant'),
    called: z
      .string()
      .min(1)
      .max(80)
      .optional()
      .describe('How it is spoken of: "your return" (Back to your return: …)'),
    version: z
      .union([z.int().min(1), z.string().min(1).max(40)])
      .optional()
      .describe('The version of this flow, as its owner counts; shown where a reply is explained'),
    owner: z.string().min(1).max(120).optional().describe('Who answers for its rules: a team or an address'),
    intents: z.array(z.string().min(1)).optional().describe('Intents that start it, sub-intents included'),
    needs: z.enum(identityLevels).optional().describe('How sure we must be of who writes; anonymous where left out'),
    only_if: expressionSchema
      .optional()
      .describe(
        'Who may start it, when: must be true of `customer`, `profile`, `settings`, `now`; asked after `needs`',
      ),
    otherwise: responseName.optional().describe('What the others hear; the flow ends unresolved then'),
    priority: z
      .int()
      .min(-10)
      .max(10)
      .optional()
      .describe('Breaks ties between flows of the same intent; 0 where left out'),
    yields: z
      .boolean()
      .optional()
      .describe('Whether it gives way to whatever else the same message wants or answers; no where left out'),
    part_of: z
      .strictObject({
        flows: z
          .array(flowNameSchema)
          .min(1)
          .describe('Wanted together with one of these, or while one is open, it is a detail of that'),
        unless: z
          .array(variableName)
          .min(1)
          .optional()
          .describe('Slots of this flow: a message that names what they take wants it by itself'),
      })
      .optional()
      .describe('Larger flows that it is a part of: "and two bags" to a booking'),
    slots: z.record(variableName, slotSchema).optional().describe('The values it needs, by name'),
    repair: z
      .record(z.string(), responseName)
      .optional()
      .describe('Own responses in place of built-in ones while this flow runs: `cancelled: return-cancelled`'),
    steps: steps.describe('What is done, from top to bottom; running off the end is `end: resolved`'),
  })
}

export const shallowFlow = flowSchemaWith(z.array(z.unknown()))
export type FlowSource = z.infer<typeof shallowFlow>

/** A whole file of `flows/`, for editors and generators. Names of tools, responses and slots are checked by the compiler. */
export const flowFileSchema = z.strictObject({
  language_version: z.literal(languageVersion).optional().describe('The version of this language; 1'),
  flows: z
    .record(flowNameSchema, flowSchemaWith(wholeSteps).meta({ id: 'flow', description: 'What is done for one wish' }))
    .describe('The flows by name'),
})

/** The published JSON Schema of `flows/*.yaml`. */
export function flowFileJsonSchema(): Record<string, unknown> {
  return {
    $id: 'https://parley.example/schemas/flows.json',
    title: 'Parley flows',
    // Draft 7 is what editors understand in full.
    ...z.toJSONSchema(flowFileSchema, { io: 'input', target: 'draft-7' }),
  }
}
