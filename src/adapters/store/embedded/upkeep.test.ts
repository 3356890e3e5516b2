import { expect, test } from 'vitest'
import { upkeep } from './upkeep.ts'

const mebibyte = 1024 * 1024

/** A database that has written this much log, and keeps what it is told. */
function fakeDatabase() {
  const told: string[] = []
  const state = { bytes: 100 * mebibyte }
  const database = {
    async query(text: string) {
      return { rows: text.includes('pg_tables') ? [{ name: 'a' }, { name: 'b' }] : [{ bytes: String(state.bytes) }] }
    },
    async exec(text: string) {
      told.push(text)
    },
  }
  return { chores: upkeep(database as never), told, state }
}

const requests = async (chores: ReturnType<typeof upkeep>, count: number) => {
  for (let n = 0; n < count; n += 1) await chores.afterRequest()
}

test('a checkpoint is made each time the log has grown by 32 MiB, and not otherwise', async () => {
  const { chores, told, state } = fakeDatabase()
  await requests(chores, 2_000)
  expect(told).toEqual([])
  state.bytes += 32 * mebibyte
  await requests(chores, 500)
  expect(told).toEqual(['checkpoint'])
  await requests(chores, 5_000)
  expect(told).toEqual(['checkpoint'])
  state.bytes += 40 * mebibyte
  await requests(chores, 500)
  expect(told).toEqual(['checkpoint', 'checkpoint'])
})

test('tables are vacuumed one by one in pauses, once enough was written', async () => {
  const { chores, told } = fakeDatabase()
  await requests(chores, 19_999)
  expect(chores.dueInPause()).toBe(false)
  await requests(chores, 1)
  while (chores.dueInPause()) await chores.nextPiece()
  expect(told.sort()).toEqual(['vacuum (analyze) a', 'vacuum (analyze) b'])
  expect(chores.overdue()).toBe(false)
})
