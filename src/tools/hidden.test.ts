import { expect, test } from 'vitest'
import { withoutHidden } from './hidden.ts'

test('what the paths lead to is hidden, in lists too, and all else is as it was', () => {
  const value = { pin: '1234', items: [{ cost: 3, name: 'a' }, { name: 'b' }], none: null }
  expect(withoutHidden(value, ['pin', 'items.*.cost', 'none', 'not.there'])).toEqual({
    pin: '[hidden]',
    items: [{ cost: '[hidden]', name: 'a' }, { name: 'b' }],
    none: null,
  })
  expect(withoutHidden(value, [])).toBe(value)
  expect(withoutHidden('text', ['pin'])).toBe('text')
})
