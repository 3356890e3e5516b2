import type { ConversationId, TenantId } from '#domain/ids.ts'
import type { Bus, Notice } from '#ports/bus.ts'

type Listener = (notice: Notice) => void

/**
 * Wakes the listeners of this process. A listener that throws does not keep the others asleep: its error is rethrown from a
 * microtask of its own, where the process reports it.
 */
export function inProcessBus(): Bus {
  const listeners = new Map<string, Set<Listener>>()
  const wake = (key: string, notice: Notice) => {
    for (const listener of [...(listeners.get(key) ?? [])]) {
      try {
        listener(notice)
      } catch (error) {
        queueMicrotask(() => {
          throw error
        })
      }
    }
  }
  return {
    publish(notice) {
      wake(keyOf(notice.tenant, notice.conversation), notice)
      wake(keyOf(notice.tenant, null), notice)
    },
    subscribe(tenant, conversation, listener) {
      const key = keyOf(tenant, conversation)
      // One entry per subscription, so that the same function may be subscribed twice and stopped once.
      const entry: Listener = (notice) => listener(notice)
      const entries = listeners.get(key) ?? new Set()
      listeners.set(key, entries.add(entry))
      return () => {
        entries.delete(entry)
        if (entries.size === 0 && listeners.get(key) === entries) listeners.delete(key)
      }
    },
  }
}

const keyOf = (tenant: TenantId, conversation: ConversationId | null): string => `${tenant} ${conversation ?? '*'}`
