import { describe, expect, it } from 'vitest'
import type { Entity } from '#domain/understanding.ts'
import { readingContext, smallUnderstander } from '../small-assistant.fixture.ts'
import { tokenise } from '../tokens.ts'
import { segmentsOf } from './segments.ts'
import { sharedEntities } from './sharing.ts'

/** Entities by the words they stand in; wishes by theirs. */
function shared(
  text: string,
  named: Record<string, Partial<Entity>>,
  parts: readonly string[],
  informing: readonly string[] = [],
): string[][] {
  const place = (words: string) => {
    const start = text.indexOf(words)
    if (start < 0) throw new Error(`"${words}" is not in "${text}"`)
    return { start, end: start + words.length }
  }
  const entities = Object.entries(named).map(
    ([words, entity]): Entity => ({
      ...place(words),
      type: 'order_number',
      text: words,
      value: words,
      confidence: 1,
      source: 'pattern',
      ...entity,
    }),
  )
  const wishes = parts.map((part) => {
    const { start, end } = place(part)
    return {
      start,
      end,
      informs: informing.includes(part),
      entities: entities.flatMap((entity, index) => (entity.start >= start && entity.end <= end ? [index] : [])),
    }
  })
  return sharedEntities(wishes, entities, tokenise(text)).map((found) =>
    found.map((index) => entities[index]?.text ?? ''),
  )
}

const order = {}
const product: Partial<Entity> = { type: 'product', source: 'list' }

describe('an entity is shared with another wish', () => {
  it('that says "it", from the nearest wish before', () => {
    const text = 'cancel MF-104299 and tell me where it is'
    expect(shared(text, { 'MF-104299': order }, ['cancel MF-104299', 'tell me where it is'])).toEqual([
      [],
      ['MF-104299'],
    ])
  })

  it('that says "the order" or "that one"', () => {
    const text = 'where is MF-104299 and can you cancel the order'
    expect(shared(text, { 'MF-104299': order }, ['where is MF-104299', 'can you cancel the order'])[1]).toEqual([
      'MF-104299',
    ])
  })

  it('that says "them", all of a list; that says "it", the last of it', () => {
    const named = { boots: product, jacket: product }
    const parts = (last: string) => ['return the boots and the jacket', last]
    const text = (last: string) => `return the boots and the jacket, ${last}`
    const both = 'when do i get my money for them'
    const one = 'when do i get my money for it'
    expect(shared(text(both), named, parts(both))[1]).toEqual(['boots', 'jacket'])
    expect(shared(text(one), named, parts(one))[1]).toEqual(['jacket'])
  })

  it('that comes before it, where nothing was named before', () => {
    const text = 'can you cancel it and tell me where MF-104299 is now'
    expect(shared(text, { 'MF-104299': order }, ['can you cancel it', 'tell me where MF-104299 is now'])[0]).toEqual([
      'MF-104299',
    ])
  })

  it('where it stands in no wish: an announcement is for all', () => {
    const text = 'about MF-104299: cancel my order, and change my address'
    expect(shared(text, { 'MF-104299': order }, ['cancel my order', 'change my address'])).toEqual([
      ['MF-104299'],
      ['MF-104299'],
    ])
  })
})

describe('a part that only informs', () => {
  it('gives what it names to a wish that names something else', () => {
    const text = 'MF-104299 was due on friday. where is my jacket'
    const parts = ['MF-104299 was due on friday', 'where is my jacket']
    expect(shared(text, { 'MF-104299': order, jacket: product }, parts, parts.slice(0, 1))).toEqual([[], ['MF-104299']])
  })
})

describe('an entity is not shared', () => {
  it('with a wish that names a thing itself, or points at nothing', () => {
    const text = 'cancel MF-104299 and return the boots'
    const named = { 'MF-104299': order, boots: product }
    expect(shared(text, named, ['cancel MF-104299', 'return the boots'])).toEqual([[], []])
    const other = 'cancel MF-104299 and change my address'
    expect(shared(other, { 'MF-104299': order }, ['cancel MF-104299', 'change my address'])).toEqual([[], []])
  })

  it('if it is a date, an amount or a name', () => {
    const text = 'deliver before friday and tell me when it comes'
    const date: Partial<Entity> = { type: 'date', source: 'built-in', value: '2026-11-27' }
    expect(shared(text, { friday: date }, ['deliver before friday', 'tell me when it comes'])).toEqual([[], []])
  })
})

const understand = (text: string) => smallUnderstander().understandWords(text, readingContext)

describe('in whole messages', () => {
  it('"it" of the second wish is what the first one names', async () => {
    const { wishes, entities } = await understand('cancel my order MF-104233 and also when will it arrive please')
    expect(wishes.map(({ intents }) => intents[0]?.name)).toEqual(['orders/cancel', 'orders/status'])
    expect(wishes[1]?.shared?.map((index) => entities[index]?.text)).toEqual(['MF-104233'])
  })

  it('a condition stays with what follows from it, and "otherwise" is a wish of its own', async () => {
    const text = 'if my order has not shipped, cancel my order, otherwise I want to return the boots'
    const { wishes } = await understand(text)
    expect(wishes.map(({ intents, meaning }) => [intents[0]?.name, meaning?.conditions[0]?.role])).toEqual([
      ['orders/cancel', 'consequence'],
      ['returns/start', 'alternative'],
    ])
  })

  it('what is taken back is negated, however it is put', async () => {
    const isNegated = async (text: string) => (await understand(text)).wishes[0]?.negated
    expect(await isNegated('I no longer want to return the boots')).toBe(true)
    expect(await isNegated('never mind the return')).toBe(true)
    expect(await isNegated('I changed my mind about cancelling my order')).toBe(true)
    expect(await isNegated('I no longer want my order, cancel it')).toBe(false)
    expect(await isNegated('I changed my mind, I want to return the boots')).toBe(false)
  })
})

describe('the cutting of a message', () => {
  const cut = (text: string) => {
    const tokens = tokenise(text)
    return segmentsOf(text, tokens, []).map(({ from, end }) => text.slice(tokens[from]?.start, tokens[end - 1]?.end))
  }

  it.each([
    ['if it has not shipped, cancel it', ['if it has not shipped, cancel it']],
    ['cancel it, if it is still here and not shipped', ['cancel it, if it is still here and not shipped']],
    [
      'if it has not shipped, cancel it and tell me when i get my money',
      ['if it has not shipped, cancel it', 'tell me when i get my money'],
    ],
    ['refund it, or else send a new one', ['refund it, or else send a new one']],
    ['if you can, refund it. If not, send a new one', ['if you can, refund it', 'If not, send a new one']],
    ['if you have it in blue send that, otherwise refund me', ['if you have it in blue send that', 'refund me']],
  ])('"%s" gives %j', (text, expected) => {
    expect(cut(text)).toEqual(expected)
  })
})
