import { z } from 'zod'
import { scenarioLimits } from './limits.ts'
import { expressionIn, patternFlags } from './patterns.ts'

/** A file of scenarios. docs/scenarios.md explains it; docs/schemas/scenarios.schema.json is made from it. */

const outcomes = ['answered', 'asked', 'acted', 'clarified', 'refused', 'handed-off', 'held', 'failed'] as const
const commandKinds = [
  'start-flow',
  'set-slot',
  'correct-slot',
  'skip-slot',
  'affirm',
  'deny',
  'choose',
  'explain',
  'undo',
  'cancel-flow',
  'answer-from-knowledge',
  'small-talk',
  'refuse',
  'hand-off',
  'repeat',
  'end',
  'clarify',
  'out-of-scope',
  'time-passed',
] as const
const statuses = ['open', 'waiting', 'taken', 'idle', 'closed'] as const
const reasons = ['asked', 'angry', 'misunderstood', 'flow', 'tool-failed', 'effect-unknown', 'safety'] as const

/** What a person writes: order numbers and PINs need no quotes. */
const Words = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1))
const list = <S extends z.ZodType>(one: S) => z.union([one, z.array(one).min(1)]).transform((value) => [value].flat())
const Texts = list(Words)
const Outcomes = list(z.enum(outcomes)).describe('One of these, or a list of those that are all right')
const Values = z.record(z.string(), z.json())

const isPattern = (source: string, context: z.RefinementCtx): void => {
  try {
    new RegExp(source, patternFlags)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'not a regular expression' })
  }
}
const Patterns = list(z.string().superRefine(isPattern))

const CalledTool = z.union([
  z.string().transform((tool) => ({ tool })),
  z.strictObject({
    tool: z.string(),
    with: Values.optional().describe('Inputs it must have had, among others'),
    outcome: z.enum(['ok', 'refused', 'failed', 'unknown']).optional(),
  }),
])
const Tools = z.strictObject({
  called: list(CalledTool).optional().describe('Each of these was called'),
  not_called: list(z.string()).optional(),
})
const Citation = z.union([z.string(), z.boolean()]).describe('The slug of the cited article; true: any; false: none')

export const TurnExpectation = z
  .strictObject({
    intent: list(z.string())
      .optional()
      .describe('Of the message or of one of its wishes; "orders" holds for "orders/cancel"'),
    not_intent: list(z.string()).optional(),
    entities: Values.optional().describe('Entity type → value; true: any value'),
    commands: list(z.enum(commandKinds)).optional().describe('Each of these is among the commands'),
    flow: z
      .union([list(z.string()), z.null()])
      .optional()
      .describe('On top of the stack after the turn; null: none'),
    slots: Values.optional().describe('Slot → value, in any open flow; null: not filled'),
    tools: Tools.optional().describe('Called in this turn'),
    reply: z
      .strictObject({
        contains: Texts.optional().describe('Case does not matter'),
        matches: Patterns.optional(),
        not_contains: Texts.optional(),
        citation: Citation.optional(),
        quick_replies: Texts.optional().describe('Labels of buttons that are offered, among others'),
      })
      .optional(),
    outcome: Outcomes.optional(),
    status: list(z.enum(statuses)).optional().describe('Of the conversation after the turn'),
    language: z.string().optional().describe('ISO 639-1 code'),
    within_ms: z.number().positive().optional().describe('From the message to the recorded reply'),
    held: z.boolean().optional().describe('true: the assistant says nothing, a person has the conversation'),
    reads_as_corrected: z.string().optional().describe('What was read after spelling was corrected'),
  })
  .describe('What must hold after the turn')
export type TurnExpectation = z.output<typeof TurnExpectation>

const duration = /^(\d+)\s*([mhd])$/
const minutesOf = { m: 1, h: 60, d: 1440 } as const
/** Minutes in "90m", "2h", "3d"; null for anything else. */
export function waitMinutes(text: string): number | null {
  const [, count, unit] = duration.exec(text) ?? []
  return count === undefined ? null : Number(count) * minutesOf[unit as keyof typeof minutesOf]
}
const Wait = z.string().superRefine((text, context) => {
  const minutes = waitMinutes(text)
  if (minutes === null) context.addIssue({ code: 'custom', message: 'write a time such as 45m, 2h or 3d' })
  else if (minutes > scenarioLimits.waitDays * minutesOf.d)
    context.addIssue({ code: 'custom', message: `at most ${scenarioLimits.waitDays}d can pass at once` })
})

const AgentAction = z.union([z.enum(['take', 'give-back', 'resolve']), z.strictObject({ reply: z.string().min(1) })])
export type AgentAction = z.output<typeof AgentAction>

