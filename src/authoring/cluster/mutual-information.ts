/**
 * Adjusted mutual information of two groupings of the same things (Vinh, Epps and Bailey 2010): 1 where they agree, about 0 where they
 * agree as much as chance makes them, given the sizes of their groups. Normalised by the arithmetic mean of the two entropies.
 */
export function adjustedMutualInformation(
  one: readonly (string | number)[],
  other: readonly (string | number)[],
): number {
  const table = contingency(one, other)
  const entropies = (entropy(table.rows, table.total) + entropy(table.columns, table.total)) / 2
  // Both put everything into one group, or both nothing together: they agree, and there is nothing to tell from chance.
  if (table.rows.length === table.columns.length && [1, table.total].includes(table.rows.length)) return 1
  const expected = expectedMutualInformation(table.rows, table.columns, table.total)
  const room = entropies - expected
  if (Math.abs(room) < Number.EPSILON) return 0
  return (mutualInformation(table) - expected) / room
}

export interface Contingency {
  rows: number[]
  columns: number[]
  /** Things that are in both groups, for pairs that have any. */
  cells: { row: number; column: number; count: number }[]
  total: number
}

export function contingency(one: readonly (string | number)[], other: readonly (string | number)[]): Contingency {
  if (one.length !== other.length)
    throw new Error(`${one.length} and ${other.length} labels are not of the same things`)
  const [rowOf, columnOf] = [numbered(one), numbered(other)]
  const rows = new Array<number>(rowOf.size).fill(0)
  const columns = new Array<number>(columnOf.size).fill(0)
  const counts = new Map<number, number>()
  one.forEach((label, i) => {
    const row = rowOf.get(label) as number
    const column = columnOf.get(other[i] as string | number) as number
    rows[row] = (rows[row] as number) + 1
    columns[column] = (columns[column] as number) + 1
    const key = row * columnOf.size + column
    counts.set(key, (counts.get(key) ?? 0) + 1)
  })
  const cells = [...counts].map(([key, count]) => ({
    row: Math.floor(key / columnOf.size),
    column: key % columnOf.size,
    count,
  }))
  return { rows, columns, cells, total: one.length }
}

function numbered(labels: readonly (string | number)[]): Map<string | number, number> {
  const numbers = new Map<string | number, number>()
  for (const label of labels) if (!numbers.has(label)) numbers.set(label, numbers.size)
  return numbers
}

/** Of a grouping with groups of these sizes, in nats. */
export const entropy = (sizes: readonly number[], total: number): number =>
  -sizes.reduce((sum, size) => (size === 0 ? sum : sum + (size / total) * Math.log(size / total)), 0)

/** In nats. */
export function mutualInformation({ rows, columns, cells, total }: Contingency): number {
  return cells.reduce((sum, { row, column, count }) => {
    const expected = ((rows[row] as number) * (columns[column] as number)) / total
    return sum + (count / total) * Math.log(count / expected)
  }, 0)
}

/**
 * What two groupings with groups of these sizes share on average if everything is shuffled (the hypergeometric model of permutations), in
 * nats. Takes time proportional to (number of rows x columns x size of the smaller group).
 */
export function expectedMutualInformation(rows: readonly number[], columns: readonly number[], total: number): number {
  const logFactorial = new Float64Array(total + 1)
  for (let n = 1; n <= total; n += 1) logFactorial[n] = (logFactorial[n - 1] as number) + Math.log(n)
  const of = (n: number) => logFactorial[n] as number
  let sum = 0
  for (const a of rows) {
    for (const b of columns) {
      const fixed = of(a) + of(b) + of(total - a) + of(total - b) - of(total)
      for (let shared = Math.max(1, a + b - total); shared <= Math.min(a, b); shared += 1) {
        const chance = Math.exp(fixed - of(shared) - of(a - shared) - of(b - shared) - of(total - a - b + shared))
        sum += (shared / total) * Math.log((total * shared) / (a * b)) * chance
      }
    }
  }
  return sum
}
