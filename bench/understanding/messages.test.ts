import { expect, it } from 'vitest'
import { seededRandom } from '#domain/random.ts'
import { twentyWordMessages } from './messages.ts'

it('messages for the speed figures have twenty words each, differ, and are the same each time', () => {
  const messages = twentyWordMessages(500, seededRandom('speed'))
  expect(new Set(messages).size).toBe(500)
  expect(messages.filter((message) => message.split(' ').length !== 20)).toEqual([])
  expect(messages).toEqual(twentyWordMessages(500, seededRandom('speed')))
})
