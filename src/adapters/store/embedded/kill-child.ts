/** The process that kill.test.ts kills: accepts and records without end, and says each thing once it is acknowledged. */
import { writeSync } from 'node:fs'
import { newHold, newScene, says, turnRecord } from '#ports/contract-scene.ts'
import { openEmbedded } from './open.ts'

const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`)
const { database } = await openEmbedded({ folder: process.argv[2] ?? '' })
const { tenant, conversation, holder } = await newScene(database)
say({ tenant, conversation })

for (let n = 0; ; n += 1) {
  const messages = [says(`message ${n}`), says(`and ${n}`)]
  const outcome = await database.conversations.accept(tenant, conversation, messages, newHold(holder), Date.now())
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  for (const { seq } of outcome.messages) say({ seq })
  if (!outcome.claimed) throw new Error('nobody else claims')
  const recorded = await database.conversations.record(outcome.claimed, turnRecord(outcome.claimed), Date.now())
  if (recorded.kind !== 'recorded') throw new Error(recorded.kind)
  say({ turn: recorded.firstSeq })
}
