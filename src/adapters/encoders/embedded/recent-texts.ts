/** The last so many texts that were read, with what was made of them; the one not asked for longest goes first. */
export class RecentTexts<T> {
  readonly #most: number
  readonly #kept = new Map<string, T>()

  constructor(most: number) {
    this.#most = most
  }

  get(text: string): T | undefined {
    const found = this.#kept.get(text)
    if (found !== undefined) {
      // A Map keeps the order of insertion: the newest is last.
      this.#kept.delete(text)
      this.#kept.set(text, found)
    }
    return found
  }

  set(text: string, made: T): void {
    this.#kept.delete(text)
    this.#kept.set(text, made)
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value as string)
  }

  clear(): void {
    this.#kept.clear()
  }
}
