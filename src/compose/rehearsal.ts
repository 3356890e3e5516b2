import { openMemory } from '#adapters/store/index.ts'
import { Desk } from '#desk/index.ts'
import type { Clock } from '#domain/clock.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import type { EventOf } from '#domain/events.ts'
import { countedIds } from '#domain/ids.ts'
import { Metrics } from '#monitoring/index.ts'
import { Conversations, noFailpoint, runTurn, type TurnLog, Turns } from '#turn/index.ts'
import { openWorkbench, type WorkbenchOptions } from './workbench.ts'

const quiet: TurnLog = { info() {}, warn() {}, error: (fields, message) => console.error(message, fields) }
const waitMs = 30_000

export interface RehearsedConversation {
  id: string
  /** Sends one message, or several fragments as one; gives the recorded turn. */
  say(text: string | string[], payload?: string): Promise<EventOf<'turn-recorded'>>
}

/**
 * The whole turn in this process over the in-memory store: the same code as the server, without HTTP. What `trace`, `test` and the
 * scenario tests run on.
 */
export async function openRehearsal(options: WorkbenchOptions) {
  const { clock }: { clock: Clock } = options
  const workbench = await openWorkbench(options)
  const { database, bus } = openMemory()
  const ids = countedIds()
  const holder = ids.next('holder')
  const metrics = new Metrics({ processMetrics: false })
  const deps = {
    store: database.conversations,
    journal: database.journal,
    desk: database.desk,
    clock,
    ids,
    metrics,
    log: quiet,
    failpoint: noFailpoint,
  }
  const turns = new Turns({
    store: database.conversations,
    bus,
    clock,
    ids,
    holder,
    log: quiet,
    failpoint: noFailpoint,
    run: async (claim) => runTurn(claim, await workbench.releases.live(workbench.tenant), deps),
  })
  const { tenant, releases, prepared } = workbench
  await database.access.ensureTenant(tenant, 'rehearsal', clock.now())
  const conversations = new Conversations({
    store: database.conversations,
    desk: database.desk,
    bus,
    clock,
    ids,
    releases,
  })
  const desk = new Desk({ store: database.conversations, tickets: database.desk, bus, clock })
  let sent = 0
  return {
    tenant,
    release: prepared.release,
    prepared,
    database,
    desk,
    runtime: () => releases.live(tenant),
    async start({
      locale,
      identity = anonymous,
    }: {
      locale: string | undefined
      identity?: Identity
    }): Promise<RehearsedConversation> {
      const { conversation } = await conversations.start(tenant, {
        channel: 'rest',
        locale,
        identity,
        page: null,
        greet: true,
      })
      return {
        id: conversation.id,
        async say(text, payload) {
          const messages = [text].flat().map((fragment) => {
            sent += 1
            return {
              clientId: `c${sent}`,
              message: ids.next('message'),
              via: payload === undefined ? ('text' as const) : ('button' as const),
              text: fragment,
              payload: payload ?? null,
            }
          })
          const accepted = await turns.send(tenant, conversation.id, messages)
          const events = await turns.waitFor(
            tenant,
            conversation.id,
            accepted.map((message) => message.seq),
            waitMs,
          )
          const turn = events.find((event) => event.kind === 'turn-recorded')
          if (turn === undefined) throw new Error('a turn ended without a record')
          return turn
        },
      }
    },
    async close() {
      await turns.stop()
      await database.close()
    },
  }
}

export type Rehearsal = Awaited<ReturnType<typeof openRehearsal>>
