import { expect, test } from 'vitest'
import { agreementIn } from './agreement.ts'

test.each([
  ['да', 'ru', true],
  ['Да, пожалуйста!', 'ru', true],
  ['нет', 'ru', false],
  ['tak, poproszę', 'pl', true],
  ['nie', 'pl', false],
  ['हाँ जी', 'hi', true],
  ['नहीं', 'hi', false],
  ['はい、お願いします', 'ja', true],
  ['いいえ', 'ja', false],
  ['好的', 'zh', true],
  ['不用了', 'zh', false],
  ['جی نہیں', 'ur', false],
  ['نعم، من فضلك', 'ar', true],
  ['ja tack', 'sv', true],
  ['где моя посылка', 'ru', null],
  ['yes', 'xx', null],
] as const)('"%s" (%s) is %s', (text, language, yes) => {
  expect(agreementIn(text, language)).toBe(yes)
})
