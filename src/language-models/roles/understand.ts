import { z } from 'zod'
import type { Json, JsonObject } from '#domain/json.ts'
import type { FlowSummary, ProposalRequest, Proposer } from '#ports/proposer.ts'
import { promptText } from '../prompts/index.ts'
import type { WhyNone } from '../types.ts'
import { type Asking, common } from './asking.ts'
import { cut, dataBlock } from './data-block.ts'
import { roleLimits } from './limits.ts'

const value = z.union([z.string(), z.number(), z.boolean()])

/** Null where it does not belong; a key that is missing or of the wrong kind is taken for that. */
const orNull = <S extends z.ZodType>(schema: S) => schema.nullable().catch(null)

/**
 * What a model answers: flat, with every key named and `null` where it does not belong, because strict structured output of providers knows
 * neither maps of free names nor keys that may be missing. `asProposal` makes it what `readProposal` reads.
 */
export const understood = z.object({
  commands: z.array(
    z.object({
      kind: z.string(),
      flow: orNull(z.string()),
      slots: orNull(z.array(z.object({ slot: z.string(), value }))),
      slot: orNull(z.string()),
      value: orNull(value),
      option: orNull(z.string()),
      query: orNull(z.string()),
      response: orNull(z.string()),
      confidence: z.number(),
      evidence: orNull(z.string()),
      alternatives: orNull(z.array(z.object({ flow: z.string(), confidence: z.number() }))),
    }),
  ),
})
export type Understood = z.output<typeof understood>

/** Why a model proposed nothing: what the turn notes instead of its proposal. */
export class NoProposal extends Error {
  readonly why: WhyNone
  constructor(why: WhyNone) {
    super(`no proposal: ${why}`)
    this.why = why
  }
}

/** A proposer that asks the models of the role `understand`. It rejects with `NoProposal` where they give none. */
export const modelProposer =
  (asking: Asking): Proposer =>
  async (request, signal) => {
    const answered = await asking.models.ask(
      {
        ...common(asking, 'understand'),
        system: promptText(asking.prompts, 'understand', {
          company: asking.company,
          flows: catalogue(request.flows),
          small_talk: cut(request.smallTalk.map((response) => `- ${response}`).join('\n'), roleLimits.smallTalk),
        }),
        messages: [
          { from: 'data', text: dataBlock('dialogue', dialogueText(request), roleLimits.state) },
          { from: 'customer', text: dataBlock('customer-message', request.message, roleLimits.message) },
        ],
        schema: understood,
        personal: isPersonal(request),
      },
      signal,
    )
    if (answered.kind === 'none') throw new NoProposal(answered.why)
    return asProposal(answered.value)
  }

/** What a question says that anybody may have asked can be answered from a cache that customers share. */
const isPersonal = ({ message, open, asked }: ProposalRequest): boolean =>
  open.length > 0 || asked !== null || /[\d@[]/.test(message)

const lines = new WeakMap<readonly FlowSummary[], string>()

/** Every flow as a line of JSON; the same text for all requests of a release. */
function catalogue(flows: readonly FlowSummary[]): string {
  const known = lines.get(flows)
  if (known !== undefined) return known
  const text = cut(flows.map(flowLine).join('\n'), roleLimits.flows)
  lines.set(flows, text)
  return text
}

function flowLine({ flow, title, description, slots }: FlowSummary): string {
  const described = slots.map(({ slot, called, type, choices, optional }) => ({
    slot,
    called,
    type,
    ...(choices.length > 0 && { choices: choices.slice(0, 12) }),
    ...(optional && { optional }),
  }))
  return JSON.stringify({ flow, title, description: cut(description, 240), slots: described }).slice(0, roleLimits.flow)
}

const dialogueText = ({ locale, open, asked, commands }: ProposalRequest): string =>
  JSON.stringify({ language: locale, commands, open, asked })

/** A model's answer in the form that proposals have; what is empty is left out. */
export const asProposal = ({ commands }: Understood): Json => ({
  commands: commands.map(({ slots, ...rest }): JsonObject => {
    const said = Object.entries(rest).filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => {
      const [, given] = entry
      return given !== null && given !== undefined && given !== ''
    })
    return {
      ...(Object.fromEntries(said) as JsonObject),
      confidence: Math.min(1, Math.max(0, rest.confidence)),
      ...(slots && slots.length > 0 && { slots: Object.fromEntries(slots.map((one) => [one.slot, one.value])) }),
    }
  }),
})
