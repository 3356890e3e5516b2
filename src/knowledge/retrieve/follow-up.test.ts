import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { standaloneQuery, type Talk } from './follow-up.ts'

const following = (lastQuery: string, more: Partial<Talk> = {}): Talk => ({
  lastQueries: [lastQuery],
  lastArticle: null,
  topic: null,
  references: [],
  ...more,
})

describe('a follow-up', () => {
  test.each([
    ['and on sundays?', 'do you deliver on saturdays?', 'do you deliver on sundays'],
    ['And to Mexico?', 'Do you ship to Canada?', 'Do you ship to Mexico'],
    ['what about sunday', 'Is the Boston store open on Saturday?', 'Is the Boston store open on sunday'],
    ['what about silver members?', 'do gold members pay for shipping', 'do silver members pay for shipping'],
    ['how about boots', 'how long is the warranty on a jacket?', 'how long is the warranty on a jacket boots'],
    ['and without a receipt?', 'can I return shoes', 'can I return shoes without a receipt'],
    ['same for sneakers?', 'can I wash boots in the machine', 'can I wash boots in the machine sneakers'],
    ['ok, and for express?', 'what does shipping cost for standard', 'what does shipping cost for express'],
    [
      'does that also apply to sale items?',
      'how long can I return a dress',
      'how long can I return a dress sale items',
    ],
    ['how long does it take?', 'Can I get a refund by check?', 'how long does it take refund check'],
    ['is that free?', 'do you hem jeans', 'is that free hem jeans'],
    ['how do I do that?', 'change my delivery address', 'how do I do that change delivery address'],
    ['how much?', 'do you stitch initials', 'how much stitch initials'],
  ])('"%s" after "%s" is "%s"', (query, lastQuery, expected) => {
    expect(standaloneQuery(query, following(lastQuery))).toBe(expected)
  })

  test('what memory resolved is put in word by word', () => {
    const references = [{ text: 'that one', meaning: 'the Fellside parka' }]
    expect(standaloneQuery('how much is that one?', following('which coats are warm', { references }))).toBe(
      'how much is the Fellside parka?',
    )
  })

  test('without an earlier question the article that answered is its matter', () => {
    const talk = { lastQueries: [], lastArticle: 'Gift wrapping', topic: null, references: [] }
    expect(standaloneQuery('what does it cost?', talk)).toBe('what does it cost gift wrapping')
  })
})

describe('a question that stands alone stays as it is', () => {
  test('with nothing before it', () => {
    const nothing = { lastQueries: [], lastArticle: null, topic: null, references: [] }
    expect(standaloneQuery('and on sundays?', nothing)).toBe('and on sundays?')
  })

  test.each([
    'Is it possible to pay by check?',
    'what is the return policy',
    'how do I reset my password?',
    'And how do I become a gold member without buying anything?',
    'does it rain in boston',
    'gift cards',
    'where is my order',
  ])('"%s"', (query) => {
    expect(standaloneQuery(query, following('do you ship to Canada?'))).toBe(query)
  })

  test('of all questions that people put to the help centre at least 98 of 100', () => {
    const file = join(import.meta.dirname, '../../../test/questions/storefront.yaml')
    const questions = (parse(readFileSync(file, 'utf8')) as { question: string }[]).map(({ question }) => question)
    const changed = questions.filter(
      (question) => standaloneQuery(question, following('do you ship to Canada?')) !== question.trim(),
    )
    expect(changed.length / questions.length, changed.join('\n')).toBeLessThanOrEqual(0.02)
  })
})
