/**
 * Makes pairs from articles: node training/groundedness/generate.ts OUT.yaml FOLDER_OR_PAIRS…
 *
 * Each sentence of an article (Markdown) or of the passages of a pairs file is reworded without a change of meaning, and changed in one
 * thing. Rules make them, so they are plainer than what a model writes; they show which findings misfire on plain sentences of real articles.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { seededRandom } from '../../src/domain/random.ts'

const [out, ...from] = process.argv.slice(2)
if (!out || from.length === 0)
  throw new Error('usage: node training/groundedness/generate.ts OUT.yaml FOLDER_OR_PAIRS…')

const random = seededRandom('groundedness:generate').next
const oneOf = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
/** Articles beside the one that a sentence is from, as retrieval would give them. */
const passagesBeside = 3

function articlesIn(path: string): { name: string; passages: string[] }[] {
  if (statSync(path).isDirectory()) return readdirSync(path).flatMap((name) => articlesIn(join(path, name)))
  const text = readFileSync(path, 'utf8')
  if (path.endsWith('.yaml'))
    return (parse(text) as { trade: string; passages: string[] }[]).map(({ trade, passages }) => ({
      name: trade,
      passages,
    }))
  if (!path.endsWith('.md')) return []
  const body = text
    .replace(/^---[\s\S]*?\n---\n/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
  return [{ name: path, passages: [body.trim()] }]
}

/** Rewordings that leave the meaning as it is; null where one does not fit. */
const rewordings: [name: string, reword: (sentence: string) => string | null][] = [
  ['as it is', (sentence) => sentence],
  ['yes', (sentence) => `Yes, ${lower(sentence)}`],
  ['news', (sentence) => `Good news: ${lower(sentence)}`],
  ['note', (sentence) => `Please note that ${lower(sentence)}`],
  ['short not', (sentence) => replaced(sentence, /\b(do|does|is|are|was|were|has|have) not\b/, "$1n't")],
  ['cannot', (sentence) => replaced(sentence, /\bcannot\b/, "can't")],
  ['able', (sentence) => replaced(sentence, /\bYou can\b/, "You're able to")],
  ['possible', (sentence) => replaced(sentence, /\bYou can\b/, "It's possible to")],
  ['must', (sentence) => replaced(sentence, /\b[Yy]ou must\b/, "You'll need to")],
  ['will', (sentence) => replaced(sentence, /\b[Ww]e (?=refund|send|ship|pay|check|deliver)/, "we'll ")],
  ['up to', (sentence) => replaced(sentence, /\bup to (?=[$€£]?\d)/, 'no more than ')],
  ['within', (sentence) => replaced(sentence, /\bwithin (?=\d+ \w*days)/, 'in no more than ')],
  ['per', (sentence) => replaced(sentence, /\b(?:a|per) (day|week|month|year)\b/, 'every $1')],
  ['if last', (sentence) => replaced(sentence, /^If ([^,]+), ([^,.;]+)\.$/, (_all, a, b) => `${upper(b)} if ${a}.`)],
  ['if first', (sentence) => replaced(sentence, /^([^,;]+) if ([^,.;]+)\.$/, (_all, a, b) => `If ${b}, ${lower(a)}.`)],
  ['when', (sentence) => replaced(sentence, /\bIf you\b/, 'When you')],
  ['free', (sentence) => replaced(sentence, /\bfree of charge\b/, 'at no cost')],
  ['buy', (sentence) => replaced(sentence, /\bpurchase[sd]?\b/, 'buying')],
]

const changes: [kind: string, change: (sentence: string) => string | null][] = [
  [
    'number',
    (sentence) =>
      replaced(sentence, /(?<=[$€£])\d+|\b\d+(?= ?(?:%|kg|km|GB|points|items|people))/, (n) =>
        String(Number(n) * 2 + 1),
      ),
  ],
  [
    'date',
    (sentence) =>
      replaced(sentence, /\b\d+(?= (?:\w+ )?(?:days|hours|weeks|months|minutes|years))/, (n) =>
        String(Number(n) * 2 + 1),
      ),
  ],
  [
    'date',
    (sentence) =>
      replaced(sentence, /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/, (day) =>
        oneOf(['Monday', 'Wednesday', 'Friday', 'Sunday'].filter((other) => other !== day)),
      ),
  ],
  [
    'negation',
    (sentence) =>
      replaced(sentence, /\b(can|may|will|is|are|does|do|must) not\b|\bcannot\b/, (_all, verb) => verb ?? 'can'),
  ],
  [
    'negation',
    (sentence) =>
      /not|n't|\bno\b|never|only|cannot/.test(sentence) ? null : replaced(sentence, /\b(can|will|is|are)\b/, '$1 not'),
  ],
  [
    'direction',
    (sentence) => replaced(sentence, /\b(before|after)\b/, (word) => (word === 'before' ? 'after' : 'before')),
  ],
  [
    'direction',
    (sentence) =>
      replaced(
        sentence,
        /\b(over|under|at least|at most|more than|less than)(?= [$€£]?\d)/,
        (word) => opposites[word] ?? word,
      ),
  ],
  ['condition', (sentence) => replaced(sentence, /^([^,;]+?),? (?:if|unless|provided|as long as) [^,.;]+\.$/, '$1.')],
  ['condition', (sentence) => replaced(sentence, /\b(?:only )?if\b/, 'even if')],
  [
    'name',
    (sentence) =>
      replaced(sentence, /(?<=[a-z,] )[A-Z][a-z]{3,}\b/, () => oneOf(['Quentin', 'Zanzibar', 'Orbit', 'Juniper'])),
  ],
]
const opposites: Record<string, string> = {
  over: 'under',
  under: 'over',
  'at least': 'at most',
  'at most': 'at least',
  'more than': 'less than',
  'less than': 'more than',
}

function replaced(text: string, pattern: RegExp, by: string | ((...parts: string[]) => string)): string | null {
  const changed = text.replace(pattern, by as string)
  return changed === text ? null : changed
}

const lower = (text: string): string =>
  /^(?:I\b|[A-Z]{2})/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const articles = from.flatMap(articlesIn)
const made = articles.flatMap(({ name, passages }) => {
  const sentences = passages
    .join('\n')
    .split(/\n+|(?<=[.!])\s+/)
    .filter(
      (sentence) =>
        /^[A-Z][^#:|]{25,180}\.$/.test(sentence) && !/^(?:It|They|This|These|That|Then|Otherwise)\b/.test(sentence),
    )
  const pairs = sentences.flatMap((sentence) => {
    const fitting = rewordings.flatMap(([how, reword]) => {
      const text = reword(sentence)
      return text === null ? [] : [{ how, text }]
    })
    return changes.flatMap(([kind, change]) => {
      const text = change(sentence)
      const right = oneOf(fitting)
      return text === null ? [] : [[`${kind}/${right.how}`, right.text, text]]
    })
  })
  const others = Array.from({ length: passagesBeside }, () => oneOf(articles).passages.join(' ')).filter(
    (text) => text !== passages.join(' '),
  )
  return pairs.length === 0
    ? []
    : [{ trade: `made: ${name}`, passages: [...passages, ...(passages.length > 1 ? [] : others)], pairs }]
})
writeFileSync(out, stringify(made))
console.log(
  made.length,
  'articles',
  made.reduce((sum, { pairs }) => sum + pairs.length, 0),
  'pairs',
)
