import { describe, expect, it } from 'vitest'
import { countIn, movedDay, sortOverlaps } from './reading.ts'

describe('a number in words', () => {
  it.each([
    ['two more bags', 2],
    ['another suitcase', 1],
    ['no bags', 0],
    ['just me', 1],
    ['3', 3],
    ['a couple of bags', 2],
  ])('"%s" is %d', (words, count) => expect(countIn(words)).toBe(count))

  it('is not guessed', () => expect(countIn('all my free bags')).toBeNull())
})

describe('a day that is moved', () => {
  it.each([
    ['the next day', '2026-11-25'],
    ['two days earlier', '2026-11-22'],
    ['back by a week', '2026-12-01'],
    ['on the same day', '2026-11-24'],
    ['2026-11-30', '2026-11-30'],
    ['+2', '2026-11-26'],
  ])('"%s" after November 24 is %s', (words, day) => expect(movedDay('2026-11-24', words)).toBe(day))

  it('is null where no day is in the words', () => expect(movedDay('2026-11-24', 'whenever')).toBeNull())
})

describe('double bookings', () => {
  const trip = (reservation_id: string, label: string, origin: string, destination: string) =>
    ({ reservation_id, label, flights: [{ date: '2026-11-25', origin, destination }] }) as never
  const days = [
    {
      date: '2026-11-25',
      reservations: [
        trip('AA11AA', 'AA11AA: Boston (BOS) to Chicago (ORD)', 'BOS', 'ORD'),
        trip('BB22BB', 'BB22BB: Newark (EWR) to Miami (MIA)', 'EWR', 'MIA'),
      ],
    },
  ]
  const unwanted = (words: string) => sortOverlaps(words, days).map(({ reservation_id }) => reservation_id)

  it('what is named is cancelled', () => expect(unwanted('cancel BB22BB please')).toEqual(['BB22BB']))
  it('what is kept is not', () => expect(unwanted("I'll keep BB22BB")).toEqual(['AA11AA']))
  it('where the customer goes tells, by city and direction', () =>
    expect(unwanted('I leave Boston that day')).toEqual(['BB22BB']))
  it('New York is Newark, too', () => expect(unwanted('I fly from New York')).toEqual(['AA11AA']))
  it('nothing is cancelled where the words do not tell', () => expect(unwanted('please fix it')).toEqual([]))
})
