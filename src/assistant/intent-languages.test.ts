import { describe, expect, it } from 'vitest'
import { readIntents } from './content.ts'

const english = {
  file: 'intents/orders.yaml',
  text: `intents:
  orders/cancel:
    description: Stop an order
    examples: [cancel my order, stop my order, undo it, please cancel, no order please]
`,
}
const german = {
  file: 'intents/orders.de.yaml',
  text: `language: de-DE
intents:
  orders/cancel:
    examples: [Bestellung stornieren, bitte storniere das, ich will nicht mehr, storno, abbestellen]
`,
}

describe('an intent in several languages', () => {
  it('is one intent; each example knows its language and where it stands', () => {
    const { definitions, training, places, problems } = readIntents([english, german], new Set())
    expect(problems).toEqual([])
    expect(definitions).toEqual([
      { name: 'orders/cancel', description: 'Stop an order', command: null, response: null },
    ])
    const [cancel] = training
    expect(cancel?.examples.map(({ language }) => language ?? 'first')).toEqual([
      ...Array(5).fill('first'),
      ...Array(5).fill('de'),
    ])
    expect(places.get('orders/cancel')?.file).toBe('intents/orders.yaml')
    expect(places.get('orders/cancel')?.otherFiles?.get(5)).toBe('intents/orders.de.yaml')
  })

  it('stands once for each', () => {
    const again = { ...german, file: 'intents/orders.again.yaml' }
    const { problems } = readIntents([english, german, again], new Set())
    expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'intents/orders.again.yaml: There are two intents named "orders/cancel".',
    ])
  })
})
