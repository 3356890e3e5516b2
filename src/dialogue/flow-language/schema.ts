import { z } from 'zod'

/**
 * What may be written in `flows/*.yaml`. Two readings of the same schemas: whole, for editors and for programs that make flows; and one
 * step at a time (nested steps left unread), for the compiler, which reports each problem at its own line.
 */

const flowName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'A flow is named in small letters with hyphens, as in "return-item".')
const variableName = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9_]*$/,
    'A name starts with a small letter and has letters, digits and _ only, as in "order_number".',
  )
const responseName = z.string().min(1).max(120)

export const expressionSchema = z
  .union([z.string().min(1), z.boolean(), z.number()])
  .describe('An expression, as in "order.ageDays > 90"')
export type ExpressionSource = z.infer<typeof expressionSchema>

/**
 * A value given to something. Unquoted YAML text is an expression, quoted YAML text is text; where the notation does not show it,
 * `{ expression: … }` and `{ text: … }` say it.
 */
export const valueSchema = z
  .union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.strictObject({ expression: expressionSchema }),
    z.strictObject({ text: z.string() }),
  ])
  .describe('An expression; in quotes: a text')
export type ValueSource = z.infer<typeof valueSchema>

const valuesSchema = z.record(variableName, valueSchema)

const choiceSchema = z.union([
  z.string().min(1),
  z.number(),
  z.strictObject({
    value: z.union([z.string().min(1), z.number(), z.boolean()]),
    label: z.string().min(1).optional().describe('What the button says; the value where left out'),
    means: z.array(z.string().min(1)).optional().describe('Other words for it: "too small", "does not fit"'),
    intents: z.array(z.string().min(1)).optional().describe('Intents that say it: a return because of the size'),
  }),
])

const validationSchema = z.strictObject({
  if: expressionSchema.describe('What must be true of the value'),
  else: responseName.describe('What is said when it is not; then the question is asked again'),
})

const slotShape = {
  type: z.string().optional().describe('An entity type of entities/*.yaml, or text, boolean, number, choice'),
  called: z
    .string()
    .min(1)
    .optional()
    .describe('How it is spoken of: "order number"; the name with spaces where left out'),
  choices: z.array(choiceSchema).min(1).max(25).optional(),
  ask: responseName.optional().describe('The question; ask-<slot> (with hyphens) where left out'),
  reask: responseName.optional().describe('The question from the second time on: simpler, with an example'),
  explain: responseName.optional().describe('The answer to "why do you ask?"'),
  from: expressionSchema
    .optional()
    .describe('Where to take it from before asking: "customer.email", "mentioned.order_number"'),
  from_entities: z.array(z.string()).min(1).optional().describe('Other entity types that answer this question'),
  role: z.string().optional().describe('Takes only entities of this role: "destination"'),
  validate: z.array(validationSchema).min(1).optional(),
  reask_limit: z.int().min(0).max(10).optional().describe('How often to ask again before giving up; 2 where left out'),
  give_up: z.enum(['hand-off', 'cancel', 'skip']).optional().describe('What to do after that; hand-off where left out'),
  optional: z.boolean().optional().describe('May be skipped: the slot is null then'),
}

export const slotSchema = z.strictObject(slotShape)
export type SlotSource = z.infer<typeof slotSchema>

/** Spelt as a constant because an object literal with a `then` looks like a promise to linters; nobody awaits a schema's shape. */
const thenKey = 'then'

export const identityLevels = ['anonymous', 'identified', 'verified'] as const

