import { z } from 'zod'
import { readDataFile } from '#cli/data-file.ts'
import { readRows } from '#cli/evaluate/rows.ts'
import {
  type EntityRow,
  type EvaluationRow,
  type LabelRow,
  parseEntityRows,
  parseEvaluationRows,
  parseLabelRows,
  parseSentimentRows,
} from '#understanding/index.ts'

interface Parsed<T> {
  rows: T[]
  problems: readonly { line: number; problem: string }[]
}

function checked<T, P extends Parsed<T>>(file: string, parsed: P): P {
  const [first] = parsed.problems
  if (first) throw new Error(`${file}, line ${first.line}: ${first.problem}`)
  if (parsed.rows.length === 0) throw new Error(`${file} has no rows`)
  return parsed
}

export const intentRows = async (file: string): Promise<EvaluationRow[]> =>
  checked(file, parseEvaluationRows(await readDataFile(file))).rows

/** Several intents for a text, or none. */
export const labelRows = async (file: string): Promise<LabelRow[]> =>
  checked(file, parseLabelRows(await readDataFile(file))).rows

export const entityRows = async (file: string): Promise<EntityRow[]> =>
  checked(file, parseEntityRows(await readDataFile(file))).rows

export const sentimentRows = async (file: string) => checked(file, parseSentimentRows(await readDataFile(file)))

const LanguageRow = z.object({ text: z.string(), lang: z.string(), kind: z.enum(['sentence', 'word_pair']) })
export const languageRows = (file: string) => readRows(file, LanguageRow)

const ForeignRow = z.object({ text: z.string(), intent: z.string(), lang: z.string() })
export const foreignRows = (file: string) => readRows(file, ForeignRow)

const TokenRow = z
  .object({ tokens: z.array(z.string()), intent: z.string() })
  .transform(({ tokens, intent }) => ({ text: tokens.join(' '), intent }))
export const tokenRows = (file: string) => readRows(file, TokenRow)

const Slip = z.object({ wrong: z.string().min(1), right: z.string().min(1) })
export const slipRows = (file: string) => readRows(file, Slip)
