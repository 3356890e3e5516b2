/**
 * The most processor time that this thread spent between two turns of its loop: how long others waited because of it, without what the
 * machine's other processes took. On a machine of its own it is the longest block.
 */
export class LongestWork {
  ms = 0
  #last = 0
  #isOver = false

  start(): void {
    this.#last = usedMs()
    const tick = () => {
      const used = usedMs()
      this.ms = Math.max(this.ms, used - this.#last)
      this.#last = used
      if (!this.#isOver) globalThis.setTimeout(tick, 1)
    }
    tick()
  }

  stop(): void {
    this.#isOver = true
  }
}

function usedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}
