import { z } from 'zod'
import { silenceSchema, slotShape } from './schema-slot.ts'
import {
  durationSchema,
  expressionSchema,
  flowNameSchema,
  responseName,
  valueSchema,
  valuesSchema,
  variableName,
} from './schema-values.ts'

/** Spelt as a constant because an object literal with a `then` looks like a promise to linters; nobody awaits a schema's shape. */
const thenKey = 'then'

const withValues = valuesSchema.optional().describe('More variables for the response')
const silence = silenceSchema
  .optional()
  .describe('What to do while this is unanswered; as the assistant does where left out')
const suggest = z.array(flowNameSchema).min(1).max(4).optional().describe('Flows to offer as buttons')

/** The steps that ask the customer something. */
const askingSteps = <S extends z.ZodType>(steps: S) => ({
  collect: z
    .strictObject({
      collect: variableName.describe('The slot'),
      ...slotShape,
      give_up: z
        .union([z.enum(['hand-off', 'cancel', 'skip']), steps])
        .optional()
        .describe('What to do when it was asked too often; steps of its own: the slot is null then'),
    })
    .describe('Asks for a slot that is still empty'),
  confirm: z
    .strictObject({
      confirm: responseName.describe('The question'),
      with: withValues,
      summary: z
        .array(variableName)
        .min(1)
        .optional()
        .describe('Slots to list: the response gets `summary`, and a "no" asks which of them is wrong'),
      on_deny: z
        .union([
          z.strictObject({ correct: z.array(variableName).min(1).describe('Slots, and lists that rounds gathered') }),
          steps,
        ])
        .optional()
        .describe(
          'On "no": ask which of these slots is wrong, or do these steps and go on; the flow is cancelled where left out',
        ),
      silence,
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
      many: z
        .boolean()
        .optional()
        .describe('Several may be chosen ("the first two", "all"): the slot is a list then, also of one'),
      ask: slotShape.ask,
      reask: slotShape.reask,
      called: slotShape.called,
      explain: slotShape.explain,
      ask_when_one: z
        .boolean()
        .optional()
        .describe('Ask even if there is only one; it is taken unasked where left out'),
      on_none: steps.optional().describe('Steps for an empty list; the flow ends with an apology where left out'),
      reask_limit: slotShape.reask_limit,
      give_up: z
        .union([z.enum(['hand-off', 'cancel']), steps])
        .optional()
        .describe('What to do when it was asked too often; hand-off where left out'),
      silence,
    })
    .describe('Lets the customer choose from a list'),
  ask_again: z
    .strictObject({
      ask_again: variableName.describe('The slot'),
      say: responseName.optional().describe('What is said before'),
      with: withValues,
    })
    .describe('Forgets a slot and goes back to where it is asked for; counts as asking again'),
})

/** The steps that say, compute and use tools. */
const doingSteps = <S extends z.ZodType>(steps: S) => ({
  say: z
    .strictObject({ say: responseName.describe('The response'), with: withValues, suggest })
    .describe('Says a response; slots, saved values and `customer` are there for it'),
  call: z
    .strictObject({
      call: z.string().min(1).describe('The tool'),
      with: valuesSchema.optional().describe('Its input; what is null is left out'),
      save: variableName.optional().describe('The name for the result'),
      retry: z
        .union([
          z.int().min(1).max(3),
          z.strictObject({
            times: z.int().min(1).max(3).describe('How often'),
            when: z.literal('failed').optional().describe('The only case there is'),
          }),
        ])
        .optional()
        .describe('How often to try again at once where it did not work and nothing was done'),
      time_limit: durationSchema.optional().describe('Give it less time than it has by itself'),
      on_refused: z.record(z.string(), steps).optional().describe('Steps by refusal code; `default` for the others'),
      on_failed: steps.optional().describe('Steps where the tool did not work; an apology and a person where left out'),
      on_unknown: steps.optional().describe('Steps where nobody can tell whether it was done; a person where left out'),
    })
    .describe('Uses a tool'),
  set: z
    .strictObject({ set: valuesSchema.describe('A slot or a name of your own → its value; null empties a slot') })
    .describe('Computes values'),
  answer: z.strictObject({ answer: valueSchema.describe('The question') }).describe('Answers from the knowledge base'),
  remember: z
    .strictObject({
      remember: valuesSchema.describe('Fact → value; null: it is to be forgotten'),
      expires: durationSchema
        .optional()
        .describe('For how long, in whole days; as long as such facts are kept where left out'),
    })
    .describe('Remembers something about the customer beyond this conversation: `profile.<fact>`'),
  verify: z
    .strictObject({
      verify: z
        .strictObject({
          customer: expressionSchema.describe("The customer's id"),
          by: z.string().min(1).describe('What proved it: "order-and-email"'),
          attributes: expressionSchema.optional().describe('The record that flows see as `customer`'),
          level: z.enum(['identified', 'verified']).optional().describe('`verified` where left out'),
        })
        .describe('Who it is'),
    })
    .describe('From here on it is known who writes'),
})

