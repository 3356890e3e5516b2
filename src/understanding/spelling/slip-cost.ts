import { rulesEnding } from './slip-rules.ts'

/** Rows of the keyboards that most customers type on; neighbours are one step away in any direction. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const adjacent = new Set<string>()
rows.forEach((row, y) => {
  for (let x = 0; x < row.length; x += 1) {
    for (const [otherX, otherY] of [
      [x + 1, y],
      [x, y + 1],
      [x - 1, y + 1],
    ] as const) {
      const other = rows[otherY]?.[otherX]
      if (other !== undefined) adjacent.add(`${row[x]}${other}`).add(`${other}${row[x]}`)
    }
  }
})
const vowels = new Set('aeiouy')
/** Letters that sound alike. */
const alike = new Set(
  'cs ck sz gj fv dt mn qk xs gk bp iy cz wv uw ij'.split(' ').flatMap((pair) => [pair, `${pair[1]}${pair[0]}`]),
)

/** What each slip costs; an unrelated letter in place of another is about 1. From common sense; see docs/understanding/spelling.md. */
const costs = {
  swap: 0.55,
  neighbourKey: 0.75,
  vowelForVowel: 0.55,
  soundsAlike: 0.6,
  otherLetter: 1.05,
  /** A letter doubled or not doubled. */
  double: 0.3,
  apostrophe: 0.15,
  leftOut: 0.75,
  leftOutVowel: 0.6,
  leftOutE: 0.5,
  tooMany: 0.8,
  tooManyVowels: 0.65,
  tooManyE: 0.5,
  /** On top, where the first letter is hit: people rarely miss it. */
  first: 0.45,
}

function substitution(written: string, meant: string): number {
  if (written === meant) return 0
  const pair = written + meant
  if (vowels.has(written) && vowels.has(meant)) return costs.vowelForVowel
  if (adjacent.has(pair)) return costs.neighbourKey
  return alike.has(pair) ? costs.soundsAlike : costs.otherLetter
}

/** A letter of the meant word that is missing in the written one. */
function omission(meant: string, before: string | undefined, after: string | undefined): number {
  if (meant === "'") return costs.apostrophe
  if (meant === before || meant === after) return costs.double
  if (meant === 'e') return costs.leftOutE
  return vowels.has(meant) ? costs.leftOutVowel : costs.leftOut
}

/** A letter of the written word that does not belong. */
function addition(written: string, before: string | undefined, after: string | undefined): number {
  if (written === "'") return costs.apostrophe
  if (written === before || written === after) return costs.double
  if (written === 'e') return costs.tooManyE
  return vowels.has(written) ? costs.tooManyVowels : costs.tooMany
}

/** The table, reused: nothing in here can be interrupted. */
let cost = new Float64Array(32 * 32)

/**
 * How unlikely it is that somebody who meant one word wrote the other: the cheapest way of single slips (optimal string alignment) and of
 * groups of letters that are taken for each other (slip-rules.ts). Infinity as soon as it is above `most`. Call it for words that may be
 * near: it is quadratic in their lengths.
 */
export function slipCost(written: string, meant: string, most = Number.POSITIVE_INFINITY): number {
  const height = written.length
  const width = meant.length
  const line = width + 1
  if (cost.length < (height + 1) * line) cost = new Float64Array((height + 1) * line)
  for (let i = 0; i <= height; i += 1) {
    let least = Number.POSITIVE_INFINITY
    const w = written[i - 1] as string
    for (let j = 0; j <= width; j += 1) {
      const m = meant[j - 1] as string
      const first = i <= 1 && j <= 1 ? costs.first : 0
      let best = i === 0 && j === 0 ? 0 : Number.POSITIVE_INFINITY
      if (i > 0 && j > 0) {
        const slip = substitution(w, m)
        best = (cost[(i - 1) * line + j - 1] as number) + slip + (slip > 0 ? first : 0)
        for (const rule of rulesEnding(written.charCodeAt(i - 1), meant.charCodeAt(j - 1)) ?? []) {
          const [fromI, fromJ] = [i - rule.written.length, j - rule.meant.length]
          if (fromI < 0 || fromJ < 0) continue
          const total = (cost[fromI * line + fromJ] as number) + rule.cost
          if (total < best && written.startsWith(rule.written, fromI) && meant.startsWith(rule.meant, fromJ))
            best = total
        }
      }
      if (j > 0) best = Math.min(best, (cost[i * line + j - 1] as number) + omission(m, meant[j - 2], meant[j]) + first)
      if (i > 0)
        best = Math.min(best, (cost[(i - 1) * line + j] as number) + addition(w, written[i - 2], written[i]) + first)
      if (i > 1 && j > 1 && w === meant[j - 2] && written[i - 2] === m)
        best = Math.min(best, (cost[(i - 2) * line + j - 2] as number) + costs.swap)
      cost[i * line + j] = best
      if (best < least) least = best
    }
    // A group of letters can come in over four rows, at the price of the cheapest rule.
    if (least > most + reachOfRules) return Number.POSITIVE_INFINITY
  }
  const total = cost[height * line + width] as number
  return total > most ? Number.POSITIVE_INFINITY : total
}

/** A row may be dearer by this than what a rule that started before it makes of it. */
const reachOfRules = 2
