import { z } from 'zod'

/** The small parts that flows are written with: names, expressions, values, times. */

export const flowNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'A flow is named in small letters with hyphens, as in "return-item".')
export const variableName = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9_]*$/,
    'A name starts with a small letter and has letters, digits and _ only, as in "order_number".',
  )
export const responseName = z.string().min(1).max(120)

export const expressionSchema = z
  .union([z.string().min(1), z.boolean(), z.number()])
  .meta({ id: 'expression', description: 'An expression, as in "order.ageDays > 90"' })
export type ExpressionSource = z.infer<typeof expressionSchema>

export type ValueSource =
  | string
  | number
  | boolean
  | null
  | ValueSource[]
  | { expression: ExpressionSource }
  | { text: string }
  | { [field: string]: ValueSource }

/**
 * A value given to something. Unquoted YAML text is an expression, quoted YAML text is text; where the notation does not show it,
 * `{ expression: … }` and `{ text: … }` say it. Maps and lists of values make records and lists.
 */
export const valueSchema: z.ZodType<ValueSource> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.strictObject({ expression: expressionSchema }),
      z.strictObject({ text: z.string() }),
      z.array(valueSchema).max(50),
      z.record(z.string(), valueSchema),
    ]),
  )
  .meta({ id: 'value', description: 'An expression; in quotes: a text; a map or a list of values' })

export const valuesSchema = z.record(variableName, valueSchema)

const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
const durationForm = /^(\d{1,6}(?:\.\d{1,3})?) ?(s|m|h|d|w)$/

/** Milliseconds of "90s", "10m", "2h", "3d", "1w"; null where it is not written so. */
export function durationMs(text: string): number | null {
  const match = durationForm.exec(text)
  return match === null ? null : Math.round(Number(match[1]) * unitMs[match[2] as keyof typeof unitMs])
}

export const durationSchema = z
  .string()
  .regex(durationForm, 'A time is a number with s, m, h, d or w, as in "10m" or "2d".')
  .meta({ id: 'time', description: 'A time, as in "90s", "10m", "2h", "3d", "1w"' })
