import { describe, expect, test } from 'vitest'
import type { Option } from '#domain/dialogue-state.ts'
import type { Json } from '#domain/json.ts'
import { matchSaid } from './matching-said.ts'
import { wordsFor } from './words/index.ts'

const option = (value: Json, label: string, means: string[] = [], colour?: string): Option => ({
  payload: `choose:${label}`,
  label,
  value,
  attributes: { means, ...(colour !== undefined && { colour }) },
})

const proof = [
  option('receipt', 'I have the receipt', ['yes', 'receipt', 'invoice', 'order confirmation']),
  option('box', 'Only the box', ['the box', 'original box', 'packaging', 'no receipt but still the original box']),
  option('neither', 'Neither', ['no', 'nothing', 'lost it', 'neither of them']),
]
const proofs = [option('pin', 'PIN'), option('question', 'Security question', ['question'])]
const jackets = [
  option('a', 'Rain jacket', [], 'blue'),
  option('b', 'Rain jacket', [], 'red'),
  option('c', 'Wool coat', [], 'grey'),
]
const reasons = [
  option('size', 'Wrong size', ['too small', 'does not fit', "doesn't fit"]),
  option('colour', 'Wrong colour', ['not the colour I ordered']),
  option('other', 'Another reason'),
]
const works = [option('yes', 'Yes', ['it does', 'works']), option('no', 'No', ['it does not', "it didn't", 'did not'])]
const helped = [option('yes', 'Yes'), option('no', 'No', ['still not working', "doesn't work"])]

const chosen = (options: readonly Option[], text: string, language = 'en'): Json => {
  const match = matchSaid(options, text, wordsFor(language))
  return match.kind === 'one' ? match.option.value : match.kind
}

describe('what is denied is not chosen', () => {
  test.each([
    [proof, "I don't have the receipt, only the box", 'box'],
    [proof, 'no receipt, sorry', 'neither'],
    [proof, 'I lost the receipt', 'neither'],
    [proof, 'the invoice? I never got one', 'neither'],
    [proof, "haven't got the receipt any more", 'neither'],
    [proof, 'no. the receipt went into the bin last week', 'neither'],
    [proof, 'No, I threw the receipt away', 'neither'],
    [proof, 'no, just the box', 'box'],
    [proof, 'no receipt but it is in the original box', 'box'],
    [proof, 'without receipt, the packaging I have', 'box'],
    [proof, 'no, the box', 'box'],
    [proof, 'not the receipt but the original box', 'box'],
    [proof, 'neither of them', 'neither'],
    [proofs, 'I never had a pin', 'question'],
    [proofs, "can't remember the PIN", 'question'],
    [proofs, 'not the security question', 'pin'],
    [proofs, 'no PIN', 'question'],
    [jackets, 'not the blue one, the red one', 'b'],
    [jackets, 'no the red one', 'b'],
    [jackets, 'No, the grey one', 'c'],
    [jackets, "it isn't the wool coat", 'none'],
    [jackets, 'not the blue one', 'none'],
    [jackets, "not the coat, it's the blue jacket", 'a'],
    [helped, "no, it still doesn't load", 'no'],
    [helped, 'no still broken', 'no'],
    [proof, 'neither, sorry. both are gone', 'neither'],
    [proof, 'nothing, I am afraid', 'neither'],
    [works, 'It does not.', 'no'],
    [works, 'I fear it did not', 'no'],
  ] as const)('%#: "%s"', (options, text, value) => expect(chosen(options, text)).toBe(value))
})

describe('what only looks like a denial is chosen', () => {
  test.each([
    [proof, 'I have the receipt', 'receipt'],
    [proof, 'yes, the receipt', 'receipt'],
    [proof, "why don't you take the box", 'box'],
    [reasons, 'it does not fit', 'size'],
    [reasons, "doesn't fit me at all", 'size'],
    [reasons, 'that is not the colour I ordered', 'colour'],
    [reasons, 'too small', 'size'],
    [helped, 'still not working', 'no'],
    [helped, 'no', 'no'],
    [helped, 'No, the basket is empty', 'no'],
    [jackets, 'the red one, no problem', 'b'],
    [jackets, 'the second', 'b'],
    [jackets, 'grey', 'c'],
  ] as const)('%#: "%s"', (options, text, value) => expect(chosen(options, text)).toBe(value))
})

describe('in other languages', () => {
  const belege = [
    option('receipt', 'Ich habe die Quittung', ['Quittung']),
    option('box', 'Nur den Karton', ['Karton']),
    option('neither', 'Keins von beiden', ['nein']),
  ]
  test.each([
    ['Ich habe keine Quittung, nur den Karton', 'box'],
    ['nein, die Quittung ist im Müll gelandet', 'neither'],
    ['die Quittung', 'receipt'],
    ['die Quittung habe ich nicht', 'neither'],
  ])('"%s"', (text, value) => expect(chosen(belege, text, 'de')).toBe(value))

  const preuves = [option('pin', 'Code PIN', ['pin']), option('question', 'Question secrète', ['question'])]
  test.each([
    ["je n'ai pas de pin", 'question'],
    ['la question', 'question'],
  ])('"%s"', (text, value) => expect(chosen(preuves, text, 'fr')).toBe(value))
})
