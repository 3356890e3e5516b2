import { expect, test } from 'vitest'
import { titleWithUnread } from './page-title.ts'

test('the title counts what is unread, and is the page’s own again when all is read', () => {
  expect(titleWithUnread('Shop', 1)).toBe('(1) Shop')
  expect(titleWithUnread('(1) Shop', 2)).toBe('(2) Shop')
  expect(titleWithUnread('(9+) Shop', 12)).toBe('(9+) Shop')
  expect(titleWithUnread('(2) Basket', 0)).toBe('Basket')
})

test('a title of the page that looks much the same is left alone', () => {
  expect(titleWithUnread('(1234) Orders', 0)).toBe('(1234) Orders')
  expect(titleWithUnread('(new) Shop', 1)).toBe('(1) (new) Shop')
})
