import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { eachLetterGram } from '../../src/understanding/language/letter-grams.ts'
import { packTable, type TableRows, weightStep } from '../../src/understanding/language/letter-table.ts'
import { settings } from './settings.ts'

/*
 * Makes src/understanding/language/letter-table.bin from the language models of Lingua 1.4.2 (see README.md):
 *   node training/language/build-table.ts <folder with the unpacked package>/lingua/language-models
 */
const names = ['unigrams', 'bigrams', 'trigrams', 'quadrigrams', 'fivegrams']
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('Say where the folder language-models is.')

/** hash → weights by language, in steps. */
const runs = new Map<number, Map<number, number>>()
const languages = settings.sharedScript.filter((language) => !settings.left.includes(language)).sort()
languages.forEach((language, index) => {
  // A model gives the share of a run among those with the same beginning: together the share among all of its length.
  let shorter = new Map([['', 0]])
  names.forEach((name, order) => {
    const shares = new Map<string, number>()
    const file = join(folder, language, `${name}.json.br`)
    if (!existsSync(file)) throw new Error(`There is no ${file}.`)
    const { ngrams } = JSON.parse(brotliDecompressSync(readFileSync(file)).toString()) as {
      ngrams: Record<string, string>
    }
    for (const [fraction, list] of Object.entries(ngrams)) {
      const [part = 0, whole = 1] = fraction.split('/').map(Number)
      for (const run of list.split(' ')) {
        const before = shorter.get([...run].slice(0, -1).join(''))
        if (before === undefined) continue
        const share = before + Math.log(part / whole)
        shares.set(run, share)
        const above = share - (settings.rarest[order] as number)
        if (above <= 0) continue
        const weights = weightsOf(run)
        const steps = Math.min(255, Math.round((above + settings.offset) / weightStep))
        weights.set(index, Math.max(steps, weights.get(index) ?? 0))
      }
    }
    shorter = shares
  })
})

function weightsOf(run: string): Map<number, number> {
  let hash = 0
  // The last run that starts at the first letter and is whole is `run` itself.
  let first = true
  let left = [...run].length
  eachLetterGram(run, (found) => {
    if (!first) return
    left -= 1
    if (left === 0) {
      hash = found
      first = false
    }
  })
  const known = runs.get(hash)
  if (known !== undefined) return known
  const made = new Map<number, number>()
  runs.set(hash, made)
  return made
}

const sorted = [...runs].sort(([a], [b]) => a - b)
const entries = sorted.flatMap(([, weights]) => [...weights].sort(([a], [b]) => a - b))
const rows: TableRows = {
  languages,
  hashes: Uint32Array.from(sorted, ([hash]) => hash),
  counts: Uint8Array.from(sorted, ([, weights]) => weights.size),
  entryLanguages: Uint8Array.from(entries, ([language]) => language),
  entryWeights: Uint8Array.from(entries, ([, weight]) => weight),
}
const packed = packTable(rows)
writeFileSync(new URL('../../src/understanding/language/letter-table.bin', import.meta.url), packed)
console.log(
  `${languages.length} languages, ${sorted.length} runs of letters, ${entries.length} weights, ${packed.length} bytes`,
)
