import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { parseMarkedExample, tokenise } from '#understanding/index.ts'
import { sumWords } from '../../src/understanding/sentiment/cues.ts'
import type { CustomerLine } from './customer-lines.ts'

/** Intents whose examples show a mood by what they are. */
const moods: Record<string, Pick<CustomerLine, 'polarity' | 'emotion'>> = {
  'smalltalk/insult': { polarity: 'negative', emotion: 'anger' },
  'smalltalk/compliment': { polarity: 'positive', emotion: 'joy' },
  'smalltalk/thanks': { polarity: 'positive', emotion: 'gratitude' },
}
/** Of the other examples one in so many is taken, and only where no word of ours speaks of a mood. */
const everyNeutral = 10
const everyMood = 2
const leftOut = /^(safety|out-of-scope|control\/(deny|human)|smalltalk\/(vague|how))/
const quiet = { polarity: 2, anger: 0.9 }

/** Examples of the shipped assistants: wishes told as they are. A broken zip is no mood. */
export function readAssistantLines(folder: string): CustomerLine[] {
  const lines: CustomerLine[] = []
  for (const file of readdirSync(join(folder, 'intents')).sort()) {
    const { intents } = parse(readFileSync(join(folder, 'intents', file), 'utf8')) as {
      intents: Record<string, { examples: string[] }>
    }
    for (const [intent, { examples }] of Object.entries(intents)) {
      if (leftOut.test(intent)) continue
      const mood = moods[intent]
      examples.forEach((example, index) => {
        if (index % (mood === undefined ? everyNeutral : everyMood) !== 0) return
        const { text } = parseMarkedExample(example)
        const sums = sumWords(text, tokenise(text))
        const isQuiet = Math.abs(sums.polarity) < quiet.polarity && sums.anger < quiet.anger && sums.loudness === 0
        if (mood === undefined && !isQuiet) return
        lines.push({ text, urgency: 0, ...(mood ?? { polarity: 'neutral', emotion: 'neutral' }) })
      })
    }
  }
  return lines
}
