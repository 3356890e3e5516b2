import { describe, expect, it } from 'vitest'
import { dayText, readDays } from './days.ts'

describe('days that are open', () => {
  it.each([
    ['the 20th or 21st', '2024-05-20', '20 21'],
    ['on the 20th or the 21st, whichever is cheaper', '2024-05-20', '20 21'],
    ['May 18 or May 19', '2024-05-18', '18 19'],
    ['May 20 or 21', '2024-05-20', '20 21'],
    ['20, 21 or 22 May', '2024-05-20', '20 21 22'],
    ['20th or 21st of May', '2024-05-21', '20 21'],
    ['Monday or Tuesday', '2024-05-20', '20 21'],
    ['Thursday or Friday', '2024-05-23', '23 24'],
    ['the 20th', '2024-05-20', '20'],
    ['the 45th or 20th', '2024-05-20', '20'],
  ])('%s', (words, near, expected) => {
    expect(
      readDays(words, near)
        .map((day) => day.slice(8))
        .join(' '),
    ).toBe(expected)
  })

  it('may lie in two months', () => {
    expect(readDays('May 31 or June 1', '2024-05-31')).toEqual(['2024-05-31', '2024-06-01'])
  })

  it('are told as people do', () => {
    expect(dayText('2024-06-01')).toBe('June 1')
  })
})
