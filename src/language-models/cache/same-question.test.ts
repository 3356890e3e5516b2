import { describe, expect, test } from 'vitest'
import { sameQuestion } from './same-question.ts'

describe('two texts', () => {
  test.each([
    ['Can I return my shoes?', 'can I return these shoes'],
    ['How much is shipping to Norway?', 'to Norway, how much is the shipping'],
    ['Wie lange habe ich Zeit?', 'Wie lange hab ich denn Zeit'],
  ])('may be one question: %s / %s', (one, other) => {
    expect(sameQuestion(one, other)).toBe(true)
  })

  test.each([
    ['Can I return it after 30 days?', 'Can I return it after 40 days?'],
    ['Can I return it?', "Can't I return it?"],
    ['Is it in stock?', 'Is it not in stock?'],
    ['Do you ship to Norway?', 'Do you ship to Sweden?'],
    ['shipping from NO', 'shipping from SE'],
    ['Can I pay before delivery?', 'Can I pay after delivery?'],
    ['Kann ich das zurückgeben?', 'Kann ich das nicht zurückgeben?'],
    ['puedo devolverlo', 'no puedo devolverlo'],
    ['when does it arrive', 'where does it arrive'],
    ['order A1', 'order B1'],
    ['Is 1,5 l enough?', 'Is 15 l enough?'],
  ])('are two questions: %s / %s', (one, other) => {
    expect(sameQuestion(one, other)).toBe(false)
  })
})
