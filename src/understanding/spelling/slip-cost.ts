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
const alike = new Set([
  'cs',
  'sc',
  'ck',
  'kc',
  'sz',
  'zs',
  'gj',
  'jg',
  'fv',
  'vf',
  'dt',
  'td',
  'mn',
  'nm',
  'qk',
  'kq',
  'xs',
  'sx',
])

/** What each slip costs; an unrelated letter in place of another is 1. From common sense and the public list of slips, see docs. */
const costs = {
  swap: 0.55,
  neighbourKey: 0.65,
  vowelForVowel: 0.6,
  soundsAlike: 0.7,
  otherLetter: 1,
  /** A letter doubled or not doubled. */
  double: 0.4,
  apostrophe: 0.15,
  leftOut: 0.75,
  tooMany: 0.8,
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
  return meant === before || meant === after ? costs.double : costs.leftOut
}

/** A letter of the written word that does not belong. */
function addition(written: string, before: string | undefined, after: string | undefined): number {
  if (written === "'") return costs.apostrophe
  return written === before || written === after ? costs.double : costs.tooMany
}

/**
 * How unlikely it is that somebody who meant one word wrote the other: the cheapest way of slips (optimal string alignment). Call it for
 * words that are known to be few edits apart: it is quadratic in their lengths.
 */
export function slipCost(written: string, meant: string): number {
  const height = written.length
  const width = meant.length
  const cost = new Float64Array((height + 1) * (width + 1))
  const at = (i: number, j: number) => i * (width + 1) + j
  for (let i = 0; i <= height; i += 1) {
    for (let j = 0; j <= width; j += 1) {
      if (i === 0 && j === 0) continue
      let best = Number.POSITIVE_INFINITY
      const w = written[i - 1]
      const m = meant[j - 1]
      const first = i <= 1 && j <= 1 ? costs.first : 0
      if (i > 0 && j > 0) {
        const slip = substitution(w as string, m as string)
        best = (cost[at(i - 1, j - 1)] as number) + slip + (slip > 0 ? first : 0)
      }
      if (j > 0)
        best = Math.min(best, (cost[at(i, j - 1)] as number) + omission(m as string, meant[j - 2], meant[j]) + first)
      if (i > 0)
        best = Math.min(
          best,
          (cost[at(i - 1, j)] as number) + addition(w as string, written[i - 2], written[i]) + first,
        )
      if (i > 1 && j > 1 && w === meant[j - 2] && written[i - 2] === m) {
        best = Math.min(best, (cost[at(i - 2, j - 2)] as number) + costs.swap)
      }
      cost[at(i, j)] = best
    }
  }
  return cost[at(height, width)] as number
}
