/**
 * A linear-chain conditional random field over the pieces of a text. Each entity label has four states: begin, inside, last, and unit (one
 * piece alone). Pieces outside remember which label came last, so that "from Boston to Denver" knows at Denver that a departure was read,
 * however many words lie between. All sums are of scaled probabilities, not of logarithms: one exponential per state and piece.
 *
 * State 0 is outside; label k has the states 1 + 4k (begin), + 1 (inside), + 2 (last), + 3 (unit).
 */
export const statesOf = (labels: number) => 1 + 4 * labels

/** Row: the label read last, 0 for none; column 0: to outside, column 1 + k: to an entity k. `gap` from outside, `adjacent` from an entity. */
export interface Transitions {
  labels: number
  gap: Float32Array
  adjacent: Float32Array
}

export const newTransitions = (labels: number): Transitions => ({
  labels,
  gap: new Float32Array((labels + 1) ** 2),
  adjacent: new Float32Array((labels + 1) ** 2),
})

/** Below this a path's share of the probability is not followed: it changes no decision and costs most of the time. */
const negligible = 1e-7
/** Scores that lie so far below the best of their piece count as this probability: above 0, so that every reading keeps some. */
const furthest = -30
const never = Math.exp(furthest)
/** Expected numbers of a transition below this are not told. */
const rare = 1e-4

/** The probabilities of one text's readings; its arrays are used again for the next text. */
export class Lattice {
  readonly #labels: number
  readonly #width: number
  readonly #gap: Float64Array
  readonly #adjacent: Float64Array
  /** Longest text that there is room for. */
  #room = 0
  length = 0
  /** exp(score - best score of the piece), [piece × states]. */
  emission = new Float64Array(0)
  /** Outside by memory, [piece × (labels + 1)]; continuing (begin or inside) and ended (last or unit), [piece × labels + 1], column 0 unused. */
  #outside = new Float64Array(0)
  #begun = new Float64Array(0)
  #inside = new Float64Array(0)
  #last = new Float64Array(0)
  #unit = new Float64Array(0)
  #backOutside = new Float64Array(0)
  #backEnded = new Float64Array(0)
  #backOpen = new Float64Array(0)
  /** What begins here and goes on to any end: [piece × (labels + 1)]. */
  #start = new Float64Array(0)
  #scale = new Float64Array(0)
  #total = 0

  constructor(transitions: Transitions) {
    this.#labels = transitions.labels
    this.#width = transitions.labels + 1
    this.#gap = new Float64Array(this.#width ** 2)
    this.#adjacent = new Float64Array(this.#width ** 2)
    this.follow(transitions)
  }

  /** Takes over all transition scores. */
  follow({ gap, adjacent }: Transitions) {
    for (let i = 0; i < gap.length; i += 1) {
      this.#gap[i] = Math.exp(gap[i] as number)
      this.#adjacent[i] = Math.exp(adjacent[i] as number)
    }
  }

