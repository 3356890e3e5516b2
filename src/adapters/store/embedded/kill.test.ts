import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { foldConversation } from '#domain/conversation.ts'
import type { ConversationId, TenantId } from '#domain/ids.ts'
import { newHold, newId, seqs, turnRecord, upTo } from '#ports/contract-scene.ts'
import { openEmbedded } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-kill-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Acknowledgements after which the process is killed: in the middle of its work, wherever that is then. */
const killAfter = 300

test('what was acknowledged before a kill is there after it, without gaps, and is taken up in exactly one turn', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./kill-child.ts', import.meta.url)), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let ids: { tenant: TenantId; conversation: ConversationId } | undefined
  const acknowledged: number[] = []
  const recorded: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as
      | { tenant: TenantId; conversation: ConversationId }
      | { seq: number }
      | { turn: number }
    if ('tenant' in said) ids = said
    else if ('seq' in said) acknowledged.push(said.seq)
    else recorded.push(said.turn)
    if (acknowledged.length === killAfter) child.kill('SIGKILL')
  }
  await exited
  expect(child.signalCode).toBe('SIGKILL')
  if (!ids) throw new Error('the process said nothing')

  const { tenant, conversation } = ids
  const { database } = await openEmbedded({ folder })
  try {
    const { conversations } = database
    const before = await conversations.events(tenant, conversation, 0, 10_000)
    expect(seqs(before.events)).toEqual(upTo(before.lastSeq))
    const received = before.events.filter((event) => event.kind === 'message-received').map((event) => event.seq)
    expect(received).toEqual(expect.arrayContaining(acknowledged))
    const turns = before.events.filter((event) => event.kind === 'turn-recorded').map((event) => event.seq)
    expect(turns).toEqual(expect.arrayContaining(recorded))

    // What the dead process had not recorded is taken up now.
    for (;;) {
      const claim = await conversations.claim(tenant, conversation, newHold(newId('holder')), Date.now())
      if (!claim) break
      await conversations.record(claim, turnRecord(claim), Date.now())
    }
    const { events } = await conversations.events(tenant, conversation, 0, 10_000)
    const taken = events.flatMap((event) => (event.kind === 'turn-recorded' ? event.data.messages : []))
    expect(taken.sort((a, b) => a - b)).toEqual(received)
    const row = await conversations.load(tenant, conversation)
    expect(row?.conversation).toEqual(foldConversation(events))
  } finally {
    await database.close()
  }
})
