import { expect, test } from 'vitest'
import { countedIds } from '#domain/ids.ts'
import { type DraftNotice, Drafts } from './drafts.ts'

const ids = countedIds()
const tenant = ids.next('tenant')
const conversation = ids.next('conversation')

function heard(drafts: Drafts, of = conversation) {
  const notices: DraftNotice[] = []
  const stop = drafts.listen(tenant, of, (notice) => notices.push(notice))
  return { notices, stop }
}

test('sentences are heard as they are written, in order', () => {
  const drafts = new Drafts()
  const { notices } = heard(drafts)
  drafts.say(tenant, conversation, 't1', 'One.')
  drafts.say(tenant, conversation, 't1', 'Two.')
  expect(notices).toEqual([
    { kind: 'draft', turn: 't1', index: 0, text: 'One.' },
    { kind: 'draft', turn: 't1', index: 1, text: 'Two.' },
  ])
})

test('who comes later hears what was written until then', () => {
  const drafts = new Drafts()
  drafts.say(tenant, conversation, 't1', 'One.')
  expect(heard(drafts).notices).toEqual([{ kind: 'draft', turn: 't1', index: 0, text: 'One.' }])
})

test('a turn that is run again makes void what the first run wrote', () => {
  const drafts = new Drafts()
  const { notices } = heard(drafts)
  drafts.say(tenant, conversation, 't1', 'One.')
  drafts.say(tenant, conversation, 't2', 'Other.')
  expect(notices.slice(1)).toEqual([
    { kind: 'retract', turn: 't1' },
    { kind: 'draft', turn: 't2', index: 0, text: 'Other.' },
  ])
})

test('nothing is left of a reply that is recorded, and nothing is retracted that nobody wrote', () => {
  const drafts = new Drafts()
  const { notices } = heard(drafts)
  drafts.say(tenant, conversation, 't1', 'One.')
  drafts.settle(tenant, conversation)
  drafts.retract(tenant, conversation)
  expect(notices).toHaveLength(1)
  expect(heard(drafts).notices).toEqual([])
})

test('nobody hears another conversation, and who stopped hears nothing', () => {
  const drafts = new Drafts()
  const other = heard(drafts, ids.next('conversation'))
  const gone = heard(drafts)
  gone.stop()
  drafts.say(tenant, conversation, 't1', 'One.')
  expect([...other.notices, ...gone.notices]).toEqual([])
})

test('one reply has a bounded number of sentences told before it is there', () => {
  const drafts = new Drafts()
  const { notices } = heard(drafts)
  for (let index = 0; index < 100; index += 1) drafts.say(tenant, conversation, 't1', 'More.')
  expect(notices).toHaveLength(40)
})
