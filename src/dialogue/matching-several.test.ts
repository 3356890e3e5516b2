import { describe, expect, test } from 'vitest'
import type { Option } from '#domain/dialogue-state.ts'
import { matchSeveral } from './matching-several.ts'
import { wordsFor } from './words/index.ts'

const options: Option[] = ['Anna', 'Ben', 'Cem', 'Dora'].map((label, index) => ({
  payload: `choose:1:who:${index}`,
  label,
  value: `id-${index}`,
}))
const chosen = (text: string, locale = 'en') => {
  const found = matchSeveral(options, text, wordsFor(locale))
  return found.kind === 'some' ? found.options.map(({ label }) => label).join(' ') : found.kind
}

describe('several of a list', () => {
  test.each([
    ['de', 'die ersten zwei', 'Anna Ben'],
    ['de', 'alle ausser Ben', 'Anna Cem Dora'],
    ['de', 'Ben und Dora bitte', 'Ben Dora'],
    ['fr', 'les deux premiers', 'Anna Ben'],
    ['fr', 'tous sauf Cem', 'Anna Ben Dora'],
    ['es', 'los dos últimos', 'Cem Dora'],
    ['es', 'todos menos Dora', 'Anna Ben Cem'],
    ['it', 'Anna e Cem', 'Anna Cem'],
    ['it', 'i primi tre', 'Anna Ben Cem'],
    ['nl', 'allemaal behalve Anna', 'Ben Cem Dora'],
    ['nl', 'de laatste twee', 'Cem Dora'],
    ['pt', 'todos exceto Ben', 'Anna Cem Dora'],
    ['pt', 'as duas primeiras', 'Anna Ben'],
    ['xx', 'the first two', 'Anna Ben'],
    ['en', 'Dora, Anna & Ben', 'Anna Ben Dora'],
    ['en', 'just 2 and 4 thanks', 'Ben Dora'],
    ['en', 'both', 'none'],
    ['en', 'all four of them', 'Anna Ben Cem Dora'],
    ['fr', 'les deux', 'none'],
    ['de', 'alle drei', 'none'],
    ['en', 'the first nine', 'none'],
    ['en', 'nobody I know', 'none'],
    ['en', '', 'none'],
  ])('%s: %s', (locale, text, names) => {
    expect(chosen(text, locale)).toBe(names)
  })

  test('both are the two that there are', () => {
    const two = options.slice(0, 2)
    for (const [text, locale] of [
      ['both', 'en'],
      ['beide', 'de'],
      ['les deux', 'fr'],
      ['las dos', 'es'],
      ['tutti e due', 'it'],
      ['as duas', 'pt'],
    ] as const)
      expect(matchSeveral(two, text, wordsFor(locale))).toEqual({ kind: 'some', options: two })
  })

  test('a button is that one, and what is hidden cannot be had', () => {
    expect(chosen('choose:1:who:2')).toBe('Cem')
    const hidden = options.map((option, index): Option => (index === 0 ? { ...option, hidden: true } : option))
    expect(matchSeveral(hidden, 'all')).toMatchObject({
      options: [{ label: 'Ben' }, { label: 'Cem' }, { label: 'Dora' }],
    })
  })
})
