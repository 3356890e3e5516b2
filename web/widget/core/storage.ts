/** The part of `Storage` the widget uses. */
export interface KeyValue {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  keys(): string[]
}

export function memoryStorage(): KeyValue {
  const values = new Map<string, string>()
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  }
}

/**
 * `localStorage`, and memory for what it refuses: it throws when it is full, when cookies are blocked and in sandboxed frames. The chat
 * then works as before and only forgets at the next page load.
 */
export function browserStorage(open: () => Storage): KeyValue {
  const memory = memoryStorage()
  const attempt = <T>(action: (storage: Storage) => T, otherwise: T): T => {
    try {
      return action(open())
    } catch {
      return otherwise
    }
  }
  return {
    get: (key) => memory.get(key) ?? attempt((storage) => storage.getItem(key), null),
    set(key, value) {
      const stored = attempt((storage) => {
        storage.setItem(key, value)
        return true
      }, false)
      if (stored) memory.remove(key)
      else memory.set(key, value)
    },
    remove(key) {
      memory.remove(key)
      attempt((storage) => storage.removeItem(key), undefined)
    },
    keys: () => [...new Set([...memory.keys(), ...attempt((storage) => Object.keys(storage), [] as string[])])],
  }
}

/** JSON from storage, or null where it is missing or not what `accept` wants: other scripts of the page can write there too. */
export function readJson<T>(storage: KeyValue, key: string, accept: (value: unknown) => value is T): T | null {
  const text = storage.get(key)
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return accept(value) ? value : null
  } catch {
    return null
  }
}
