/** Scales to length 1, in place; what has no length, or none that is finite, becomes all zeros. */
export function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  if (length === 0 || !Number.isFinite(length)) return vector.fill(0)
  for (let index = 0; index < vector.length; index++) vector[index] = (vector[index] as number) / length
  return vector
}

/** At most `units` UTF-16 units, never half of a surrogate pair, every lone surrogate replaced (by as many units: spans stay right). */
export function cutText(text: string, units: number): string {
  const wellFormed = text.toWellFormed()
  if (wellFormed.length <= units) return wellFormed
  const last = wellFormed.charCodeAt(units - 1)
  return wellFormed.slice(0, last >= 0xd800 && last <= 0xdbff ? units - 1 : units)
}
