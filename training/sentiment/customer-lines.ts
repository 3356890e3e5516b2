import { readFileSync } from 'node:fs'

export const polarities = ['negative', 'neutral', 'positive'] as const
export const customerEmotions = [
  'anger',
  'frustration',
  'disappointment',
  'confusion',
  'worry',
  'sadness',
  'gratitude',
  'joy',
  'neutral',
] as const
export type CustomerEmotion = (typeof customerEmotions)[number]

export interface CustomerLine {
  text: string
  polarity: (typeof polarities)[number]
  emotion: CustomerEmotion
  /** 0 none, 0.5 some, 1 high. */
  urgency: number
}

const signs = { '-': 'negative', '0': 'neutral', '+': 'positive' } as const

/** The lines of customer-lines.txt. Throws where a line is not as its head says. */
export function readCustomerLines(file: string | URL): CustomerLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line === '' || line.startsWith('#')) return []
      const [sign = '', emotion = '', urgency = '', ...text] = line.split(' | ')
      const polarity = signs[sign as keyof typeof signs]
      const known = customerEmotions.find((name) => name === emotion)
      if (polarity === undefined || known === undefined || !/^[012]$/.test(urgency) || text.length === 0)
        throw new Error(`customer-lines.txt:${index + 1} is not "polarity | emotion | urgency | text": ${line}`)
      return [{ text: text.join(' | '), polarity, emotion: known, urgency: Number(urgency) / 2 }]
    })
}

/** Which of the customer's emotions a label of GoEmotions is nearest to, and its side. What is not listed is neutral. */
export const nearest: Record<string, { emotion: CustomerEmotion; polarity: CustomerLine['polarity'] }> = {
  anger: { emotion: 'anger', polarity: 'negative' },
  disgust: { emotion: 'anger', polarity: 'negative' },
  annoyance: { emotion: 'frustration', polarity: 'negative' },
  disapproval: { emotion: 'frustration', polarity: 'negative' },
  disappointment: { emotion: 'disappointment', polarity: 'negative' },
  confusion: { emotion: 'confusion', polarity: 'neutral' },
  fear: { emotion: 'worry', polarity: 'negative' },
  nervousness: { emotion: 'worry', polarity: 'negative' },
  sadness: { emotion: 'sadness', polarity: 'negative' },
  grief: { emotion: 'sadness', polarity: 'negative' },
  remorse: { emotion: 'sadness', polarity: 'negative' },
  embarrassment: { emotion: 'sadness', polarity: 'negative' },
  gratitude: { emotion: 'gratitude', polarity: 'positive' },
  joy: { emotion: 'joy', polarity: 'positive' },
  admiration: { emotion: 'joy', polarity: 'positive' },
  amusement: { emotion: 'joy', polarity: 'positive' },
  excitement: { emotion: 'joy', polarity: 'positive' },
  love: { emotion: 'joy', polarity: 'positive' },
  pride: { emotion: 'joy', polarity: 'positive' },
  relief: { emotion: 'joy', polarity: 'positive' },
  optimism: { emotion: 'joy', polarity: 'positive' },
}
