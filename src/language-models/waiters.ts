/** Work that several wait for, each for as long as they want. It ends when nobody waits for it any more. */
interface Shared<T> {
  work: Promise<T>
  waiting: number
  controller: AbortController
}

/** Later than its time nobody waits, whatever the work does. */
const graceMs = 50

/** The same work asked for again while it is under way is not done twice. */
export class Waiters<T> {
  private readonly shared = new Map<string, Shared<T>>()

  /**
   * The result, and whether another had begun the work; `late` after `withinMs` (with a little grace) or when `signal` aborts. Without a key nothing
   * is shared. Rejects as the work does.
   */
  async join(
    key: string | null,
    begin: (signal: AbortSignal) => Promise<T>,
    withinMs: number,
    signal?: AbortSignal,
  ): Promise<{ value: T; joined: boolean } | 'late'> {
    if (signal?.aborted) return 'late'
    const known = key === null ? undefined : this.shared.get(key)
    const shared = known ?? this.begin(key, begin)
    shared.waiting += 1
    let timer: NodeJS.Timeout | undefined
    let onAbort = () => {}
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), withinMs + graceMs)
      onAbort = () => resolve('late')
      signal?.addEventListener('abort', onAbort, { once: true })
    })
    try {
      const ended = await Promise.race([shared.work.then((value) => ({ value })), late])
      return ended === 'late' ? 'late' : { value: ended.value, joined: known !== undefined }
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      shared.waiting -= 1
      if (shared.waiting === 0) {
        this.forget(key, shared)
        shared.controller.abort()
      }
    }
  }

  private begin(key: string | null, begin: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController()
    const shared: Shared<T> = { work: begin(controller.signal), waiting: 0, controller }
    if (key !== null) this.shared.set(key, shared)
    shared.work.then(
      () => this.forget(key, shared),
      () => this.forget(key, shared),
    )
    return shared
  }

  private forget(key: string | null, shared: Shared<T>): void {
    if (key !== null && this.shared.get(key) === shared) this.shared.delete(key)
  }
}
