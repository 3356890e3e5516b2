/**
 * Pause before the next attempt, in milliseconds: doubled with every failure up to `maxMs`, its upper half random so that the visitors of a
 * restarted server do not all come back in the same instant.
 * @param failures attempts in a row that failed, at least 1
 * @param random in [0, 1)
 */
export function backoffMs(
  failures: number,
  random: number,
  { firstMs, maxMs }: { firstMs: number; maxMs: number },
): number {
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(failures - 1, 16))
  return Math.round(ceiling / 2 + (ceiling / 2) * random)
}
