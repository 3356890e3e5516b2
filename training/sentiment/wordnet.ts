import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One meaning with its words and its pointers to others. */
export interface Synset {
  words: string[]
  pointers: { symbol: string; to: string }[]
  gloss: string
}

export interface WordNet {
  /** Keyed by part of speech and offset ("a00001740"). */
  synsets: Map<string, Synset>
  /** For each word and part of speech its meanings, the most usual first. */
  senses: Map<string, string[][]>
}

const parts = [
  ['n', 'noun'],
  ['v', 'verb'],
  ['a', 'adj'],
  ['r', 'adv'],
] as const

/** Reads WordNet's database files (https://wordnet.princeton.edu/documentation/wndb5wn) from the folder that holds data.adj and so on. */
export function readWordNet(folder: string): WordNet {
  const synsets: WordNet['synsets'] = new Map()
  const senses: WordNet['senses'] = new Map()
  for (const [letter, name] of parts) {
    for (const line of linesOf(join(folder, `data.${name}`))) {
      const [head = '', gloss = ''] = line.split(' | ')
      const fields = head.split(' ')
      const count = Number.parseInt(fields[3] ?? '0', 16)
      const words = Array.from({ length: count }, (_, i) =>
        (fields[4 + 2 * i] ?? '').replace(/\(.*\)/, '').toLowerCase(),
      )
      const from = 4 + 2 * count
      const pointers = Array.from({ length: Number(fields[from]) }, (_, i) => {
        const [symbol = '', offset = '', part = ''] = fields.slice(from + 1 + 4 * i, from + 4 + 4 * i)
        return { symbol, to: (part === 's' ? 'a' : part) + offset }
      })
      synsets.set(letter + fields[0], { words, pointers, gloss: gloss.trim() })
    }
    for (const line of linesOf(join(folder, `index.${name}`))) {
      const fields = line.trim().split(' ')
      const offsets = fields.slice(-Number(fields[2])).map((offset) => letter + offset)
      senses.set(fields[0] ?? '', [...(senses.get(fields[0] ?? '') ?? []), offsets])
    }
  }
  return { synsets, senses }
}

/** The licence stands in front, indented by two spaces. */
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('  '))
