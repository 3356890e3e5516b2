import { z } from 'zod'
import {
  durationSchema,
  expressionSchema,
  flowNameSchema,
  responseName,
  valuesSchema,
  variableName,
} from './schema-values.ts'

/** What may be said of a slot: under `slots`, or in the step that asks for it. */

const choiceSchema = z.union([
  z.string().min(1),
  z.number(),
  z.strictObject({
    value: z.union([z.string().min(1), z.number(), z.boolean()]).describe('What the slot holds then'),
    label: z.string().min(1).optional().describe('What the button says; the value where left out'),
    means: z.array(z.string().min(1)).optional().describe('Other words for it: "too small", "does not fit"'),
    intents: z.array(z.string().min(1)).optional().describe('Intents that say it: a return because of the size'),
  }),
])

const validationSchema = z.union([
  z.strictObject({
    if: expressionSchema.describe('What must be true of the value'),
    else: responseName.describe('What is said when it is not; then the question is asked again'),
  }),
  z.strictObject({
    call: z.string().min(1).describe('A tool that changes nothing; its refusal means that the value is not valid'),
    with: valuesSchema.optional().describe('Its input'),
    save: variableName.optional().describe('The name for its result'),
    if: expressionSchema.optional().describe('What must be true of the saved result besides'),
    else: responseName.describe('What is said then; `refusal` is there for it'),
  }),
])

export const silenceSchema = z
  .array(
    z.strictObject({
      after: durationSchema.describe('Since the question, or since the rule before'),
      say: responseName.optional().describe('A response; with the buttons of the open question'),
      suggest: z.array(flowNameSchema).min(1).max(4).optional().describe('Flows to offer as buttons'),
      close: z
        .literal(true)
        .optional()
        .describe('Close the conversation; what is open waits for the customer to return'),
    }),
  )
  .min(1)
  .max(5)
  .meta({ id: 'silence', description: 'What to do while the customer is silent, one after the other' })
export type SilenceSource = z.infer<typeof silenceSchema>

export const slotShape = {
  type: z.string().optional().describe('An entity type of entities/*.yaml, or text, boolean, number, choice'),
  called: z
    .string()
    .min(1)
    .optional()
    .describe('How it is spoken of: "order number"; the name with spaces where left out'),
  choices: z.array(choiceSchema).min(1).max(25).optional().describe('The values to choose from, shown as buttons'),
  ask: responseName.optional().describe('The question; ask-<slot> (with hyphens) where left out'),
  reask: z
    .union([responseName, z.array(responseName).min(1).max(5)])
    .optional()
    .describe('The question from the second time on: simpler, with an example; a list has one for each further time'),
  explain: responseName.optional().describe('The answer to "why do you ask?"'),
  from: expressionSchema
    .optional()
    .describe('Where to take it from before asking: "customer.email", "profile.email", "mentioned.order_number"'),
  from_entities: z.array(z.string()).min(1).optional().describe('Other entity types that answer this question'),
  role: z.string().optional().describe('Takes only entities of this role: "destination"'),
  intents: z
    .record(z.string(), z.union([z.string().min(1), z.number(), z.boolean(), z.null()]))
    .optional()
    .describe(
      'What a message of an intent answers while this is asked: `returns/lost-receipt: false`; null: it is skipped',
    ),
  expect: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Intents that are no other wish while this is asked: what is said with them is the answer'),
  not_only: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Entity types: a message that names nothing but these is no answer to this question in free words'),
  validate: z
    .array(validationSchema)
    .min(1)
    .optional()
    .describe('What must be true of the value: conditions, and tools that are asked'),
  reask_limit: z.int().min(0).max(10).optional().describe('How often to ask again before giving up; 2 where left out'),
  give_up: z.enum(['hand-off', 'cancel', 'skip']).optional().describe('What to do after that; hand-off where left out'),
  optional: z.boolean().optional().describe('May be skipped: the slot is null then'),
  silence: silenceSchema
    .optional()
    .describe('What to do while this is unanswered; as the assistant does where left out'),
}

export const slotSchema = z.strictObject(slotShape).meta({ id: 'slot', description: 'A value that a flow needs' })
export type SlotSource = z.infer<typeof slotSchema>
