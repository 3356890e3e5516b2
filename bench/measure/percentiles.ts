/** The value below which `share` of the times lie (nearest rank), in the unit of the times. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? 0
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits))
