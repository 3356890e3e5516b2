/** A source of numbers in [0, 1). Seeded wherever the outcome is recorded, so that a replay draws the same. */
export interface Random {
  next(): number
}

/**
 * sfc32 (Chris Doty-Humphrey's Small Fast Counter, from PractRand) seeded by FNV-1a over the text.
 * Not for secrets: those come from `node:crypto`.
 */
export function seededRandom(seed: string): Random {
  let hash = 0x811c9dc5
  const words: number[] = []
  for (let round = 0; round < 4; round += 1) {
    for (let i = 0; i < seed.length; i += 1) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193)
    hash = Math.imul(hash ^ round, 0x01000193)
    words.push(hash >>> 0)
  }
  let [a = 1, b = 2, c = 3, counter = 4] = words
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let i = 0; i < 12; i += 1) next()
  return { next }
}

/** One of `items`, or undefined where there are none. */
export function pick<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random.next() * items.length)]
}
