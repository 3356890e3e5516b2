import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Lattice, newTransitions, statesOf, type Transitions } from './crf.ts'

/** Every reading of a text of so many pieces as states; begin must be ended, as the chain asks. */
function* readings(length: number, labels: number): Generator<number[]> {
  function* from(t: number, open: number): Generator<number[]> {
    if (t === length) {
      if (open === 0) yield []
      return
    }
    const next: [number, number][] = []
    if (open > 0) next.push([4 * open - 2, open], [4 * open - 1, 0])
    else {
      next.push([0, 0])
      for (let label = 1; label <= labels; label += 1) next.push([4 * label - 3, label], [4 * label, 0])
    }
    for (const [state, stillOpen] of next) for (const rest of from(t + 1, stillOpen)) yield [state, ...rest]
  }
  yield* from(0, 0)
}

function scoreOf(states: number[], scores: Float32Array, { labels, gap, adjacent }: Transitions): number {
  let score = 0
  let memory = 0
  let inEntity = false
  states.forEach((state, t) => {
    score += scores[t * statesOf(labels) + state] as number
    const label = state === 0 ? 0 : ((state - 1) >> 2) + 1
    const isStart = state > 0 && ((state - 1) % 4 === 0 || (state - 1) % 4 === 3)
    if (state === 0 || isStart) {
      const table = inEntity ? adjacent : gap
      score += table[memory * (labels + 1) + label] as number
    }
    inEntity = state > 0
    if (isStart) memory = label
  })
  return score
}

const labels = 2
const chains = fc.integer({ min: 1, max: 4 }).chain((length) => {
  const score = fc.float({ min: -4, max: 4, noNaN: true })
  return fc.record({
    length: fc.constant(length),
    scores: fc.array(score, { minLength: length * statesOf(labels), maxLength: length * statesOf(labels) }),
    gap: fc.array(score, { minLength: 9, maxLength: 9 }),
    adjacent: fc.array(score, { minLength: 9, maxLength: 9 }),
  })
})

describe('the chain', () => {
  it('sums over exactly all readings, and its marginals are theirs', () => {
    fc.assert(
      fc.property(chains, ({ length, ...drawn }) => {
        const transitions = newTransitions(labels)
        transitions.gap.set(drawn.gap)
        transitions.adjacent.set(drawn.adjacent)
        const scores = Float32Array.from(drawn.scores)
        const all = [...readings(length, labels)].map((states) => ({
          states,
          weight: Math.exp(scoreOf(states, scores, transitions)),
        }))
        const total = all.reduce((sum, { weight }) => sum + weight, 0)
        const lattice = new Lattice(transitions)
        expect(lattice.forward(scores, length)).toBeCloseTo(Math.log(total), 4)
        lattice.backward()
        const marginals = new Float64Array(length * statesOf(labels))
        lattice.marginals(marginals)
        for (let t = 0; t < length; t += 1)
          for (let state = 0; state < statesOf(labels); state += 1) {
            const right = all.reduce((sum, { states, weight }) => sum + (states[t] === state ? weight : 0), 0) / total
            expect(marginals[t * statesOf(labels) + state]).toBeCloseTo(right, 4)
          }
        for (let from = 0; from < length; from += 1)
          for (let to = from + 1; to <= length; to += 1) {
            const span = (states: number[]) =>
              to - from === 1
                ? states[from] === 8
                : states[from] === 5 &&
                  states[to - 1] === 7 &&
                  states.slice(from + 1, to - 1).every((state) => state === 6)
            const right = all.reduce((sum, { states, weight }) => sum + (span(states) ? weight : 0), 0) / total
            expect(lattice.spanProbability(1, from, to)).toBeCloseTo(right, 4)
          }
      }),
      { numRuns: 60 },
    )
  })
})
