import { expect, test } from 'vitest'
import { readUnhelpful } from './unhelpful.ts'

test.each([
  "that doesn't answer my question",
  'This does not really answer what I asked.',
  "this isn't what I asked",
  "that's not what I meant",
  'no, that is not what I was asking for',
  'not helpful',
  'that was not so helpful',
  'that was not very helpful, sorry',
  'that did not help me at all',
  'you did not answer my question',
  "your answer isn't helpful",
  'I asked something else',
  'I meant something different',
  "I didn't ask for that",
  'you misunderstood me',
  "you don't understand what I'm asking",
  'hmm, wrong answer',
  "no that's not the answer to my question",
])('"%s" says that it did not help', (text) => {
  expect(readUnhelpful(text, 'en')).toBe('strong')
})

test.each(['wrong', "no that's not it", "that's wrong", "that's not right", 'that is incorrect', "No, that isn't it."])(
  '"%s" says so of an answer',
  (text) => {
    expect(readUnhelpful(text, 'en')).toBe('weak')
  },
)

test.each([
  'no',
  'that was helpful',
  'thanks, that helped',
  'not now',
  'you sent me the wrong size',
  'that is not my order',
  'wrong address',
  "that's not what I ordered",
  "it doesn't fit",
  "that's all",
  "I don't understand the return policy",
  'can you help me',
  'it did not arrive',
])('"%s" does not', (text) => {
  expect(readUnhelpful(text, 'en')).toBeNull()
})

test.each([
  ['de', 'Das beantwortet meine Frage nicht', 'strong'],
  ['de', 'nein, das war nicht sehr hilfreich', 'strong'],
  ['de', 'falsch', 'weak'],
  ['fr', 'ça ne répond pas à ma question', 'strong'],
  ['es', 'no, eso no es lo que pregunté', 'strong'],
  ['it', 'non è quello che ho chiesto', 'strong'],
  ['pt', 'não foi isso que perguntei', 'strong'],
  ['nl', 'dat vroeg ik niet', 'strong'],
  ['nl', 'dat klopt niet', 'weak'],
  ['de', 'wo ist mein Paket', null],
] as const)('in %s "%s" is %s', (language, text, said) => {
  expect(readUnhelpful(text, language)).toBe(said)
})
