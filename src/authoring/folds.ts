import { seededRandom } from '#domain/random.ts'
import type { PlacedExample } from './examples.ts'

/**
 * Which fold each example belongs to: stratified by intent, in a seeded order. The same words stay in one fold whatever intents they stand
 * under, so that no example is read by a model that has seen it.
 */
export function assignFolds(
  examples: readonly Pick<PlacedExample, 'intent' | 'normal'>[],
  folds: number,
  seed: string,
): Int32Array {
  const random = seededRandom(`${seed}:folds`)
  const groups = new Map<string, number[]>()
  examples.forEach(({ normal }, index) => {
    const group = groups.get(normal)
    if (group === undefined) groups.set(normal, [index])
    else group.push(index)
  })
  const order = [...groups.values()]
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random.next() * (i + 1))
    const held = order[i] as number[]
    order[i] = order[j] as number[]
    order[j] = held
  }
  // Each group goes where its first intent has fewest examples so far: folds of an intent differ by the size of one group.
  const assigned = new Int32Array(examples.length)
  const counts = new Map<string, number[]>()
  let turn = 0
  for (const group of order) {
    const { intent } = examples[group[0] as number] as PlacedExample
    const count = counts.get(intent) ?? new Array<number>(folds).fill(0)
    counts.set(intent, count)
    let fold = turn % folds
    for (let step = 0; step < folds; step += 1) {
      const other = (turn + step) % folds
      if ((count[other] as number) < (count[fold] as number)) fold = other
    }
    turn += 1
    count[fold] = (count[fold] as number) + group.length
    for (const index of group) assigned[index] = fold
  }
  return assigned
}
