import { describe, expect, it } from 'vitest'
import { replacedTypes } from '../intent-words.ts'
import { tokenise } from '../tokens.ts'
import type { EntityDefinition } from '../types.ts'
import { EntityExtractor } from './extractor.ts'

const isWord = (word: string) =>
  'the a is are i my want in and to too order number from please form boat size'.split(' ').includes(word)
const context = { timeZone: 'UTC', nowMs: Date.UTC(2026, 10, 21, 15) }

function extract(definitions: EntityDefinition[], text: string, expected: string[] = []) {
  const extractor = new EntityExtractor(definitions, [], isWord)
  const entities = extractor.extract(text, tokenise(text), { ...context, expected: { entities: expected } })
  return entities.map(({ type, value, text: written, source }) => ({ type, value, written, source }))
}
const types = (definitions: EntityDefinition[], text: string, expected: string[] = []) =>
  extract(definitions, text, expected).map(({ type, value }) => [type, value])

const product: EntityDefinition = {
  name: 'product',
  fuzzy: true,
  list: [
    { value: 'boots', synonyms: ['boot', 'rain boots'] },
    { value: 'Juniper & Co Lace-Up Boots', synonyms: ['lace-up boots'] },
    { value: 'hoodie', synonyms: ['hooded sweatshirt'] },
  ],
}
const number: EntityDefinition = { name: 'quantity', builtIn: 'number' }
const order: EntityDefinition = {
  name: 'order',
  patterns: [
    String.raw`\bMF-?\d{6}\b`,
    String.raw`\border number (?<value>\d{5})\b`,
    String.raw`^\W*(?<value>\d{5})\W*$`,
  ],
}

describe('lists', () => {
  it('find values and synonyms, the longer before the shorter', () => {
    expect(types([product], 'are the rain boots in?')).toEqual([['product', 'boots']])
    expect(extract([product], 'are the lace-up boots in?')).toMatchObject([
      { value: 'Juniper & Co Lace-Up Boots', written: 'lace-up boots' },
    ])
  })

  it('forgive slips in long words of fuzzy lists', () => {
    expect(types([product], 'my hodie is too small')).toEqual([['product', 'hoodie']])
    expect(types([product], 'a hooded sweetshirt')).toEqual([['product', 'hoodie']])
    expect(types([{ ...product, fuzzy: false }], 'my hodie')).toEqual([])
  })

  it('never take a word of the language for a slip', () => {
    expect(types([product], 'i want the boat')).toEqual([])
  })
})

describe('patterns', () => {
  it('take the group named value where there is one', () => {
    expect(extract([order], 'my order number 12345, please')).toEqual([
      { type: 'order', value: '12345', written: '12345', source: 'pattern' },
    ])
  })

  it('keep their words from lists: "size" in "size 10" is no value of its own', () => {
    const size = { name: 'size', patterns: [String.raw`\bsize (?<value>\d{1,2})\b`] }
    const reason = { name: 'reason', list: [{ value: 'size', synonyms: [] }] }
    expect(types([reason, size], 'in size 10')).toEqual([['size', '10']])
    expect(types([reason, size], 'the size is wrong')).toEqual([['reason', 'size']])
  })

  it('find a value anywhere in a long text, once', () => {
    for (const at of [0, 840, 850, 990, 1_000, 2_345]) {
      const text = `${'x '.repeat(at / 2)}MF-104233 ${'and so on '.repeat(100)}`
      expect(types([order], text)).toEqual([['order', 'MF-104233']])
    }
  })
})

describe('patterns of a whole message', () => {
  const pin = new EntityExtractor([{ name: 'pin', patterns: ['^\\d{4}$'] }], [], isWord)
  const read = (text: string) =>
    pin
      .extract(text, tokenise(text), { timeZone: 'UTC', nowMs: 0 })
      .map(({ value, start, end }) => [value, text.slice(start, end)])
  it.each(['1234', 'or 1234?', 'maybe 1234', "it's 1234 i think", 'ok, 1234.'])(
    'read %j with what people put around it',
    (text) => {
      expect(read(text)).toEqual([['1234', '1234']])
    },
  )
  it.each(['my order has 1234 items', 'ok thanks', 'or?', 'maybe 12345'])('read nothing in %j', (text) => {
    expect(read(text)).toEqual([])
  })
})

describe('payment cards', () => {
  it('leave no more than four digits in what is found', () => {
    const [card] = extract([{ name: 'card', builtIn: 'card' }], 'charge 4111 1111 1111 1111 please')
    expect(card).toEqual({
      type: 'card',
      value: { brand: 'visa', last4: '1111' },
      written: '•••• 1111',
      source: 'built-in',
    })
  })
})

describe('overlaps', () => {
  it('go to what the waiting step expects', () => {
    expect(types([order, number], '12345')).toEqual([['order', '12345']])
    expect(types([order, number], '12345', ['quantity'])).toEqual([['quantity', 12345]])
  })

  it('go to the longer, and a bare number gives way to everything', () => {
    const waist = { name: 'waist', list: [{ value: 32, synonyms: [] }] }
    expect(types([number, waist], 'in 32')).toEqual([['waist', 32]])
  })

  it('of the same words go to pattern, then built-in, then list', () => {
    const email = { name: 'email', builtIn: 'email' } as const
    const pattern = { name: 'contact', patterns: [String.raw`\S{1,50}@\S{1,50}`] }
    expect(types([email, pattern], 'write to a@b.example')).toEqual([['contact', 'a@b.example']])
  })
})

describe('values that authors marked', () => {
  it('are recognised again, as learned, for types that have nothing else', () => {
    const extractor = new EntityExtractor(
      [{ name: 'city' }],
      [{ type: 'city', text: 'New York', value: 'NYC' }],
      isWord,
    )
    const text = 'from new york'
    expect(extractor.extract(text, tokenise(text), context)).toMatchObject([
      { type: 'city', value: 'NYC', source: 'learned', text: 'new york' },
    ])
  })
})

describe('what reads words alongside others', () => {
  const limit: EntityDefinition = {
    name: 'limit',
    alongside: true,
    patterns: [String.raw`\b(?<value>(?:after|before) \d{1,2} ?[ap]m)\b`],
  }
  const due: EntityDefinition = { name: 'due', builtIn: 'date' }

  it('stands beside a longer one that reads the same words, and takes nothing from it', () => {
    expect(types([due, limit], 'on May 23, after 8pm').map(([type]) => type)).toEqual(['due', 'limit'])
    expect(extract([limit, due], 'on May 23, after 8pm').find(({ type }) => type === 'limit')).toMatchObject({
      value: 'after 8pm',
    })
  })

  it('is no placeholder for intents', () => {
    expect([...replacedTypes([due, limit])]).toEqual(['due'])
  })
})