/** The steps that decide which steps come next. */
const branchingSteps = <S extends z.ZodType>(steps: S) => ({
  if: z
    .strictObject({
      if: expressionSchema.describe('What must be true'),
      [thenKey]: steps.describe('Steps where it is'),
      elif: z
        .array(
          z.strictObject({
            if: expressionSchema.describe('What must be true instead'),
            [thenKey]: steps.describe('Steps where it is'),
          }),
        )
        .min(1)
        .optional()
        .describe('Further cases; the first that is true counts'),
      else: steps.optional().describe('Steps where none of them is'),
    })
    .describe('Does steps where something is true'),
  match: z
    .strictObject({
      match: expressionSchema.describe('What decides'),
      cases: z
        .record(z.string().min(1), steps)
        .describe('Steps by value; `size | colour` for several. All values of a choice slot, or an else'),
      else: steps.optional().describe('Steps for every other value'),
    })
    .describe('Does the steps of one value'),
  repeat: z
    .strictObject({
      repeat: z
        .union([
          expressionSchema,
          z.array(valueSchema).min(1).max(50),
          z.strictObject({ times: expressionSchema.describe('A number; parts of it do not count') }),
        ])
        .describe('A list: an expression, or its values; or `times:` how often'),
      as: variableName.optional().describe('The name of the element of this round'),
      index: variableName.optional().describe('The name of the number of this round: 1, 2, …'),
      by: expressionSchema
        .optional()
        .describe(
          'What tells the elements apart (`item.id`), where the list is made again; its ids and numbers where left out',
        ),
      steps: steps.describe('What is done in each round; what only they fill belongs to the round'),
      gather: valuesSchema
        .optional()
        .describe('What each round adds to a list, by the name of the list; null adds nothing'),
      until: expressionSchema.optional().describe('No further round when this is true after a round'),
      at_most: z.int().min(1).max(50).optional().describe('No more rounds than this; 25 where left out'),
    })
    .describe('Does steps for each element of a list, or a number of times'),
})

/** The steps that have to do with time. */
const timeSteps = () => ({
  wait: z
    .strictObject({
      wait: z
        .union([z.string().min(1), z.number().positive()])
        .describe('How long: "10m", or an expression of minutes; the customer may go on before with a yes'),
      on_silence: silenceSchema.optional().describe('What to do while nobody writes in the meantime'),
    })
    .describe('Rests; the customer may do other things meanwhile'),
  schedule: z
    .strictObject({
      schedule: z
        .strictObject({
          in: durationSchema.optional().describe('How long from now'),
          at: expressionSchema
            .optional()
            .describe('A date (in the morning) or date and time, in the zone that `zone` says'),
          zone: z
            .enum(['customer', 'assistant'])
            .optional()
            .describe('In which zone `at` is meant; `customer` where left out'),
          say: responseName.optional().describe('The response to say'),
          flow: flowNameSchema.optional().describe('The flow to begin'),
          with: valuesSchema.optional().describe('Variables of the response, or slots of the flow'),
        })
        .describe('What, and when'),
    })
    .describe('Has something said, or a flow begun, at a later time; up to a day late where no server ran then'),
})

/** The steps that leave the flow. */
const leavingSteps = () => ({
  link: z
    .strictObject({
      link: flowNameSchema.describe('The flow'),
      return: z.boolean().optional().describe('Come back afterwards; otherwise this flow ends here'),
      with: valuesSchema.optional().describe('Slots of the other flow'),
      save: variableName.optional().describe('The name for the `result` of the other flow'),
    })
    .describe('Goes to another flow'),
  'hand-off': z
    .strictObject({
      'hand-off': z.string().min(1).describe('The team'),
      priority: z.enum(['normal', 'high']).optional().describe('How soon; normal where left out'),
      reason: z.string().min(1).max(300).optional().describe('For the person who takes over'),
      summary: valueSchema.optional().describe('A text made from what was said, for the person who takes over'),
    })
    .describe('Passes the conversation to a person; the flow ends'),
  end: z
    .strictObject({
      end: z.enum(['resolved', 'unresolved']).describe('Whether the customer got what was wanted'),
      result: valueSchema.optional().describe('What a flow that linked here with `return` gets'),
    })
    .describe('Ends the flow'),
})

/** The schemas of the steps, by the key that tells them apart. `steps` is how a nested list of steps is read. */
const stepSchemas = <S extends z.ZodType>(steps: S) => ({
  ...askingSteps(steps),
  ...doingSteps(steps),
  ...branchingSteps(steps),
  ...timeSteps(),
  ...leavingSteps(),
})

export type StepKind = keyof ReturnType<typeof stepSchemas>

/** One step, its nested steps unread. */
export const shallowSteps = stepSchemas(z.array(z.unknown()))
export const stepKinds = Object.keys(shallowSteps) as StepKind[]
export type StepSource<K extends StepKind> = z.infer<(typeof shallowSteps)[K]>

export const wholeSteps: z.ZodType = z
  .lazy(() => z.array(z.union(namedSteps)))
  .meta({ id: 'steps', description: 'A list of steps' })
const namedSteps = Object.entries(stepSchemas(wholeSteps)).map(([kind, schema]: [string, z.ZodType]) =>
  schema.meta({ id: `step-${kind}` }),
)
