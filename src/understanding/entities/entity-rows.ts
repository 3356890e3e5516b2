import { z } from 'zod'
import { type LineProblem, parseJsonLines } from '../json-lines.ts'
import type { MarkedEntity } from '../types.ts'
import type { EntityRow } from './evaluation.ts'

/** Rows of tokens with a tag each: O, B-label for the first of a span, I-label for those that go on. */
const TaggedRow = z
  .object({ tokens: z.array(z.string()), tags: z.array(z.string()), intent: z.string().optional() })
  .refine(({ tokens, tags }) => tokens.length === tags.length, 'needs as many tags as tokens')
const Offset = z.number().int().nonnegative()
/** Texts with spans in Unicode code points; `requested_slots` is what had been asked for. */
const SpanRow = z.object({
  text: z.string(),
  entities: z.array(z.object({ start: Offset, end: Offset, label: z.string() })),
  requested_slots: z.array(z.string()).optional(),
  intent: z.string().optional(),
})
/** Texts with one span, or none, for each slot. */
const SlotRow = z.object({
  text: z.string(),
  slots: z.record(z.string(), z.object({ span: z.tuple([Offset, Offset]).nullish() })),
})
const Row = z.union([TaggedRow, SpanRow, SlotRow])

/**
 * Reads JSON Lines with labelled spans, as `tokens` with BIO `tags`, `text` with `entities`, or `text` with `slots`; `problems` names the
 * lines that are none of these.
 */
export const parseEntityRows = (content: string): { rows: EntityRow[]; problems: LineProblem[] } =>
  parseJsonLines(content, readRow)

function readRow(value: unknown): EntityRow | string {
  const { data: row } = Row.safeParse(value)
  if (row === undefined) return 'needs "tokens" and as many "tags", or "text" and "entities", or "text" and "slots"'
  if ('tokens' in row) return fromTags(row)
  if ('entities' in row) {
    const entities = fromCodePoints(
      row.text,
      row.entities.map(({ start, end, label }) => ({ start, end, type: label })),
    )
    if (typeof entities === 'string') return entities
    const { text, requested_slots: expected, intent } = row
    return { text, entities, ...(expected && { expected }), ...(intent !== undefined && { intent }) }
  }
  const spans = Object.entries(row.slots).flatMap(([type, { span }]) =>
    span == null ? [] : [{ start: span[0], end: span[1], type }],
  )
  const entities = fromCodePoints(row.text, spans)
  return typeof entities === 'string' ? entities : { text: row.text, entities }
}

/** Tokens are joined by spaces. A tag that goes on with another label begins a span, as most scorers read it. */
function fromTags({ tokens, tags, intent }: z.infer<typeof TaggedRow>): EntityRow {
  const entities: MarkedEntity[] = []
  let text = ''
  let current: MarkedEntity | undefined
  tokens.forEach((token, i) => {
    if (i > 0) text += ' '
    const start = text.length
    text += token
    const tag = tags[i] as string
    const type = tag.slice(2)
    if (tag === 'O') current = undefined
    else if (tag.startsWith('I-') && current?.type === type) current.end = text.length
    else {
      current = { start, end: text.length, type }
      entities.push(current)
    }
  })
  return { text, entities, ...(intent !== undefined && { intent }) }
}

/** Offsets in UTF-16 units, or what is wrong with them. */
function fromCodePoints(text: string, spans: readonly MarkedEntity[]): MarkedEntity[] | string {
  const offsets = [0]
  for (const character of text) offsets.push((offsets.at(-1) as number) + character.length)
  const converted = spans.map(({ start, end, type }) => ({ start: offsets[start], end: offsets[end], type }))
  const entities: MarkedEntity[] = []
  for (const { start, end, type } of converted) {
    if (start === undefined || end === undefined) return `has a span of "${type}" that ends behind the text`
    if (start < end) entities.push({ start, end, type })
  }
  return entities
}
