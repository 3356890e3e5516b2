import { expect, test } from 'vitest'
import { clockMinutes, durationText } from './calendar.ts'
import { placesIn } from './places.ts'

test.each([
  ['JFK', ['JFK']],
  ['jfk airport', ['JFK']],
  ['New York', ['JFK', 'LGA']],
  ['New York (either EWR or JFK)', ['EWR', 'JFK']],
  ['EWR or JFK', ['EWR', 'JFK']],
  ['the New York area', ['JFK', 'LGA', 'EWR']],
  ['the West Coast', ['LAX', 'SEA', 'SFO']],
  ['sf', ['SFO']],
  ['Minneapolis, please', ['MSP']],
  ["Chicago O'Hare", ['ORD']],
  ['Seattle or Denver', ['SEA', 'DEN']],
  ['narnia', []],
  ['', []],
])('"%s" is %j', (words, airports) => {
  expect(placesIn(words)).toEqual(airports)
})

test.each([
  ['11am', 660],
  ['11:30 pm', 1410],
  ['12 am', 0],
  ['noon', 720],
  ['20:15', 1215],
  ['11:00 a.m. EST', 660],
  ['soon', null],
])('"%s" is minute %s of the day', (words, minutes) => {
  expect(clockMinutes(words)).toBe(minutes)
})

test('durations are said in hours and minutes', () => {
  expect([durationText(45), durationText(60), durationText(275)]).toEqual(['45 min', '1 h', '4 h 35 min'])
})
