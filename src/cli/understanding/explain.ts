import { Command } from 'commander'
import { type Explanation, explain, type Influence, type LikeExample, placeText } from '#authoring/index.ts'
import { systemClock } from '#domain/clock.ts'
import { defaultAssistant, jsonOption, runCommand } from '../run.ts'
import { readAuthored, trainFolder } from './trained.ts'

interface Options {
  assistant: string
  json?: boolean
}

export const explainCommand = (): Command =>
  new Command('explain')
    .description(
      'Show why a text is understood as it is: which words and which training examples spoke for each intent',
    )
    .argument('<text>', 'what a customer writes')
    .option('-a, --assistant <folder>', 'the assistant folder', defaultAssistant)
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
The effect of a word is the change of the log-odds when the text is read without it: +0.7 doubles the odds, -0.7 halves them.

Examples:
  $ npm run parley -- understanding explain "i want my mony back for the boots"
  $ npm run -s parley -- understanding explain "cancel it" --assistant assistants/mine --json`,
    )
    .action((text: string, options: Options) =>
      runCommand(options, async (output) => {
        const { authored, examples } = await readAuthored(options.assistant)
        const { understander, encoder } = await trainFolder(authored, options.assistant, output)
        try {
          const context = { timeZone: authored.config.time_zone, nowMs: systemClock.now() }
          const explanation = await explain(text, understander, examples, { encoder, context })
          output.result({ ...explanation }, explanationText(explanation))
        } finally {
          await encoder?.close()
        }
      }),
    )

/** Width of a label, characters. */
const label = 13
const row = (name: string, value: string) => `  ${name.padEnd(label)}${value}`
/** Effects below this are not worth a word. */
const leastEffect = 0.1
const barWidth = 20

function explanationText(explanation: Explanation): string {
  const { understanding, exact, intents, outOfScope, nearestByMeaning, nearestByWords } = explanation
  const { text, corrected, corrections, language, entities, wishes, mood } = understanding
  const lines = [`› ${text}`, '', row('language', `${language.code} (${language.confidence.toFixed(2)})`)]
  if (corrections.length > 0) {
    const shown = corrections.map((one) => `${one.original} → ${one.corrected} (${one.confidence.toFixed(2)})`)
    lines.push(row('corrected', shown.join(', ')), row('', corrected))
  }
  lines.push(row('words', explanation.tokens.join(' · ') || '(none)'))
  if (explanation.words.join(' ') !== explanation.tokens.join(' '))
    lines.push(row('intents see', explanation.words.join(' · ')))
  for (const { intent, place } of exact) lines.push(row('exactly', `an example of ${intent} (${placeText(place)})`))
  lines.push('', '  Intents')
  for (const { name, confidence, words } of intents) {
    lines.push(`    ${confidence.toFixed(3)} ${bar(confidence)} ${name}`, ...influenceLines(words))
  }
  if (intents.length === 0) lines.push('    none: there is nothing to read')
  lines.push('', `  Out of scope ${outOfScope.score.toFixed(3)}`, ...influenceLines(outOfScope.words))
  if (outOfScope.signs.length > 0) lines.push(...signLines(outOfScope.signs))
  if (entities.length > 0) {
    lines.push('', '  Entities')
    for (const { type, role, text: words, value, source, confidence } of entities) {
      lines.push(
        `    ${role === undefined ? type : `${type}:${role}`} "${words}" = ${JSON.stringify(value)}  ${source} ${confidence.toFixed(2)}`,
      )
    }
  }
  if (wishes.length > 0) {
    lines.push('', '  Wishes')
    for (const wish of wishes) {
      const best = wish.intents[0]
      const read = best === undefined ? 'nothing' : `${best.name} ${best.confidence.toFixed(2)}`
      lines.push(
        `    "${wish.text}" → ${wish.negated ? 'not ' : ''}${read}, out of scope ${wish.outOfScope.toFixed(2)}`,
      )
    }
  }
  lines.push(
    '',
    row(
      'mood',
      Object.entries(mood)
        .map(([name, value]) => `${name} ${shown(value)}`)
        .join(', '),
    ),
  )
  lines.push('', '  Most like it by words', ...likeLines(nearestByWords))
  if (nearestByMeaning !== null) lines.push('', '  Most like it by meaning', ...likeLines(nearestByMeaning))
  return lines.join('\n')
}

/** Numbers, and lists of what is how likely. */
function shown(value: unknown): string {
  if (typeof value === 'number') return value.toFixed(2)
  if (Array.isArray(value)) return value.map((one: unknown) => shown(one)).join(' / ')
  if (typeof value === 'object' && value !== null && 'name' in value && 'confidence' in value)
    return `${String(value.name)} ${Number(value.confidence).toFixed(2)}`
  return JSON.stringify(value)
}
const bar = (share: number) => '█'.repeat(Math.round(share * barWidth)).padEnd(barWidth, '·')
const signed = (effect: number) => `${effect < 0 ? '−' : '+'}${Math.abs(effect).toFixed(1)}`

function influenceLines(words: readonly Influence[]): string[] {
  const strong = words.filter(({ effect }) => Math.abs(effect) >= leastEffect)
  const list = (side: Influence[]) => side.map(({ text, effect }) => `${text} ${signed(effect)}`).join(' · ')
  const speakFor = strong.filter(({ effect }) => effect > 0).sort((a, b) => b.effect - a.effect)
  const against = strong.filter(({ effect }) => effect < 0).sort((a, b) => a.effect - b.effect)
  return [
    ...(speakFor.length > 0 ? [`          for      ${list(speakFor)}`] : []),
    ...(against.length > 0 ? [`          against  ${list(against)}`] : []),
  ]
}

const signNames: Record<string, string> = {
  confidence: 'sure of its best intent',
  margin: 'clearly before the second',
  energy: 'claimed by the intents',
  lead: 'ahead of the average intent',
  certainty: 'few intents possible',
  nearest: 'like a training example',
  known: 'words known',
  meaning: 'like an example by meaning',
}

function signLines(signs: Explanation['outOfScope']['signs']): string[] {
  return signs.map(
    ({ name, value, effect }) =>
      `          ${(signNames[name] ?? name).padEnd(28)} ${value.toFixed(2).padStart(7)}  ${signed(effect)}`,
  )
}

const likeLines = (examples: readonly LikeExample[]) =>
  examples.length === 0
    ? ['    none has anything in common with it']
    : examples.map(
        ({ similarity, intent, text, place }) =>
          `    ${similarity.toFixed(2)} ${intent.padEnd(26)} "${text}"  ${placeText(place)}`,
      )
