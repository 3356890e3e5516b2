import { distance } from 'fastest-levenshtein'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import type { ResponseName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import { responsesFileSchema, type WrittenQuickReply, type WrittenResponse, type WrittenVariant } from './schema.ts'
import { needed, readTemplate, type Segment } from './template.ts'

/** A wording, ready to be filled. JSON: part of a release. */
export interface Variant {
  segments: Segment[]
  /** As written: what amounts and dates in a reply may also rest on. */
  source: string
  /** Source of an expression; null: always. */
  when: string | null
  locale: string | null
  channel: string | null
  tone: string | null
  quickReplies: { label: Segment[]; payload: Segment[] }[]
}

export type Responses = Record<ResponseName, Variant[]>

/** What is known at load about how responses will be used. */
export interface Declared {
  /** Names that may stand first in a placeholder of this response; null where that is not known. */
  variables?(response: ResponseName): readonly string[] | null
  /** Names that are there for every response: `customer`, `settings` … */
  always?: readonly string[]
  /** Responses that must have a wording. */
  required?: readonly ResponseName[]
  /** What is wrong with the source of a condition; null where nothing is. */
  compileExpression?(source: string): { message: string; suggestion: string | null } | null
}

/** Files of `responses/` to wordings. All problems at once, each with its line; what is sound is usable. */
export function compileResponses(
  files: readonly { path: string; text: string }[],
  declared: Declared = {},
): { responses: Responses; problems: Problem[] } {
  const responses: Responses = {}
  const problems: Problem[] = []
  const from = new Map<ResponseName, string>()
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const lines = new LineCounter()
    const yaml = parseDocument(file.text, { lineCounter: lines, schema: 'core', stringKeys: true })
    const place = placesIn(yaml, lines)
    const report = (path: readonly PropertyKey[], message: string, suggestion: string | null = null) =>
      void problems.push({ file: file.path, ...place(path), message, suggestion, severity: 'error' })
    for (const error of yaml.errors)
      problems.push({
        file: file.path,
        line: error.linePos?.[0].line ?? null,
        column: error.linePos?.[0].col ?? null,
        message: error.message.split('\n')[0] ?? error.message,
        suggestion: null,
        severity: 'error',
      })
    if (yaml.errors.length > 0) continue
    const parsed = responsesFileSchema.safeParse(yaml.toJS({ maxAliasCount: 20 }))
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
        const inner =
          issue.code === 'invalid_union' ? issue.errors.flat().find(({ path }) => path.length > 0) : undefined
        const deeper = inner?.code === 'unrecognized_keys' ? inner.keys[0] : undefined
        report(
          [...issue.path, ...(inner?.path ?? []), ...[unknown ?? deeper].filter((key) => key !== undefined)],
          inner?.message ?? issue.message,
        )
      }
      continue
    }
    for (const [name, written] of Object.entries(parsed.data.responses)) {
      const before = from.get(name)
      if (before !== undefined) {
        report(
          ['responses', name],
          `The response "${name}" is already worded in ${before}.`,
          'Put all variants in one place.',
        )
        continue
      }
      from.set(name, file.path)
      responses[name] = compileVariants(name, written, declared, report)
    }
  }
  for (const name of declared.required ?? []) {
    if (responses[name]) continue
    problems.push({
      file: 'responses/',
      line: null,
      column: null,
      message: `The response "${name}" has no wording.`,
      suggestion: nearestText(name, Object.keys(responses)),
      severity: 'error',
    })
  }
  return { responses, problems }
}

type Report = (path: readonly PropertyKey[], message: string, suggestion?: string | null) => void

function compileVariants(name: ResponseName, written: WrittenResponse, declared: Declared, report: Report): Variant[] {
  const listed = typeof written === 'object' && 'variants' in written
  const variants: (string | WrittenVariant)[] = listed ? written.variants : [written as string | WrittenVariant]
  const shared = listed ? (written.quick_replies ?? []) : []
  return variants.map((entry, at) => {
    const variant: WrittenVariant = typeof entry === 'string' ? { text: entry } : entry
    const path = ['responses', name, ...(listed ? ['variants', at] : [])]
    const read = (text: string, key: PropertyKey[]): Segment[] => {
      const { segments, problems } = readTemplate(text)
      for (const { message, suggestion } of problems) report([...path, ...key], message, suggestion)
      checkNames(name, segments, declared, (message, suggestion) => report([...path, ...key], message, suggestion))
      return segments
    }
    const when = variant.if === undefined ? null : String(variant.if)
    const wrong = when === null ? null : (declared.compileExpression?.(when) ?? null)
    if (wrong) report([...path, 'if'], wrong.message, wrong.suggestion)
    return {
      segments: read(variant.text.trim(), typeof entry === 'string' ? [] : ['text']),
      source: variant.text.trim(),
      when,
      locale: variant.locale ?? null,
      channel: variant.channel ?? null,
      tone: variant.tone ?? null,
      quickReplies: (variant.quick_replies ?? shared).map((reply: WrittenQuickReply) =>
        typeof reply === 'string'
          ? { label: read(reply, ['quick_replies']), payload: read(reply, ['quick_replies']) }
          : { label: read(reply.label, ['quick_replies']), payload: read(reply.payload, ['quick_replies']) },
      ),
    }
  })
}

/** A placeholder whose first name nobody provides would always be a hole. */
function checkNames(
  name: ResponseName,
  segments: readonly Segment[],
  declared: Declared,
  report: (message: string, suggestion: string | null) => void,
): void {
  const own = declared.variables?.(name) ?? null
  if (own === null) return
  const known = [...own, ...(declared.always ?? [])]
  for (const { path } of needed(segments)) {
    const first = path[0] ?? ''
    if (!known.includes(first))
      report(
        `"${name}" has no variable {${first}}.`,
        nearestText(first, known) ?? (known.length > 0 ? `It has ${known.join(', ')}.` : null),
      )
  }
}

function nearestText(name: string, known: readonly string[]): string | null {
  const best = known.map((other) => ({ other, apart: distance(name, other) })).sort((a, b) => a.apart - b.apart)[0]
  return best && best.apart <= Math.max(2, name.length / 3) ? `Did you mean "${best.other}"?` : null
}

function placesIn(yaml: Document.Parsed, lines: LineCounter) {
  return (path: readonly PropertyKey[]): { line: number | null; column: number | null } => {
    // The nearest node there is: of a missing key, the map it is missing from.
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? yaml.contents : yaml.getIn(path.slice(0, length), true)
      if (!isNode(node) || !node.range) continue
      const { line, col } = lines.linePos(node.range[0])
      return { line, column: col }
    }
    return { line: null, column: null }
  }
}
