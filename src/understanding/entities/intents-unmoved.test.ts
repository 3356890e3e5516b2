import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMarkedExample } from '../marked-example.ts'
import { train } from '../train.ts'
import { Understander } from '../understander.ts'

const cities = (
  'Boston Denver Oslo Lima Quito Paris Rome Cairo Madrid Lisbon Vienna Prague Athens Dublin Warsaw Berlin Zurich Geneva Milan Turin Osaka ' +
  'Tokyo Seoul Delhi Mumbai Dakar Accra Lagos Tunis Dallas'
).split(' ')
const at = (i: number) => cities[i % cities.length] as string
const booking = cities.flatMap((city, i) => [
  `book a flight from [${city}](city:from) to [${at(i + 7)}](city:to)`,
  `i need a seat to [${city}](city:to)`,
])
// Some cities are spoken of in complaints only: their names must not come to mean a complaint.
const complaints = ['Boston', 'Denver', 'Oslo', 'Lima'].flatMap((city) => [
  `my bag was lost in [${city}](city)`,
  `the crew was rude on the way to [${city}](city:to)`,
  `i want to complain about order MF-10423${city.length}`,
])
const understander = new Understander(
  await train(
    {
      intents: [
        { name: 'book', examples: booking.map(parseMarkedExample) },
        { name: 'complain', examples: complaints.map(parseMarkedExample) },
      ],
      entities: [
        { name: 'city' },
        { name: 'order', patterns: [String.raw`\bMF-\d{6}\b`] },
        { name: 'day', builtIn: 'date' },
      ],
      vocabulary: [],
      languages: ['en'],
    },
    { seed: 'a' },
  ),
)
const context = { timeZone: 'UTC', nowMs: Date.UTC(2026, 10, 21, 15) }
const read = (text: string) => understander.understandWords(text, context)

describe('an entity', () => {
  it('is bound with its role', () => {
    expect(read('book a flight from Dakar to Accra').entities.map(({ value, role }) => [value, role])).toEqual([
      ['Dakar', 'from'],
      ['Accra', 'to'],
    ])
  })

  it('never moves the intent, whichever value it has', () => {
    const confidence = (text: string) => read(text).intents.map(({ name, confidence }) => [name, confidence.toFixed(6)])
    fc.assert(
      fc.property(fc.constantFrom(...cities), fc.constantFrom(...cities), fc.nat(999_999), (from, to, number) => {
        expect(confidence(`please book me a flight from ${from} to ${to}`)).toEqual(
          confidence('please book me a flight from Boston to Dallas'),
        )
        const order = `MF-${String(number).padStart(6, '0')}`
        expect(confidence(`i want to complain about ${order}`)).toEqual(
          confidence('i want to complain about MF-000000'),
        )
      }),
      { numRuns: 60 },
    )
  })
})