  /** Takes over one changed transition score. */
  followOne(isGap: boolean, index: number, score: number) {
    ;(isGap ? this.#gap : this.#adjacent)[index] = Math.exp(score)
  }

  /** Reads scores, [piece × states]. Returns the logarithm of the sum over all readings. */
  forward(scores: Float32Array, length: number): number {
    this.#makeRoom(length)
    this.length = length
    const width = this.#width
    const states = statesOf(this.#labels)
    const entering = this.#start
    let logTotal = 0
    for (let t = 0; t < length; t += 1) {
      const row = t * width
      const before = row - width
      logTotal += this.#exponentiate(scores, t, states)
      const e = t * states
      for (let y = 0; y < width; y += 1) entering[row + y] = 0
      if (t === 0) {
        for (let y = 1; y < width; y += 1) entering[row + y] = this.#gap[y] as number
        for (let m = 0; m < width; m += 1) this.#outside[row + m] = 0
        this.#outside[row] = (this.#gap[0] as number) * (this.emission[e] as number)
      } else {
        for (let m = 0; m < width; m += 1) {
          const out = this.#outside[before + m] as number
          const ended = (this.#last[before + m] as number) + (this.#unit[before + m] as number)
          const at = m * width
          this.#outside[row + m] =
            (out * (this.#gap[at] as number) + ended * (this.#adjacent[at] as number)) * (this.emission[e] as number)
          if (out > negligible)
            for (let y = 1; y < width; y += 1) (entering[row + y] as number) += out * (this.#gap[at + y] as number)
          if (ended > negligible)
            for (let y = 1; y < width; y += 1)
              (entering[row + y] as number) += ended * (this.#adjacent[at + y] as number)
        }
      }
      let sum = 0
      for (let m = 0; m < width; m += 1) sum += this.#outside[row + m] as number
      for (let y = 1; y < width; y += 1) {
        const s = e + 1 + 4 * (y - 1)
        const enters = entering[row + y] as number
        const open = t === 0 ? 0 : (this.#begun[before + y] as number) + (this.#inside[before + y] as number)
        const b = enters * (this.emission[s] as number)
        const i = open * (this.emission[s + 1] as number)
        const l = open * (this.emission[s + 2] as number)
        const u = enters * (this.emission[s + 3] as number)
        this.#begun[row + y] = b
        this.#inside[row + y] = i
        this.#last[row + y] = l
        this.#unit[row + y] = u
        sum += b + i + l + u
      }
      const scale = 1 / sum
      this.#scale[t] = scale
      logTotal += Math.log(sum)
      for (let m = row; m < row + width; m += 1) {
        ;(this.#outside[m] as number) *= scale
        ;(this.#begun[m] as number) *= scale
        ;(this.#inside[m] as number) *= scale
        ;(this.#last[m] as number) *= scale
        ;(this.#unit[m] as number) *= scale
      }
    }
    const row = (length - 1) * width
    let total = 0
    for (let m = 0; m < width; m += 1) {
      total += this.#outside[row + m] as number
      if (m > 0) total += (this.#last[row + m] as number) + (this.#unit[row + m] as number)
    }
    this.#total = total
    return logTotal + Math.log(total)
  }

  /** After `forward`. */
  backward() {
    const width = this.#width
    const states = statesOf(this.#labels)
    for (let t = this.length - 1; t >= 0; t -= 1) {
      const row = t * width
      if (t === this.length - 1) {
        for (let m = 0; m < width; m += 1) {
          this.#backOutside[row + m] = 1 / this.#total
          this.#backEnded[row + m] = 1 / this.#total
          this.#backOpen[row + m] = 0
        }
      } else {
        const next = row + width
        const e = (t + 1) * states
        const scale = this.#scale[t + 1] as number
        const outside = this.emission[e] as number
        for (let m = 0; m < width; m += 1) {
          const at = m * width
          const stays = outside * (this.#backOutside[next + m] as number)
          let out = (this.#gap[at] as number) * stays
          let ended = (this.#adjacent[at] as number) * stays
          // Nothing is asked of states that the forward pass did not reach.
          if ((this.#outside[row + m] as number) > negligible)
            for (let y = 1; y < width; y += 1) out += (this.#gap[at + y] as number) * (this.#start[next + y] as number)
          if (m > 0 && (this.#last[row + m] as number) + (this.#unit[row + m] as number) > negligible)
            for (let y = 1; y < width; y += 1)
              ended += (this.#adjacent[at + y] as number) * (this.#start[next + y] as number)
          this.#backOutside[row + m] = out * scale
          this.#backEnded[row + m] = ended * scale
          if (m === 0) continue
          const s = e + 1 + 4 * (m - 1)
          this.#backOpen[row + m] =
            ((this.emission[s + 1] as number) * (this.#backOpen[next + m] as number) +
              (this.emission[s + 2] as number) * (this.#backEnded[next + m] as number)) *
            scale
        }
      }
      const e = t * states
      for (let y = 1; y < width; y += 1) {
        const s = e + 1 + 4 * (y - 1)
        this.#start[row + y] =
          (this.emission[s] as number) * (this.#backOpen[row + y] as number) +
          (this.emission[s + 3] as number) * (this.#backEnded[row + y] as number)
      }
    }
  }

  /** After `backward`: the probability of each state of each piece, [piece × states]. */
  marginals(into: Float64Array) {
    const width = this.#width
    const states = statesOf(this.#labels)
    for (let t = 0; t < this.length; t += 1) {
      const row = t * width
      let outside = 0
      for (let m = 0; m < width; m += 1)
        outside += (this.#outside[row + m] as number) * (this.#backOutside[row + m] as number)
      into[t * states] = outside
      for (let y = 1; y < width; y += 1) {
        const s = t * states + 1 + 4 * (y - 1)
        into[s] = (this.#begun[row + y] as number) * (this.#backOpen[row + y] as number)
        into[s + 1] = (this.#inside[row + y] as number) * (this.#backOpen[row + y] as number)
        into[s + 2] = (this.#last[row + y] as number) * (this.#backEnded[row + y] as number)
        into[s + 3] = (this.#unit[row + y] as number) * (this.#backEnded[row + y] as number)
      }
    }
  }

  /** After `backward`: tells each transition into an entity, or out of one, with its expected number. */
  eachTransition(tell: (isGap: boolean, index: number, expected: number) => void) {
    const width = this.#width
    const states = statesOf(this.#labels)
    for (let t = 0; t < this.length; t += 1) {
      const row = t * width
      const before = row - width
      const scale = this.#scale[t] as number
      const outside = this.emission[t * states] as number
      if (t === 0) {
        for (let y = 1; y < width; y += 1) {
          const p = (this.#gap[y] as number) * (this.#start[y] as number) * scale
          if (p > rare) tell(true, y, p)
        }
        continue
      }
      for (let m = 0; m < width; m += 1) {
        const at = m * width
        const out = (this.#outside[before + m] as number) * scale
        if (out > rare)
          for (let y = 1; y < width; y += 1) {
            const p = out * (this.#gap[at + y] as number) * (this.#start[row + y] as number)
            if (p > rare) tell(true, at + y, p)
          }
        if (m === 0) continue
        const ended = ((this.#last[before + m] as number) + (this.#unit[before + m] as number)) * scale
        if (ended <= rare) continue
        const p = ended * (this.#adjacent[at] as number) * outside * (this.#backOutside[row + m] as number)
        if (p > rare) tell(false, at, p)
        for (let y = 1; y < width; y += 1) {
          const p = ended * (this.#adjacent[at + y] as number) * (this.#start[row + y] as number)
          if (p > rare) tell(false, at + y, p)
        }
      }
    }
  }

  /** After `backward`: the probability that exactly these pieces are one entity of the label. */
  spanProbability(label: number, from: number, to: number): number {
    const width = this.#width
    const states = statesOf(this.#labels)
    const y = label + 1
    const s = 1 + 4 * label
    if (to - from === 1) return (this.#unit[from * width + y] as number) * (this.#backEnded[from * width + y] as number)
    let path = this.#begun[from * width + y] as number
    for (let t = from + 1; t < to; t += 1) {
      const state = t === to - 1 ? s + 2 : s + 1
      path *= (this.emission[t * states + state] as number) * (this.#scale[t] as number)
    }
    return path * (this.#backEnded[(to - 1) * width + y] as number)
  }

  #exponentiate(scores: Float32Array, t: number, states: number): number {
    let best = Number.NEGATIVE_INFINITY
    const from = t * states
    for (let s = from; s < from + states; s += 1) if ((scores[s] as number) > best) best = scores[s] as number
    for (let s = from; s < from + states; s += 1) {
      const below = (scores[s] as number) - best
      this.emission[s] = below > furthest ? Math.exp(below) : never
    }
    return best
  }

  #makeRoom(length: number) {
    if (length <= this.#room) return
    this.#room = Math.max(length, 2 * this.#room, 32)
    const cells = this.#room * this.#width
    this.emission = new Float64Array(this.#room * statesOf(this.#labels))
    this.#outside = new Float64Array(cells)
    this.#begun = new Float64Array(cells)
    this.#inside = new Float64Array(cells)
    this.#last = new Float64Array(cells)
    this.#unit = new Float64Array(cells)
    this.#backOutside = new Float64Array(cells)
    this.#backEnded = new Float64Array(cells)
    this.#backOpen = new Float64Array(cells)
    this.#start = new Float64Array(cells)
    this.#scale = new Float64Array(this.#room)
  }
}
