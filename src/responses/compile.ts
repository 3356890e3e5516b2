import type { ResponseName } from '#domain/ids.ts'
import type { Problem } from '#domain/problem.ts'
import { type LocatedYaml, nearestName, readChecked, type SourceFile, type YamlPath } from '#source-files/index.ts'
import {
  type Offers,
  responsesFileSchema,
  type WrittenQuickReply,
  type WrittenResponse,
  type WrittenVariant,
} from './schema.ts'
import { needed, placeholders, readTemplate, type Segment } from './template.ts'

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
  /** Left as it stands, whatever the personality: words that a lawyer chose. */
  asWritten?: boolean
  /** What the response offers in words, where its author says so. */
  offers?: Offers
  quickReplies: { label: Segment[]; payload: Segment[] }[]
}

export type Wordings = Record<ResponseName, Variant[]>

/** What is known at load about how responses will be used. */
export interface Declared {
  /** Names that may stand first in a placeholder of this response; null where that is not known here (a flow's own response). */
  variables?(response: ResponseName): readonly string[] | null
  /** Names that are there for every response: `customer`, `settings` … */
  always?: readonly string[]
  /** Responses that must have a wording. */
  required?: readonly ResponseName[]
  /** What is wrong with the source of a condition; null where nothing is. */
  compileExpression?(source: string): { message: string; suggestion: string | null } | null
}

/** All wordings of an assistant, checked. */
export interface ResponseSet {
  has(response: ResponseName): boolean
  /** Response → roots of the variables that its wordings, buttons and conditions use (`order` for `{order.number}`). */
  uses(): ReadonlyMap<ResponseName, readonly string[]>
  /** What `loadResponses` opens. */
  toJson(): Wordings
}

/** Files of `responses/` to wordings. All problems at once, each with its line; what is sound is usable. */
export function compileResponses(
  files: readonly SourceFile[],
  declared: Declared = {},
): { responses: ResponseSet; problems: Problem[] } {
  const wordings = new Map<ResponseName, Variant[]>()
  const problems: Problem[] = []
  const from = new Map<ResponseName, string>()
  for (const source of [...files].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const { value, yaml, problems: found } = readChecked(source, responsesFileSchema)
    problems.push(...found)
    if (value === null || yaml === null) continue
    const report = reporter(source.file, yaml, problems)
    for (const [name, written] of Object.entries(value.responses)) {
      const before = from.get(name)
      if (before !== undefined) {
        const message = `The response "${name}" is already worded in ${before}.`
        problems.push({
          file: source.file,
          ...yaml.keyPlace(['responses'], name),
          message,
          suggestion: 'Put all variants in one place.',
          severity: 'error',
        })
        continue
      }
      from.set(name, source.file)
      wordings.set(name, compileVariants(name, written, declared, report))
    }
  }
  for (const name of declared.required ?? []) {
    if (wordings.has(name)) continue
    const message = `The response "${name}" has no wording.`
    const suggestion = nearestName(name, wordings.keys()) ?? 'Add it to a file in responses/.'
    problems.push({ file: 'responses/', line: null, column: null, message, suggestion, severity: 'error' })
  }
  return {
    problems,
    responses: {
      has: (name) => wordings.has(name),
      uses: () => new Map([...wordings].map(([name, variants]) => [name, rootsOf(variants)])),
      toJson: () => Object.fromEntries(wordings),
    },
  }
}

type Report = (path: YamlPath, message: string, suggestion?: string | null) => void

const reporter =
  (file: string, yaml: LocatedYaml, problems: Problem[]): Report =>
  (path, message, suggestion = null) =>
    void problems.push({ file, ...yaml.place(path), message, suggestion, severity: 'error' })

function compileVariants(name: ResponseName, written: WrittenResponse, declared: Declared, report: Report): Variant[] {
  const whole: Exclude<WrittenResponse, string> = typeof written === 'string' ? { text: written } : written
  const listed = whole.variants !== undefined
  const variants = whole.variants ?? [whole]
  return variants.map((entry, at) => {
    const variant: WrittenVariant = typeof entry === 'string' ? { text: entry } : entry
    const path: YamlPath = ['responses', name, ...(listed ? ['variants', at] : [])]
    const read = (text: string, key: YamlPath): Segment[] => {
      const { segments, problems } = readTemplate(text)
      for (const { message, suggestion } of problems) report([...path, ...key], message, suggestion)
      checkNames(name, segments, declared, (message, suggestion) => report([...path, ...key], message, suggestion))
      return segments
    }
    const when = variant.if === undefined ? null : String(variant.if)
    const wrong = when === null ? null : (declared.compileExpression?.(when) ?? null)
    if (wrong) report([...path, 'if'], wrong.message, wrong.suggestion)
    const text = (variant.text ?? '').trim()
    return {
      segments: read(text, typeof entry === 'string' ? [] : ['text']),
      source: text,
      when,
      locale: variant.locale ?? null,
      channel: variant.channel ?? null,
      tone: variant.tone ?? null,
      ...((variant.as_written ?? whole.as_written) === true && { asWritten: true }),
      ...(whole.offers !== undefined && { offers: whole.offers }),
      quickReplies: (variant.quick_replies ?? whole.quick_replies ?? []).map((reply: WrittenQuickReply) =>
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
    if (known.includes(first)) continue
    report(
      `"${name}" has no variable {${first}}.`,
      nearestName(first, known) ?? (known.length > 0 ? `It has ${known.join(', ')}.` : null),
    )
  }
}

function rootsOf(variants: readonly Variant[]): string[] {
  const roots = new Set<string>()
  for (const { segments, quickReplies, when } of variants) {
    const all = [segments, ...quickReplies.flatMap(({ label, payload }) => [label, payload])]
    for (const { path } of all.flatMap(placeholders)) roots.add(path[0] ?? '')
    for (const name of when === null ? [] : namesIn(when)) roots.add(name)
  }
  return [...roots].sort()
}

/** Names an expression begins paths with. Rough on purpose: a name too many only brings a variable along that is not used. */
const namesIn = (expression: string): string[] =>
  (expression.replace(/'[^']*'|"[^"]*"/g, ' ').match(/(?<![.\w])[A-Za-z_]\w*(?!\w|\s*\()/g) ?? []).filter(
    (name) => !['and', 'or', 'not', 'in', 'true', 'false', 'null', 'item', 'today'].includes(name),
  )
