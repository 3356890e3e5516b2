import { z } from 'zod'
import { toolLimits } from '../limits.ts'

/** The files `tools/*.yaml`: which operations of other systems are tools, and what the assistant must know of each. */

const toolName = z
  .string()
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'write a tool in snake_case, such as get_booking')
  .describe('snake_case, as flows call it')
const code = z
  .string()
  .regex(/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/i, 'write a code such as order_not_found')
  .describe('A code that flows can act on')

/** `800ms`, `5s`. */
export const timeMs = (text: string): number => Number.parseInt(text, 10) * (text.endsWith('ms') ? 1 : 1_000)
const Time = z
  .string()
  .regex(/^\d{1,5}(ms|s)$/, 'write a time such as 800ms or 5s')
  .refine(
    (text) => timeMs(text) > 0 && timeMs(text) <= toolLimits.longestTimeoutMs,
    `a time limit is at most ${toolLimits.longestTimeoutMs / 1_000}s`,
  )

/** Names a setting as `{api_url}`; `{name?}` where it may be absent. */
const SettingsText = z
  .string()
  .max(2_000)
  .describe('May name settings of assistant.yaml: `Bearer {api_token}`; `{name?}` where the setting may be missing')

/** `order.items.0.name` */
const Path = z
  .string()
  .regex(/^[\w-]+(\.[\w-]+)*$/, 'write a path such as order.number')
  .describe('Where in a value: order.number, refunds.0')

const Source = z
  .union([
    z
      .string()
      .regex(
        /^(key|(input|result|before|identity)\.[\w-]+(\.[\w-]+)*)$/,
        'write input.<name>, result.<path>, before.<path>, identity.<attribute> or key; a fixed text is { value: … }',
      ),
    z.number(),
    z.boolean(),
    z.strictObject({ value: z.json() }),
  ])
  .describe(
    '`input.order`, `identity.customerId`, `key` (of this call), a fixed value; in `compensate` also `result.id` and `before.city`',
  )
export type Source = z.infer<typeof Source>

const With = z.record(z.string(), Source).default({}).describe('Its inputs, and where each comes from')
export type With = z.infer<typeof With>

const reconcileRest = {
  with: With,
  happened: Path.optional().describe(
    'The path of a yes or no in its answer. Without it: an answer means yes, 404 or a code of `absent` no',
  ),
  absent: z.array(z.string()).optional().describe('Codes that mean "it did not happen"; 404 where left out'),
  find: z
    .strictObject({
      in: Path.optional().describe('The path of a list in the answer; left out, the answer is the list'),
      where: z.record(z.string(), Source).describe('What an entry must have: path → value'),
    })
    .optional()
    .describe('Looks for the effect in a list'),
  result: z
    .union([Path, z.record(z.string(), Path)])
    .optional()
    .describe('What the call would have given: a path in the answer (or found entry), or several by name'),
}

const common = {
  description: z.string().min(1).max(300).optional().describe('One sentence for authors; otherwise the one recorded'),
  called: z.string().max(80).optional().describe('How its doing is spoken of to customers: "the address change"'),
  needs: z
    .enum(['anonymous', 'identified', 'verified'])
    .default('verified')
    .describe('How sure we must be of who writes'),
  idempotent: z
    .boolean()
    .optional()
    .describe('The other side does the same key only once. Left out: where a key is sent along (idempotency_…)'),
  idempotency_argument: z
    .string()
    .optional()
    .describe('The input that takes the key of the call; flows do not give it'),
  confirm: z.boolean().optional().describe("Only after the customer's yes; of writes the default"),
  timeout: Time.optional().describe(`Time limit; ${toolLimits.timeoutMs / 1_000}s where left out`),
  inputs: z
    .record(
      z.string(),
      z
        .strictObject({
          as: z
            .string()
            .regex(/^[A-Za-z_]\w*$/, 'an input is called with letters, digits and _')
            .optional()
            .describe('How flows call it'),
          from: Source.optional().describe('Always this, not for flows to give: identity.customerId, { value: 20 }'),
        })
        .refine((input) => input.as === undefined || input.from === undefined, 'an input has `as` or `from`, not both'),
    )
    .default({})
    .describe('Other names and fixed values of its inputs; `customer.id` is the part of an input'),
  refusals: z
    .union([z.array(code), z.record(z.string(), code)])
    .default([])
    .describe(
      'When the other side says no: a list of its codes taken as they are, or `404: order_not_found`, `409.sold_out: sold_out`',
    ),
  result: Path.optional().describe('The part of the answer that is the result'),
  owner: z
    .strictObject({
      field: Path.describe('Where the result says whose it is'),
      identity: z.string().describe('The attribute of the identity it must equal'),
      else: code.describe('Refused with this where it does not: the code of "there is none"'),
    })
    .optional()
    .describe("A read: only the customer's own"),
  guard: z
    .strictObject({ tool: toolName, with: With })
    .optional()
    .describe('A tool that only reads and must go well before: what it refuses is refused, and nothing is done'),
  compensate: z
    .strictObject({ tool: toolName, with: With })
    .optional()
    .describe('The call that takes this one back; "undo" uses it'),
  before: z
    .strictObject({ tool: toolName, with: With })
    .optional()
    .describe('A tool that only reads, asked before the change: how things were, for `compensate`'),
  hide: z
    .strictObject({
      input: z.array(Path).default([]).describe('Inputs that no trace or event keeps'),
      result: z
        .array(z.string().regex(/^[\w-]+(\.(\*|[\w-]+))*$|^\*(\.(\*|[\w-]+))*$/, 'write a path such as items.*.cost'))
        .default([]),
    })
    .optional()
    .describe('What is for the flow only and is kept out of traces and events'),
}

