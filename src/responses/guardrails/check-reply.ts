import type { ResponseName } from '#domain/ids.ts'
import type { Json } from '#domain/json.ts'
import type { Citation, Reply } from '#domain/reply.ts'
import { responseLimits } from '../limits.ts'
import { orderScore } from './data.ts'
import { factsIn, gatherGround } from './facts.ts'
import { groundingFor } from './groundedness/index.ts'
import { claimsToBePerson } from './reply/person.ts'
import { type FreeText, freeTextFindings } from './reply/rules.ts'
import {
  actsFrom,
  type GuardrailSettings,
  type ReplyRule,
  replyRuleNames,
  replyRules,
  usualGuardrails,
} from './settings.ts'

export interface Finding {
  rule: ReplyRule
  /** [0, 1]: how sure that it must not be said. */
  score: number
  /** Index of the part. */
  part: number
  /** What was found, without repeating private data. */
  what: string
}

export interface CheckContext {
  /** What facts may rest on: variables, slots, tool results, the authors' templates (`Rendered.grounds`). */
  grounds: readonly Json[]
  /**
   * Personal data that may be shown: the identified customer's record, what the customer wrote, the authors' templates; results of tools
   * only where the customer is verified, since only then they are the customer's.
   */
  own: readonly Json[]
  /** Finds personal data in a text (`#privacy`). */
  findPersonalData(text: string): readonly { start: number; end: number; kind: string }[]
  /** Left out: the usual thresholds, no competitors. */
  guardrails?: GuardrailSettings
  /** The language that is answered in (BCP 47), and what a text is in. Left out: what a model wrote is not looked at for it. */
  language?: NonNullable<FreeText['language']>
}

export interface Checked {
  /** What is worth telling; every rule's score is in `scores`. */
  findings: Finding[]
  /** [0, 1] for every rule, whether it acts or not. */
  scores: Record<ReplyRule, number>
  /** The response to give instead; null where the reply may go. */
  alternative: ResponseName | null
}

/** From this score on a finding is told of; most rules withhold the reply from here on, too. */
export const withholdFrom = 0.5

/** The last look at a reply before it is recorded. Pure; at most linear in the reply and its grounds. */
export function checkReply(reply: Pick<Reply, 'parts'>, context: CheckContext): Checked {
  const all: Finding[] = []
  const settings = context.guardrails ?? usualGuardrails
  const groundTexts = lazyTexts(context.grounds)
  const ground = gatherGround(context.grounds)
  const own = comparable(JSON.stringify(context.own))
  let length = 0
  for (const [part, content] of reply.parts.entries()) {
    const text =
      content.kind === 'text'
        ? content.text
        : [content.title, ...content.lines.map(({ label, value }) => `${label}: ${value}`)].join('\n')
    const citations = content.kind === 'text' ? content.citations : undefined
    length += text.length
    const found = (rule: ReplyRule, score: number, what: string) => void all.push({ rule, score, part, what })

    if (citations && content.kind === 'text' && content.by === 'model')
      for (const { statement, why } of unsupported(text, citations))
        found('grounded', 0.95, `${why}: ${statement.slice(0, 80)}`)
    else if (citations)
      for (const statement of uncited(text, citations))
        found('grounded', 0.95, `no citation contains: ${statement.slice(0, 80)}`)
    else
      for (const fact of ground.supports(factsIn(text)).unsupported) found('grounded', 0.8, `rests on nothing: ${fact}`)

    const quoted = comparable(JSON.stringify((citations ?? []).map(({ quote }) => quote)))
    for (const { start, end, kind } of context.findPersonalData(text)) {
      const data = comparable(text.slice(start, end))
      if (kind === 'name' || own.includes(data) || quoted.includes(data)) continue
      found('private', 0.9, `${kind} that is not the customer's`)
    }
    for (const { pattern, score, what } of unsafeOutput) if (pattern.test(text)) found('safe', score, what)
    found('person', claimsToBePerson(text), 'claims to be a person')
    for (const value of longTextsIn(context.grounds))
      if (text.includes(value)) found('instructed', orderScore(value), 'an order in what a tool answered')
    // An author's wording is the company's own decision.
    if (content.kind === 'text' && (content.response === undefined || content.by === 'model'))
      for (const { rule, score, what } of freeTextFindings({
        text,
        citations: citations ?? [],
        byModel: content.by === 'model',
        grounds: groundTexts(),
        competitors: settings.competitors,
        ...(context.language && { language: context.language }),
      }))
        found(rule, score, what)
  }
  if (length > responseLimits.replyCharacters)
    all.push({ rule: 'length', score: 0.6, part: 0, what: `${length} characters` })
  const scores = Object.fromEntries(replyRuleNames.map((rule) => [rule, 0])) as Record<ReplyRule, number>
  for (const { rule, score } of all) scores[rule] = Math.max(scores[rule], score)
  const findings = all.filter(({ score }) => score >= withholdFrom)
  const [worst] = all
    .filter(({ rule, score }) => score >= (actsFrom(rule, settings) ?? Number.POSITIVE_INFINITY))
    .sort((a, b) => b.score - a.score)
  return { findings, scores, alternative: worst ? replyRules[worst.rule].response : null }
}

