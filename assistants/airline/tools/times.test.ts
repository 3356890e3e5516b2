import { describe, expect, it } from 'vitest'
import { readTimes, timeText } from './times.ts'

/** `leaves 08:00-` · `-12:00` · `there -21:00` */
function read(words: string): string {
  const { departAfter, departBefore, arriveAfter, arriveBefore } = readTimes(words)
  const span = (from: number | null, to: number | null) =>
    `${from === null ? '' : timeText(from)}-${to === null ? '' : timeText(to)}`
  const leaves = departAfter === null && departBefore === null ? [] : [span(departAfter, departBefore)]
  const there = arriveAfter === null && arriveBefore === null ? [] : [`there ${span(arriveAfter, arriveBefore)}`]
  return [...leaves, ...there].join(', ')
}

describe('times of flights', () => {
  it.each([
    ['after 8pm', '20:00-'],
    ['Thursday May 23. Evening flight, after 8pm, no layovers', '20:00-'],
    ['between noon and 6 pm', '12:00-18:00'],
    ['between 4 and 6 pm', '16:00-18:00'],
    ['from 6am to 10', '06:00-10:00'],
    ['between 10 and 2', '10:00-14:00'],
    ['anything 9am - 11am', '09:00-11:00'],
    ['nothing before 4 in the afternoon', '16:00-'],
    ['nothing that starts before 5', '05:00-'],
    ['I cannot leave before 7:30 am', '07:30-'],
    ['not earlier than 14:00', '14:00-'],
    ['after 4', '16:00-'],
    ['leaves after 8', '08:00-'],
    ['something that leaves after 5am, and we would go economy', '05:00-'],
    ['after 6am or so', '06:00-'],
    ['8 am or later', '08:00-'],
    ['from 3 p.m. onwards', '15:00-'],
    ['before noon', '-12:00'],
    ['not after 10 pm', '-22:00'],
    ['no later than nine in the evening', '-21:00'],
    ['by 11am', '-11:00'],
    ['5 pm at the latest', '-17:00'],
    ['before midnight', '-24:00'],
    ['around 9am', '08:00-10:00'],
    ['in the morning', '-12:00'],
    ['a late afternoon flight', '15:00-18:00'],
    ['in the evening', '17:00-'],
    ['in the morning, but after 7', '07:00-12:00'],
    ['I have to be there by 9pm', 'there -21:00'],
    ['arriving before 5pm', 'there -17:00'],
    ['it has to arrive by 6', 'there -18:00'],
    ['leave after 8am and arrive before noon', '08:00-, there -12:00'],
    ['a flight that gets in the same day, but nothing that starts before 5', '05:00-, there -24:00'],
    ['I need to be in Houston tomorrow evening at the latest', 'there -24:00'],
  ])('%s: %s', (words, expected) => {
    expect(read(words)).toBe(expected)
  })

  it.each([
    'from Boston to Miami',
    'May 20',
    'after May 20',
    'before the 23rd',
    'from May 23 to May 24',
    'two bags and three people',
    'at least 2 bags',
    'I booked it yesterday afternoon',
    'good morning',
    'by 2024-05-20',
    'between 2 people',
    'about 300 dollars',
  ])('%s is no time', (words) => {
    expect(read(words)).toBe('')
  })
})