/** The schemas of the steps, by the key that tells them apart. `steps` is how a nested list of steps is read. */
function stepSchemas<S extends z.ZodType>(steps: S) {
  return {
    collect: z.strictObject({ collect: variableName, ...slotShape }).describe('Asks for a slot that is still empty'),
    say: z
      .strictObject({ say: responseName, with: valuesSchema.optional() })
      .describe('Says a response; slots, saved values and `customer` are there for it'),
    call: z
      .strictObject({
        call: z.string().min(1),
        with: valuesSchema.optional(),
        save: variableName.optional().describe('The name for the result'),
        on_refused: z.record(z.string(), steps).optional().describe('Steps by refusal code; `default` for the others'),
        on_failed: steps
          .optional()
          .describe('Steps where the tool did not work; an apology and a person where left out'),
        on_unknown: steps
          .optional()
          .describe('Steps where nobody can tell whether it was done; a person where left out'),
      })
      .describe('Uses a tool'),
    set: z.strictObject({ set: valuesSchema }).describe('Computes values'),
    if: z.strictObject({
      if: expressionSchema,
      [thenKey]: steps,
      elif: z
        .array(z.strictObject({ if: expressionSchema, [thenKey]: steps }))
        .min(1)
        .optional(),
      else: steps.optional(),
    }),
    confirm: z
      .strictObject({
        confirm: responseName,
        with: valuesSchema.optional(),
        on_deny: z
          .union([z.strictObject({ correct: z.array(variableName).min(1) }), steps])
          .optional()
          .describe(
            'On "no": ask which of these slots is wrong, or do these steps and go on; the flow is cancelled where left out',
          ),
      })
      .describe('Asks for a yes'),
    choose: z
      .strictObject({
        choose: variableName.describe('The slot that gets what was chosen'),
        from: expressionSchema.describe('The list'),
        label: expressionSchema.describe('What each is called; `item` is the element'),
        value: expressionSchema.optional().describe('What is kept of it; all of it where left out'),
        attributes: z
          .record(variableName, expressionSchema)
          .optional()
          .describe('What else it can be called by: "the blue one"'),
        match: expressionSchema
          .optional()
          .describe('A text or value that may already tell which: a product name given earlier'),
        ask: responseName.optional(),
        reask: responseName.optional(),
        called: z.string().min(1).optional(),
        explain: responseName.optional(),
        ask_when_one: z
          .boolean()
          .optional()
          .describe('Ask even if there is only one; it is taken unasked where left out'),
        on_none: steps.optional().describe('Steps for an empty list; the flow ends with an apology where left out'),
        reask_limit: z.int().min(0).max(10).optional(),
        give_up: z.enum(['hand-off', 'cancel']).optional(),
      })
      .describe('Lets the customer choose from a list'),
    ask_again: z
      .strictObject({ ask_again: variableName, say: responseName.optional(), with: valuesSchema.optional() })
      .describe('Forgets a slot and goes back to where it is asked for; counts as asking again'),
    link: z
      .strictObject({
        link: flowName,
        return: z.boolean().optional().describe('Come back afterwards; otherwise this flow ends here'),
        with: valuesSchema.optional().describe('Slots of the other flow'),
        save: variableName.optional().describe('The name for the `result` of the other flow'),
      })
      .describe('Goes to another flow'),
    verify: z
      .strictObject({
        verify: z.strictObject({
          customer: expressionSchema.describe("The customer's id"),
          by: z.string().min(1).describe('What proved it: "order-and-email"'),
          attributes: expressionSchema.optional().describe('The record that flows see as `customer`'),
          level: z.enum(['identified', 'verified']).optional().describe('`verified` where left out'),
        }),
      })
      .describe('From here on it is known who writes'),
    'hand-off': z
      .strictObject({
        'hand-off': z.string().min(1).describe('The team'),
        priority: z.enum(['normal', 'high']).optional(),
        reason: z.string().min(1).max(300).optional().describe('For the person who takes over'),
      })
      .describe('Passes the conversation to a person; the flow ends'),
    answer: z.strictObject({ answer: valueSchema }).describe('Answers from the knowledge base'),
    end: z
      .strictObject({ end: z.enum(['resolved', 'unresolved']), result: valueSchema.optional() })
      .describe('Ends the flow'),
  }
}

export type StepKind = keyof ReturnType<typeof stepSchemas>

/** One step, its nested steps unread. */
export const shallowSteps = stepSchemas(z.array(z.unknown()))
export const stepKinds = Object.keys(shallowSteps) as StepKind[]
export type StepSource<K extends StepKind> = z.infer<(typeof shallowSteps)[K]>

const wholeSteps: z.ZodType = z.lazy(() => z.array(z.union(Object.values(deepSteps) as z.ZodType[])))
const deepSteps = stepSchemas(wholeSteps)

/** A flow; `steps` as above. */
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
    intents: z.array(z.string().min(1)).optional().describe('Intents that start it, sub-intents included'),
    needs: z.enum(identityLevels).optional().describe('How sure we must be of who writes; anonymous where left out'),
    priority: z
      .int()
      .min(-10)
      .max(10)
      .optional()
      .describe('Breaks ties between flows of the same intent; 0 where left out'),
    slots: z.record(variableName, slotSchema).optional(),
    repair: z
      .record(z.string(), responseName)
      .optional()
      .describe('Own responses in place of built-in ones while this flow runs: `cancelled: return-cancelled`'),
    steps,
  })
}

export const shallowFlow = flowSchemaWith(z.array(z.unknown()))
export type FlowSource = z.infer<typeof shallowFlow>

/** A whole file of `flows/`, for editors and generators. Names of tools, responses and slots are checked by the compiler. */
export const flowFileSchema = z.strictObject({ flows: z.record(flowName, flowSchemaWith(wholeSteps)) })
export const flowNameSchema = flowName

/** The published JSON Schema of `flows/*.yaml`. */
export function flowFileJsonSchema(): Record<string, unknown> {
  return {
    $id: 'https://parley.example/schemas/flows.json',
    title: 'Parley flows',
    // Draft 7 is what editors understand in full.
    ...z.toJSONSchema(flowFileSchema, { io: 'input', target: 'draft-7' }),
  }
}