/** Shorter texts of tools are names and states; and of a tool's answer so many are looked at. */
const longText = 20
const longTextsAtMost = 200

/** Texts of tools that are long enough to say something. A ground that is a text itself is an author's wording. */
function longTextsIn(grounds: readonly Json[]): string[] {
  const found: string[] = []
  const walk = (value: Json): void => {
    if (found.length >= longTextsAtMost) return
    if (typeof value === 'string') {
      if (value.length >= longText) found.push(value)
    } else if (Array.isArray(value)) value.forEach(walk)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  for (const ground of grounds) if (typeof ground !== 'string') walk(ground)
  return found
}

/** Texts and amounts that tools gave, for what may rest on them; made only where something has to. */
function lazyTexts(grounds: readonly Json[]): () => string[] {
  let made: string[] | undefined
  return () => {
    made ??= grounds.map((ground) => (typeof ground === 'string' ? ground : JSON.stringify(ground)))
    return made
  }
}

/** Statements (sentences, lines) of a cited text that none of its quotes contains word for word. */
export function uncited(text: string, citations: readonly Citation[]): string[] {
  const quotes = citations.map(({ quote }) => collapsed(quote))
  const statements = text.split('\n').flatMap((line) => {
    const bare = collapsed(line.replace(/^\s*(?:[•*-]|\d+\.)\s+/, ''))
    // Most lines stand in one quote as they are; only others are taken sentence by sentence.
    return quotes.some((quote) => quote.includes(bare)) ? [] : bare.split(/(?<=[.!?])\s+/)
  })
  return statements.filter((statement) => statement !== '' && !quotes.some((quote) => quote.includes(statement)))
}

/** Sentences in a model's own words that its citations do not say. A title says what its quote is about. */
export function unsupported(text: string, citations: readonly Citation[]): { statement: string; why: string }[] {
  const grounding = groundingFor(citations.map(({ title, quote }) => `${title}.\n${quote}`))
  return text
    .split(/\n+|(?<=[.!?])\s+/)
    .filter((statement) => statement.trim() !== '')
    .flatMap((statement) => {
      const { supported, why } = grounding.supportOf(statement)
      return supported ? [] : [{ statement, why: why ?? 'no source says this' }]
    })
}

const collapsed = (text: string): string => text.replace(/\s+/g, ' ').trim()
/** Letters and digits only, small: "(212) 555-0142" is "2125550142". */
const comparable = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\\n/g, '')
    .replace(/[^\p{L}\p{N}@]/gu, '')

/** What no customer should read: the inside of the program, a hole in a template, instructions of a model. */
const unsafeOutput: { pattern: RegExp; score: number; what: string }[] = [
  { pattern: /\{\{?[\p{L}_][\p{L}\p{N}_.|:-]*\}?\}/u, score: 0.9, what: 'a placeholder that was not filled' },
  { pattern: /\bundefined\b|\[object \w+\]|\bNaN\b|\bInvalid Date\b/, score: 0.9, what: 'a value that is none' },
  {
    pattern:
      /\b(?:TypeError|ReferenceError|SyntaxError|RangeError|ECONNREFUSED|ENOENT|ETIMEDOUT|ERR_[A-Z_]{4,})\b|^[^\S\n]+at \S+ \(.*:\d+:\d+\)/m,
    score: 0.95,
    what: 'an internal error',
  },
  {
    pattern: /\b(?:select\b.{1,80}\bfrom|insert into|update\b.{1,40}\bset|delete from)\b.{0,80}\b(?:where|values)\b/i,
    score: 0.7,
    what: 'a database query',
  },
  {
    pattern: /(?:^|\s)(?:\/(?:usr|home|var|etc|opt|root|tmp)\/[\w.-]+|[A-Z]:\\\w+)/,
    score: 0.8,
    what: "a path of the server's disk",
  },
  {
    pattern:
      /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9]{16,}|\bBearer [A-Za-z0-9._-]{16,}|-----BEGIN [A-Z ]+KEY-----/,
    score: 0.95,
    what: 'a secret',
  },
  {
    pattern:
      /\b(?:system prompt|my (?:instructions|prompt) (?:say|are|is)|as an ai language model|<\|[a-z_]+\|>|\[\/?INST\])/i,
    score: 0.8,
    what: 'instructions of a model',
  },
  { pattern: /<\/?(?:script|iframe|img|style|svg|object)\b/i, score: 0.6, what: 'markup' },
]