const steps = ['say', 'press', 'wait', 'agent'] as const
export const ScenarioTurn = z
  .strictObject({
    say: Texts.optional().describe('A message of the customer; a list is sent in a row and makes one turn'),
    press: z.string().min(1).optional().describe('Presses the quick reply with this label'),
    wait: Wait.optional().describe('Time passes: 45m, 2h, 3d. What is due meanwhile is done, each at its time'),
    agent: AgentAction.optional().describe('What a person on the desk does'),
    expect: TurnExpectation.optional().describe(
      'After the message; after a `wait`, of all that the assistant said by itself meanwhile (`held: true`: nothing)',
    ),
  })
  .superRefine((turn, context) => {
    const given = steps.filter((step) => turn[step] !== undefined)
    if (given.length !== 1)
      context.addIssue({ code: 'custom', message: `a turn has exactly one of ${steps.join(', ')}` })
    else if (turn.expect && given[0] === 'agent')
      context.addIssue({ code: 'custom', message: '"agent" makes no turn; put "expect" at the message after it' })
  })
export type ScenarioTurn = z.output<typeof ScenarioTurn>

/** The keys of a check that do not name a record. */
export const checkKeys = [
  'unchanged',
  'table',
  'where',
  'field',
  'equals',
  'not_equals',
  'contains',
  'matches',
  'count',
  'exists',
]
/** `{ order: A-12, field: state, equals: cancelled }`: any other key names a record by its kind and key. */
export const BackEndCheck = z
  .object({
    unchanged: z.literal(true).optional().describe('Nothing changed'),
    table: z.string().optional().describe('Rows of this table …'),
    where: Values.optional().describe('… that have these values'),
    field: z.string().optional(),
    equals: z.json().optional(),
    not_equals: z.json().optional(),
    contains: Words.optional(),
    matches: z.string().optional(),
    count: z.int().min(0).optional().describe('How many rows there are'),
    exists: z.boolean().optional(),
  })
  .catchall(z.union([z.string(), z.number()]))
  .superRefine((check, context) => {
    const fail = (message: string) => context.addIssue({ code: 'custom', message })
    const records = Object.keys(check).filter((key) => !checkKeys.includes(key))
    if (check.unchanged) {
      if (Object.keys(check).length > 1) fail('"unchanged" stands alone')
      return
    }
    if (records.length + (check.table === undefined ? 0 : 1) !== 1)
      return fail(
        records.length > 1
          ? `name one record; ${records.map((key) => `"${key}"`).join(' and ')} are several (or one of them is misspelt)`
          : 'say which record is meant, such as "order: A-12", or a "table" with "where"',
      )
    const comparisons = ['equals', 'not_equals', 'contains', 'matches'].filter((key) => key in check)
    if (check.field === undefined && comparisons.length > 0) fail(`"${comparisons[0]}" needs a "field"`)
    if (check.field !== undefined && comparisons.length === 0)
      fail('"field" needs "equals", "not_equals", "contains" or "matches"')
    if (check.field === undefined && check.count === undefined && check.exists === undefined)
      fail('say what must hold: "field" and "equals", "exists" or "count"')
  })
export type BackEndCheck = z.output<typeof BackEndCheck>

export const EndExpectation = z
  .strictObject({
    outcome: Outcomes.optional().describe('Of the last turn that was not small talk'),
    records: list(BackEndCheck).optional().describe("The back end's state after the conversation"),
    shop: list(BackEndCheck).optional().describe('An older name for records'),
    tools: Tools.optional().describe('Called in the whole conversation'),
    status: list(z.enum(statuses)).optional(),
    handoff: z
      .union([
        z.literal(false),
        z.strictObject({
          reason: list(z.enum(reasons)).optional(),
          team: z.string().optional(),
          priority: z.enum(['normal', 'high']).optional(),
          open: z.boolean().optional().describe('Whether people were there'),
        }),
      ])
      .optional()
      .describe('The hand-off that was requested; false: none was'),
    replies: z
      .strictObject({
        contain: Texts.optional(),
        match: Patterns.optional(),
        not_contain: Texts.optional(),
        citation: Citation.optional(),
      })
      .optional()
      .describe('All replies together'),
  })
  .describe('What must hold at the end')
export type EndExpectation = z.output<typeof EndExpectation>

const When = list(
  Words.superRefine((text, context) => {
    const source = expressionIn(text)
    if (source !== null) isPattern(source, context)
  }),
).describe('Words of what the assistant said last, or a /regular expression/; of several, one is enough')
const condition = {
  when: When.optional(),
  over: z.number().optional().describe('The largest amount of money in it is above this'),
  under: z.number().optional().describe('The largest amount of money in it is below this'),
}
const hasCondition = (
  { when, over, under }: { when?: unknown; over?: unknown; under?: unknown },
  context: z.RefinementCtx,
): void => {
  if (when === undefined && over === undefined && under === undefined)
    context.addIssue({ code: 'custom', message: 'say when: "when", "over" or "under"' })
}
const Reaction = z
  .strictObject({
    ...condition,
    say: Texts.describe('A list is said one after another, one each time'),
    once: z.boolean().default(true).describe('false: again each time it holds'),
  })
  .superRefine(hasCondition)
