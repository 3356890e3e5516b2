import { expect, test } from 'vitest'
import type { DeskEvent } from '#contracts'
import { type Outgoing, unconfirmed } from './outgoing.ts'

const said = (seq: number, text: string): DeskEvent => ({ kind: 'agent-message', seq, at: '', agent: 'Ada', text })
const writing = (id: string, text: string, afterSeq: number): Outgoing => ({
  id,
  mode: 'reply',
  text,
  afterSeq,
  error: null,
})
const ids = (list: Outgoing[]) => list.map((entry) => entry.id)

test('an entry goes as soon as its event is there, also before its request is answered', () => {
  expect(ids(unconfirmed([writing('a', 'Hello', 4)], [said(5, 'Hello')]))).toEqual([])
})

test('the same words said earlier confirm nothing', () => {
  expect(ids(unconfirmed([writing('a', 'Hello', 5)], [said(5, 'Hello')]))).toEqual(['a'])
})

test('of two equal entries one event confirms one', () => {
  const both = [writing('a', 'Hello', 4), writing('b', 'Hello', 4)]
  expect(ids(unconfirmed(both, [said(5, 'Hello')]))).toEqual(['b'])
  expect(ids(unconfirmed(both, [said(5, 'Hello'), said(6, 'Hello')]))).toEqual([])
})

test('a note is not confirmed by a reply', () => {
  expect(ids(unconfirmed([{ ...writing('a', 'Hello', 4), mode: 'note' }], [said(5, 'Hello')]))).toEqual(['a'])
})
