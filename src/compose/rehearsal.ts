import { type OpenedStore, openMemory } from '#adapters/store/index.ts'
import { Desk } from '#desk/index.ts'
import type { VisitedStep } from '#dialogue/index.ts'
import type { Clock } from '#domain/clock.ts'
import { anonymous, type Identity } from '#domain/customer.ts'
import type { EventOf } from '#domain/events.ts'
import { type ConversationId, countedIds, type IdSource } from '#domain/ids.ts'
import type { Reply } from '#domain/reply.ts'
import type { LanguageModels } from '#language-models/index.ts'
import { Metrics } from '#monitoring/index.ts'
import type { ConversationStore } from '#ports/conversation-store.ts'
import type { Proposer } from '#ports/proposer.ts'
import { oneTimeCodes } from '#tools/index.ts'
import { Alarms, Conversations, noFailpoint, runTurn, type TurnLog, Turns, turnLimits } from '#turn/index.ts'
import { ModelsOfReleases } from './models.ts'
import { Sessions } from './sessions.ts'
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts'
import { workshopFor } from './workshop.ts'

const quiet: TurnLog = { info() {}, warn() {}, error: (fields, message) => console.error(message, fields) }
const waitMs = 30_000
/** The first digits of this are every one-time code in scenarios, `trace` and walks. */
const rehearsedCode = '1234567890'
/** More than worlds that share a store leave due in it. */
const everyoneAtMost = 100_000

export interface RehearsedConversation {
  id: ConversationId
  greeting: Reply | null
  /** Sends one message, or several fragments as one; gives the recorded turn. */
  say(text: string | string[], payload?: string): Promise<EventOf<'turn-recorded'>>
}

/**
 * The whole turn in this process over the in-memory store: the same code as the server, without HTTP, with the language models that the
 * assistant configures. What `trace` runs on; scenarios open worlds of their own, which ask no model, so that they are the same every time.
 */
export async function openRehearsal(options: WorkbenchOptions) {
  const workbench = await openWorkbench(options)
  const { tenant, prepared, releases } = workbench
  const { assistantFolder, environment, clock } = options
  const models = new ModelsOfReleases({
    environment,
    encoders: workshopFor(assistantFolder, environment).encoders,
    clock,
    metrics: new Metrics({ processMetrics: false }),
    log: quiet,
    spending: null,
  })
  const languageModels = await models.of((await releases.live(tenant)).config)
  const world = await openWorld(workbench, clock, languageModels && { languageModels })
  const close = async () => {
    await world.close()
    await workbench.close()
  }
  return { ...world, close, tenant, release: prepared.release, prepared, runtime: () => releases.live(tenant) }
}

export type Rehearsal = Awaited<ReturnType<typeof openRehearsal>>

/** What a world is made of, where it is not an empty one of its own. */
export interface WorldParts {
  /** A store that several worlds share, one after the other; whoever opened it closes it. */
  store?: OpenedStore
  /** Needed with a shared store: two worlds must not count the same ids. */
  ids?: IdSource
  log?: TurnLog
  /** Told which steps of flows were done. */
  onVisited?: (visited: readonly VisitedStep[]) => void
  /** Proposes beside the embedded models. */
  proposer?: Proposer
  /** Language models at the edge, in place of those that the assistant configures. */
  languageModels?: LanguageModels
  /** Given what goes on after turns are recorded. */
  onLater?: (work: Promise<void>) => void
}

/**
 * An empty store with everything that works on it, under a clock of its own. Ids are counted from 1, so that the same conversation
 * in a fresh world is the same to the letter, drawn wordings included.
 */
export async function openWorld(
  { tenant, releases }: Pick<Workbench, 'tenant' | 'releases'>,
  clock: Clock,
  { store, ids = countedIds(), log = quiet, onVisited, proposer, languageModels, onLater }: WorldParts = {},
) {
  const { database, bus } = store ?? openMemory()
  const holder = ids.next('holder')
  const metrics = new Metrics({ processMetrics: false })
  const dependencies = {
    store: database.conversations,
    journal: database.journal,
    profiles: database.profiles,
    // Always the same digits, so that scenarios can give them; ids are counted, so that the same conversation is the same.
    codes: oneTimeCodes({
      store: database.codes,
      clock,
      secret: async () => 'rehearsal',
      newCode: (digits) => rehearsedCode.slice(0, digits),
      newSalt: () => ids.next('message'),
    }),
    desk: database.desk,
    clock,
    ids,
    metrics,
    log,
    failpoint: noFailpoint,
    ...(onVisited && { onVisited }),
    ...(proposer && { proposer }),
    ...(languageModels && { languageModels }),
    ...(onLater && { onLater }),
    bus,
  }
  const turns = new Turns({
    store: database.conversations,
    bus,
    clock,
    ids,
    holder,
    log,
    failpoint: noFailpoint,
    leaseMs: turnLimits.leaseMs,
    run: async (claim) => runTurn(claim, await releases.live(tenant), dependencies),
  })
  /** In a shared store what other worlds left due is none of this one's: their clocks and tools were others. */
  const begun = new Set<ConversationId>()
  const due: ConversationStore['due'] = async (atMs, limit) => {
    const found = await database.conversations.due(atMs, store === undefined ? limit : everyoneAtMost)
    return { ...found, conversations: found.conversations.filter((one) => begun.has(one.conversation)).slice(0, limit) }
  }
  const alarms = new Alarms({ store: { due }, turns, clock, log })
  await database.access.ensureTenant(tenant, 'rehearsal', clock.now())
  const conversations = new Conversations({
    store: database.conversations,
    desk: database.desk,
    bus,
    clock,
    ids,
    profiles: database.profiles,
    log: quiet,
    releases,
  })
  const desk = new Desk({ store: database.conversations, tickets: database.desk, bus, clock })
  const sessions = new Sessions({ store: database.conversations, bus, clock, log, releases, tenant })
  let sent = 0
  return {
    database,
    desk,
    conversations,
    sessions,
    alarms,
    turns,
    async start({
      locale,
      identity = anonymous,
    }: {
      locale: string | undefined
      identity?: Identity
    }): Promise<RehearsedConversation> {
      const { conversation, event } = await conversations.start(tenant, {
        channel: 'rest',
        locale,
        identity,
        page: null,
        greet: true,
      })
      begun.add(conversation.id)
      return {
        id: conversation.id,
        greeting: event.kind === 'conversation-started' ? (event.personal?.greeting ?? null) : null,
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
      if (store === undefined) await database.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof openWorld>>
