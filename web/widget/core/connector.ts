import {
  advance,
  type ConnectionEffect,
  type ConnectionInput,
  type ConnectionState,
  disconnected,
} from './connection.ts'
import { limits } from './limits.ts'
import type { Link } from './link.ts'
import type { Surroundings } from './surroundings.ts'

export interface ConnectorHost {
  /** Opens a link, or gives null where `isCurrent` says that nobody wants it any more. What it throws counts as a failed attempt. */
  open(via: 'socket' | 'http', isCurrent: () => boolean): Promise<Link | null>
  /** An attempt threw. The host decides whether that means `dropped` or `stop`. */
  failed(reason: unknown): void
  changed(): void
}

/** Carries out what the connection's state machine decides: opens and closes links, sets and clears its timers. */
export class Connector {
  readonly #around: Surroundings
  readonly #host: ConnectorHost
  #state: ConnectionState = disconnected
  #link: Link | null = null
  /** Rises with every opening and closing: what a former attempt still has to say is passed over. */
  #attempt = 0
  #stopWaiting = () => {}
  #stopUpgrade = () => {}

  constructor(around: Surroundings, host: ConnectorHost) {
    this.#around = around
    this.#host = host
  }

  get state(): ConnectionState {
    return this.#state
  }

  /** The open link; null while there is none. */
  get link(): Link | null {
    return this.#link
  }

  feed(input: ConnectionInput): void {
    const { state, effects } = advance(this.#state, input, this.#around.random())
    this.#state = state
    for (const effect of effects) this.#apply(effect)
    if (input.type === 'ready' && state.via === 'http')
      this.#stopUpgrade = this.#around.later(limits.httpBeforeSocketMs, () => this.feed({ type: 'upgrade' }))
    this.#host.changed()
  }

  #apply(effect: ConnectionEffect): void {
    if (effect.do === 'wait') this.#stopWaiting = this.#around.later(effect.ms, () => this.feed({ type: 'timer' }))
    else if (effect.do === 'stop-waiting') this.#stopWaiting()
    else if (effect.do === 'close') {
      this.#attempt += 1
      this.#stopUpgrade()
      this.#link?.close()
      this.#link = null
    } else void this.#open(effect.via)
  }

  async #open(via: 'socket' | 'http'): Promise<void> {
    this.#attempt += 1
    const attempt = this.#attempt
    const isCurrent = () => attempt === this.#attempt
    try {
      const link = await this.#host.open(via, isCurrent)
      if (isCurrent()) this.#link = link
      else link?.close()
    } catch (reason) {
      if (isCurrent()) this.#host.failed(reason)
    }
  }
}