const sideEffect = z.enum(['none', 'write'])

export const OperationDeclaration = z.strictObject({
  as: toolName.optional().describe('The name of the tool; otherwise the operation in snake_case'),
  side_effect: sideEffect.optional().describe('`none` or `write`. Only a GET may leave it out, which is then `none`'),
  idempotency_header: z
    .string()
    .regex(/^[\w-]+$/)
    .optional()
    .describe('The header that takes the key of the call'),
  ...common,
  reconcile: z
    .strictObject({ operation: z.string().describe('An operation of the same document'), ...reconcileRest })
    .optional()
    .describe('Tells after a crash or a lost answer whether it happened. Without it the call ends `unknown`'),
})
export type OperationDeclaration = z.infer<typeof OperationDeclaration>

export const McpToolDeclaration = z.strictObject({
  as: toolName.optional().describe("The name of the tool; otherwise the server's, in snake_case"),
  side_effect: sideEffect.describe('What the server says of this is not believed'),
  ...common,
  reconcile: z
    .strictObject({ tool: z.string().describe('A tool of the same server'), ...reconcileRest })
    .optional()
    .describe('Tells after a crash or a lost answer whether it happened. Without it the call ends `unknown`'),
})
export type McpToolDeclaration = z.infer<typeof McpToolDeclaration>
/** What both say. */
export type Declaration = Omit<OperationDeclaration, 'reconcile' | 'idempotency_header'>
export type Reconcile = z.infer<z.ZodObject<typeof reconcileRest>>

export const OpenApiSource = z.strictObject({
  document: z
    .string()
    .regex(/^[\w.-]+(\/[\w.-]+)*\.openapi\.(ya?ml|json)$/, 'name a file like shop.openapi.yaml in tools/')
    .describe('The OpenAPI document (3.0 or 3.1), a file in tools/'),
  base_url: SettingsText.describe('Where the API is: `{api_url}`. The only place its tools reach'),
  auth: z
    .strictObject({
      header: z
        .string()
        .regex(/^[\w-]+$/)
        .optional()
        .describe('The header that proves who we are'),
      query: z.string().optional().describe('…or the query parameter'),
      value: SettingsText.describe('`Bearer {api_token}`'),
    })
    .refine(({ header, query }) => (header === undefined) !== (query === undefined), 'say `header` or `query`')
    .optional(),
  headers: z
    .record(z.string().regex(/^[\w-]+$/), SettingsText)
    .default({})
    .describe('Sent with every request'),
  errors: z
    .strictObject({
      code: Path.optional().describe("Where a problem's code stands; otherwise code, error.code, error or type"),
      message: Path.optional().describe('Where its text stands; otherwise detail, message, title or error.message'),
    })
    .default({})
    .describe('How the API words its problems'),
  operations: z
    .record(z.string(), OperationDeclaration)
    .describe('By operationId, or `GET /orders/{id}` where the document gives none'),
})
export type OpenApiSource = z.infer<typeof OpenApiSource>

export const McpSource = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]*$/, 'name a server like shipping')
      .describe('Its record is tools/<name>.mcp.json'),
    command: z
      .string()
      .min(1)
      .optional()
      .describe('A server started here, which speaks over its standard input and output'),
    args: z.array(SettingsText).default([]),
    env: z.record(z.string(), SettingsText).default({}).describe('Its environment, beside PATH, HOME and the like'),
    url: SettingsText.optional().describe('…or one reached by streamable HTTP'),
    headers: z
      .record(z.string().regex(/^[\w-]+$/), SettingsText)
      .default({})
      .describe('Sent with every request to `url`'),
    tools: z.record(z.string(), McpToolDeclaration).describe("By the server's names"),
  })
  .refine(({ command, url }) => (command === undefined) !== (url === undefined), 'a server has `command` or `url`')
export type McpSource = z.infer<typeof McpSource>

export const ToolFile = z
  .strictObject({
    openapi: z.array(OpenApiSource).default([]).describe('Operations of HTTP APIs'),
    mcp: z.array(McpSource).default([]).describe('Tools of MCP servers'),
  })
  .describe('Tools of other systems; see docs/tools.md')
export type ToolFile = z.infer<typeof ToolFile>
