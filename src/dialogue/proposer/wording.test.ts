import { describe, expect, test } from 'vitest'
import { isClosing, readYesNoWords } from './wording.ts'

const answer = (text: string, stays = false) => {
  const read = readYesNoWords(text, stays)?.answer ?? 'neither'
  return read === 'neither' ? null : read
}

describe('yes and no by their first words', () => {
  test.each([
    'yes',
    'Yes please',
    'yeah go on then',
    'hmm, ok go ahead',
    'oh yes',
    'well, sure',
    'no problem, go ahead',
    'go for it',
    'please do',
    'alright then',
    'uh huh',
    'I think so',
    'that works for me',
    'I do',
    "yes, that's it",
  ])('"%s" is a yes', (text) => expect(answer(text)).toBe('yes'))

  test.each([
    'no',
    'no, thank you',
    'not really',
    'nah leave it',
    "oh wait no don't do that",
    'hmm wait, actually no. keep it, i do want them',
    'ok wait no',
    'ok, no',
    'you know what no',
    'oh god no',
    "please don't",
    "actually don't",
    "I'd rather not",
    "I don't think so",
    'not now',
    'sorry, no',
    'on second thought, no',
    'I do not want to',
  ])('"%s" is a no', (text) => expect(answer(text)).toBe('no'))

  test.each([
    'yes but not today',
    'yes. no wait',
    'ok do it but send it to my office',
    "don't know",
    "I don't have it",
    'where is my order',
    'correct the address',
    'perhaps',
    'hm',
    'no wait, yes',
    'nothing came',
    '',
  ])('"%s" is neither', (text) => expect(answer(text)).toBeNull())

  test.each([
    'keep it',
    'actually keep them, I like them',
    'leave it',
    'I do want it',
    'changed my mind',
    'wait, stop',
  ])('"%s" is a no only to "shall I?"', (text) => {
    expect(answer(text, true)).toBe('no')
    expect(answer(text)).not.toBe('no')
  })

  test('an "ok" only may begin another sentence', () => {
    expect(readYesNoWords('ok')?.soft).toBe(true)
    expect(readYesNoWords('yes, ok')?.soft).toBe(false)
  })
})

describe('nothing more is wanted', () => {
  test.each([
    'thats it',
    "that's it",
    'all good',
    'nope im fine',
    'no thanks bye',
    'nothing',
    'nothing else thanks',
    'no that was both',
    "no, that's all, thank you",
    "I'm good",
    'ok that was all, bye',
    'nah we are done here',
    'not right now',
    'no that is everything',
    'bye',
    'no',
  ])('"%s" says so', (text) => expect(isClosing(text)).toBe(true))

  test.each([
    'thanks',
    'ok',
    'ok great thank you',
    'no, cancel my order',
    'yes',
    'thats it? what about my refund',
    'nothing came',
    'no I want to return the boots',
    'all my orders',
    '',
  ])('"%s" does not', (text) => expect(isClosing(text)).toBe(false))
})
