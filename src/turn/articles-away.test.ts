import { expect, test } from 'vitest'
import { appError } from '#domain/errors.ts'
import { orWhileAway } from './articles-away.ts'

test('while the index is away a question has no answer', async () => {
  const away = Promise.reject(appError('knowledge.unavailable', { problem: 'it starts again' }))
  expect(await orWhileAway(away, null)).toBeNull()
  expect(await orWhileAway(Promise.resolve('found'), null)).toBe('found')
})

test('a fault stays one', async () => {
  await expect(orWhileAway(Promise.reject(new Error('a fault')), null)).rejects.toThrow('a fault')
})
