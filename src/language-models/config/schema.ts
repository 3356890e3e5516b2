import { z } from 'zod'
import { modelRoles } from '#domain/model-call.ts'
import { modelLimits } from './limits.ts'

const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'use lower-case letters, digits and hyphens')

const FromEnvironment = z.strictObject({
  env: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'name an environment variable, such as OPENAI_API_KEY'),
})

const Provider = z
  .strictObject({
    kind: z
      .enum(['openai', 'anthropic', 'compatible'])
      .describe('`compatible`: any server that speaks OpenAI Chat Completions (Ollama, vLLM, llama.cpp …)'),
    api: z
      .enum(['responses', 'chat'])
      .default('responses')
      .describe("Which of OpenAI's two formats; only for `openai`"),
    url: z
      .union([
        z.url({
          protocol: /^https?$/,
          error: 'write an address that begins with https:// (or http:// in your own network), or { env: NAME }',
        }),
        FromEnvironment,
      ])
      .optional()
      .describe("Base address such as http://localhost:11434/v1, or { env: NAME }; left out: the provider's own"),
    key: FromEnvironment.optional().describe('{ env: NAME }: the environment variable that has the key'),
  })
  .refine((provider) => provider.kind !== 'compatible' || provider.url !== undefined, {
    path: ['url'],
    error: 'a compatible server needs its base address, such as http://localhost:11434/v1',
  })

const dollars = z.number().min(0)

const Model = z.strictObject({
  provider: name.describe('One of `providers`'),
  model: z.string().min(1).max(200).describe("The provider's name of the model"),
  price: z
    .strictObject({
      input: dollars.describe('US dollars per million tokens'),
      output: dollars,
      cached_input: dollars
        .optional()
        .describe("Of input that the provider's cache of prompts had; left out: as input"),
    })
    .default({ input: 0, output: 0 })
    .describe('What it costs, for budgets and reports; left out: nothing, and no budget holds it back'),
  context: z
    .int()
    .min(1000)
    .default(modelLimits.contextTokens)
    .describe('Most tokens of request and answer together; longer requests go to the next model'),
  structured_output: z
    .enum(['schema', 'json', 'none'])
    .optional()
    .describe(
      'Whether it can be held to a JSON Schema, only to JSON, or only asked for it; by default what the provider does',
    ),
  streaming: z.boolean().default(true),
  tools: z.boolean().default(true),
  temperature: z.boolean().default(true).describe('Whether it accepts a temperature'),
  reasoning: z
    .enum(['none', 'minimal', 'low', 'medium', 'high'])
    .optional()
    .describe('How long a reasoning model may think before it answers'),
})

const share = z.number().min(0).max(2)
const tokens = z.int().min(1).max(100_000)

const Role = z.strictObject({
  chain: z.array(name).min(1).max(6).describe('Names of `models`; the next is asked where the one before failed'),
  within_ms: z.int().min(50).max(120_000).optional().describe('Longest time for all of it'),
  first_ms: z.int().min(20).max(60_000).optional().describe('Longest time until a model begins to answer'),
  between_ms: z.int().min(20).max(60_000).optional().describe('Longest pause within an answer'),
  max_output_tokens: tokens.optional(),
  temperature: share.optional(),
  by_intent: z
    .record(z.string(), z.strictObject({ max_output_tokens: tokens.optional(), temperature: share.optional() }))
    .default({})
    .describe('Other lengths and temperatures for some intents; `orders` holds for `orders/return` too'),
  hedge_after_ms: z
    .int()
    .min(20)
    .max(60_000)
    .optional()
    .describe('Asks a second time (the next model, or the same where there is none) when nothing has come by then'),
  cache: z
    .strictObject({
      minutes: z
        .number()
        .min(0)
        .max(10_080)
        .default(60)
        .describe('How long the same question gets the same answer; 0: never'),
      semantic: z.boolean().default(false).describe('Also questions that mean the same; needs an encoder'),
    })
    .prefault({}),
})

const toolName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'name a tool of this assistant')

const ToolForModels = z
  .strictObject({
    tool: toolName,
    description: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe(
        "What a model is told of it; left out: the tool's own description where it is your code, else its name",
      ),
    say: z
      .string()
      .min(1)
      .optional()
      .describe(
        'The response that words what came of it: `result`, and its input. Needed unless it is only proposed to a person',
      ),
    confirm: z.string().min(1).optional().describe('The question that the customer says yes to before it is used'),
    approval: z.literal('agent').optional().describe('It is not used: a person gets what was proposed, and decides'),
  })
  .describe('Becomes a flow of its own that no intent begins: docs/language-model-roles.md')
export type ToolForModels = z.infer<typeof ToolForModels>

/** `models` of assistant.yaml. */
export const ModelsConfig = z
  .strictObject({
    providers: z.record(name, Provider),
    models: z.record(name, Model),
    roles: z.partialRecord(z.enum(modelRoles), Role),
    budgets: z
      .strictObject({
        per_day: dollars.optional().describe('US dollars for all conversations of a day (UTC)'),
        per_conversation: dollars.optional().describe('US dollars for one conversation'),
        tokens_per_conversation: z.int().min(1).optional(),
      })
      .prefault({})
      .describe('Beyond it models with a price are not asked until the next day: everything goes on embedded'),
    redact: z
      .boolean()
      .default(true)
      .describe('Whether models get placeholders instead of personal data such as e-mail addresses and card numbers'),
    also_languages: z
      .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'write a BCP 47 tag such as fr or pt-BR'))
      .max(50)
      .default([])
      .describe('Languages that the role `translate` speaks for the assistant, beside its own'),
    tools: z.array(ToolForModels).max(50).default([]).describe('Tools that the role `understand` may propose to use'),
  })
  .superRefine((config, context) => {
    for (const [model, { provider }] of Object.entries(config.models))
      if (!Object.hasOwn(config.providers, provider))
        context.addIssue({
          code: 'custom',
          path: ['models', model, 'provider'],
          message: unknown(provider, 'provider', Object.keys(config.providers)),
        })
    for (const [role, { chain = [] } = {}] of Object.entries(config.roles))
      for (const [index, model] of chain.entries())
        if (!Object.hasOwn(config.models, model))
          context.addIssue({
            code: 'custom',
            path: ['roles', role, 'chain', index],
            message: unknown(model, 'model', Object.keys(config.models)),
          })
  })
  .describe('Language models by role; see docs/language-models.md. Left out: everything is embedded')

const unknown = (given: string, what: string, known: string[]) =>
  `there is no ${what} "${given}"; there ${known.length === 1 ? 'is' : 'are'} ${known.join(', ') || 'none'}`

export type ModelsConfig = z.infer<typeof ModelsConfig>
export type RoleConfig = z.infer<typeof Role>
export type ModelConfig = z.infer<typeof Model>
