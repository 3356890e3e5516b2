import type { AuthoredData } from '#assistant/index.ts'
import { readAuthoredData } from '#assistant/index.ts'

/** Three intents that are easy to tell apart, twelve wordings each. */
export const clearIntents: Record<string, string[]> = {
  status: [
    'where is my order',
    'where is the parcel now',
    'has my order been shipped',
    'track my parcel please',
    'when will the parcel arrive',
    'my order has not arrived yet',
    'is my parcel on its way',
    'tracking of my order please',
    'what is the status of my order',
    'my parcel is late, where is it',
    'I am waiting for my parcel',
    'did you ship my order',
  ],
  cancel: [
    'cancel the purchase',
    'please cancel what I bought',
    'I want to cancel it',
    'stop the purchase, I changed my mind',
    'can you cancel the purchase for me',
    'I do not want it any more, cancel',
    'cancel this at once',
    'how do I cancel a purchase',
    'undo the purchase please',
    'take the purchase back, cancel everything',
    'I would like to cancel',
    'cancel my shopping',
  ],
  password: [
    'I forgot my password',
    'reset my password please',
    'my password does not work',
    'cannot log in with my password',
    'send me a new password',
    'the login refuses my password',
    'how do I change the password',
    'password reset link please',
    'I need a new password for the login',
    'the password is wrong, I cannot log in',
    'login fails with my password',
    'lost the password of my account',
  ],
}

/** An assistant's training data as files would have it; `entities` is the text of entities/all.yaml. */
export function authoredFrom(intents: Record<string, readonly string[]>, entities = ''): AuthoredData {
  const lines = ['intents:']
  for (const [name, examples] of Object.entries(intents)) {
    lines.push(`  ${name}:`, '    examples:', ...examples.map((example) => `      - ${JSON.stringify(example)}`))
  }
  return authoredFiles({
    'intents/all.yaml': `${lines.join('\n')}\n`,
    ...(entities === '' ? {} : { 'entities/all.yaml': entities }),
  })
}

export const authoredFiles = (files: Record<string, string>): AuthoredData =>
  readAuthoredData({
    folder: '/nowhere',
    files: Object.entries({ 'assistant.yaml': 'name: Test\nlanguages: [en]\nencoder: none\n', ...files })
      .map(([file, text]) => ({ file, text }))
      .sort((a, b) => (a.file < b.file ? -1 : 1)),
  })

/** The line of an example in intents/all.yaml. */
export function lineOf(intents: Record<string, readonly string[]>, intent: string, example: string): number {
  let line = 1
  for (const [name, examples] of Object.entries(intents)) {
    line += 2
    for (const one of examples) {
      line += 1
      if (name === intent && one === example) return line
    }
  }
  throw new Error(`there is no such example: ${example}`)
}
