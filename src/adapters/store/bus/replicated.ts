import type { Clock } from '#domain/clock.ts'
import type { Bus, Notice } from '#ports/bus.ts'
import { inProcessBus } from './in-process.ts'
import type { Outbox } from './outbox.ts'
import { outboxTail } from './outbox-tail.ts'

/** ms between two wake-ups that this process sends the others: twenty a second however many turns there are. */
const wakeMs = 50
/** ms between two looks at the outbox where no wake-up comes: a lost connection, a pooler without LISTEN. */
const pollMs = 1_000
/** Conversations whose own notices are remembered, so that they do not wake this process a second time. */
const rememberedLimit = 10_000

export interface ReplicatedBusOptions {
  outbox: Outbox
  clock: Clock
  /** Tells the other replicas that there is something to read. Not part of any turn's transaction. */
  wakeOthers(): Promise<void>
  /** Calls back when another replica did so; may be silent for any time. Returns the way to stop. */
  onWoken(listener: () => void): () => Promise<void>
  onProblem(error: unknown, doing: string): void
}

/** Listeners of this process are woken at once; those of other replicas when they read the outbox. */
export async function replicatedBus(options: ReplicatedBusOptions): Promise<{ bus: Bus; close(): Promise<void> }> {
  const { outbox, clock, wakeOthers, onWoken, onProblem } = options
  const local = inProcessBus()
  const readNext = await outboxTail(outbox, clock)
  /** The last number this process published, by conversation; oldest first. */
  const published = new Map<string, number>()
  let closed = false
  let reading: Promise<void> | null = null
  let readAgain = false
  let waking: NodeJS.Timeout | null = null
  let wakeAgain = false

  const read = async () => {
    try {
      for (const notice of await readNext()) {
        if (notice.seq > (published.get(keyOf(notice)) ?? 0)) local.publish(notice)
      }
    } catch (error) {
      if (!closed) onProblem(error, 'reading the outbox')
    }
  }
  /** Reads now, or once more after the read that is running. */
  const wake = () => {
    if (closed) return
    if (reading) {
      readAgain = true
      return
    }
    reading = read().then(() => {
      reading = null
      if (readAgain) {
        readAgain = false
        wake()
      }
    })
  }
  const tellOthers = () => {
    if (closed) return
    if (waking) {
      wakeAgain = true
      return
    }
    wakeOthers().catch((error: unknown) => {
      if (!closed) onProblem(error, 'waking other replicas')
    })
    waking = setTimeout(() => {
      waking = null
      if (!wakeAgain) return
      wakeAgain = false
      tellOthers()
    }, wakeMs)
    waking.unref()
  }

  const poll = setInterval(wake, pollMs)
  poll.unref()
  const stopListening = onWoken(wake)
  return {
    bus: {
      publish(notice) {
        const key = keyOf(notice)
        published.delete(key)
        published.set(key, notice.seq)
        if (published.size > rememberedLimit) published.delete(published.keys().next().value ?? '')
        local.publish(notice)
        tellOthers()
      },
      subscribe: local.subscribe,
    },
    async close() {
      closed = true
      clearInterval(poll)
      if (waking) clearTimeout(waking)
      await stopListening()
      await reading
    },
  }
}

const keyOf = ({ tenant, conversation }: Notice): string => `${tenant} ${conversation}`