const YesOrNo = z.union([z.boolean().transform((yes) => (yes ? 'yes' : 'no')), Words])
const Confirmation = z.union([
  YesOrNo.transform((say) => ({ say })),
  z.strictObject({ ...condition, say: YesOrNo }).superRefine(hasCondition),
])

const faultOutcomes = ['failed', 'unknown', 'lost', 'refused'] as const
const Fault = z.union([
  z.enum(['failed', 'unknown', 'lost']).transform((outcome) => ({ outcome })),
  z
    .strictObject({
      outcome: z.enum(faultOutcomes),
      code: z.string().min(1).optional().describe('What it refuses with'),
      times: z.int().min(1).max(100).optional().describe('How many calls meet it; all where left out'),
    })
    .superRefine(({ outcome, code }, context) => {
      if ((outcome === 'refused') !== (code !== undefined))
        context.addIssue({ code: 'custom', message: '"code" goes with "outcome: refused", and that needs one' })
    }),
])
export type Fault = { outcome: (typeof faultOutcomes)[number]; code?: string | undefined; times?: number | undefined }

/** What a customer says who knows only what they want: of a scenario, and of a file of its own (`customers/<name>.yaml`). */
const playedCustomer = {
  answers: z
    .record(z.string(), Texts)
    .optional()
    .describe(
      'What the customer says when asked: by name of what is asked (several names: "a | b"), `confirm`, `anything else`, or "*" for all else',
    ),
  confirm: list(Confirmation)
    .optional()
    .describe('Asked whether to go ahead: the first of these that holds, such as [{ over: 500, say: no }, yes]'),
  // biome-ignore lint/suspicious/noThenProperty: a schema's key, never awaited
  then: Texts.optional().describe('Further wishes, one after another: when asked for more, or when all is done'),
  reactions: z
    .array(Reaction)
    .optional()
    .describe('What the customer says to certain replies, before anything else; the first that holds'),
  max_turns: z.int().min(1).max(100).optional(),
}

/** A customer of a file of its own: what they want and how they talk, without a word of what should come of it. */
export const CustomerScript = z.strictObject({
  goal: z.string().optional().describe('For people: what the customer wants'),
  opening: list(Words).describe('The first messages, one turn each'),
  ...playedCustomer,
})
export type CustomerScript = z.output<typeof CustomerScript>

export const Scenario = z
  .strictObject({
    goal: z.string().optional().describe('For people: what the customer wants and how it should end'),
    tags: z.array(z.string()).default([]),
    customer: z
      .union([z.string(), z.record(z.string(), z.json())])
      .optional()
      .describe(
        'Signed in as this customer of the back end, or with these attributes; left out: nobody knows who writes',
      ),
    at: z.iso
      .datetime()
      .optional()
      .describe("When it happens; left out: the suite's standard time, a Friday with the desk open"),
    locale: z.string().optional().describe('BCP 47 tag'),
    faults: z
      .record(z.string(), Fault)
      .optional()
      .describe(
        'Tool → how it goes wrong: failed (nothing is done), unknown (nobody can tell), lost (done, but the answer does not arrive), refused with a code',
      ),
    turns: z.array(ScenarioTurn).min(1).optional().describe('Scripted: what happens, step by step'),
    opening: list(Words).optional().describe('Goal-driven: the first messages, one turn each'),
    ...playedCustomer,
    expect: EndExpectation.optional(),
  })
  .superRefine((scenario, context) => {
    const fail = (message: string) => context.addIssue({ code: 'custom', message })
    if ((scenario.turns === undefined) === (scenario.opening === undefined))
      fail('a scenario has either "turns" or "opening"')
    for (const key of ['answers', 'confirm', 'then', 'reactions'] as const)
      if (scenario.turns && scenario[key]) fail(`"${key}" goes with "opening", not with "turns"`)
    if (!scenario.expect && !scenario.turns?.some((turn) => turn.expect)) fail('nothing is expected')
  })
export type Scenario = z.output<typeof Scenario>

export const ScenarioFile = z.strictObject({ scenarios: z.record(z.string(), Scenario) })

/** For editors: what completes and checks scenario files while they are written. */
export const scenarioFileJsonSchema = (): Record<string, unknown> => ({
  $id: 'https://parley.example/schemas/scenarios.json',
  title: 'Parley scenarios',
  // Draft 7 is what editors understand in full.
  ...z.toJSONSchema(ScenarioFile, { io: 'input', target: 'draft-7' }),
})

/** The same for files of played customers. */
export const customerFileJsonSchema = (): Record<string, unknown> => ({
  $id: 'https://parley.example/schemas/customers.json',
  title: 'Parley played customers',
  ...z.toJSONSchema(CustomerScript, { io: 'input', target: 'draft-7' }),
})
