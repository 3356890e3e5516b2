/**
 * The places of the `k` largest positive scores whose place is accepted, largest first, the earlier of equals first. `accepts` is asked
 * only for what would be among them: filters are dearer than comparisons.
 */
export function topOf(scores: Float32Array, k: number, accepts: (at: number) => boolean): number[] {
  // A heap with the least of the best on top.
  const heap: number[] = []
  const isLess = (a: number, b: number) => scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b)
  const sink = () => {
    for (let at = 0; ; ) {
      let least = at
      for (let child = at * 2 + 1; child <= at * 2 + 2 && child < heap.length; child += 1)
        if (isLess(heap[child]!, heap[least]!)) least = child
      if (least === at) return
      const swap = heap[at]!
      heap[at] = heap[least]!
      heap[least] = swap
      at = least
    }
  }
  const rise = () => {
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!isLess(heap[at]!, heap[parent]!)) return
      const swap = heap[at]!
      heap[at] = heap[parent]!
      heap[parent] = swap
      at = parent
    }
  }
  let bar = 0
  for (let at = 0; at < scores.length; at += 1) {
    // The earlier of equals is already in.
    if (scores[at]! <= bar || !accepts(at)) continue
    if (heap.length < k) {
      heap.push(at)
      rise()
    } else {
      heap[0] = at
      sink()
    }
    if (heap.length === k) bar = scores[heap[0]!]!
  }
  return heap.sort((a, b) => scores[b]! - scores[a]! || a - b)
}
