import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Random, seededRandom } from '../../src/domain/random.ts'
import type { SafetyClass } from '../../src/responses/guardrails/classifier/model.ts'
import { statementsOf } from '../../src/responses/guardrails/data.ts'
import { expand, pick, readSections, readSlots } from './templates.ts'

export interface Row {
  text: string
  class: SafetyClass
  /** What it was made of: rows of one template are never on both sides of a split. */
  source: string
}

/** Texts per template at most: attacks are fewer and vary more. */
const perTemplate = { attack: 70, 'role-play': 110, benign: 60 }
const folder = join(import.meta.dirname, 'templates')

/** [0, 1) by the hash of a text: which side of a split it is on. */
export const sideOf = (text: string, salt: string): number =>
  createHash('sha256').update(`${salt}:${text}`).digest().readUInt32BE(0) / 2 ** 32

/** All rows that the templates give, with slips, changed writing, and attacks put into harmless messages. */
export function templateRows(seed: string): Row[] {
  const random = seededRandom(`${seed}:templates`)
  const slots = readSlots(join(folder, 'slots.txt'))
  const rows: Row[] = []
  const add = (
    file: string,
    name: string,
    mostOf: (section: string) => number,
    classOf: (section: string) => SafetyClass,
  ) => {
    for (const section of readSections(join(folder, file), name))
      section.templates.forEach((template, index) => {
        const most = mostOf(section.name)
        const seen = new Set<string>()
        // Of the template's own: a new template changes no other rows.
        const random = seededRandom(`${seed}:${template}`)
        for (let i = 0; i < most * 2 && seen.size < most; i += 1)
          seen.add(expand(template, slots, random).replace(/ {2,}/g, ' ').trim())
        for (const text of seen)
          if (text !== '') rows.push({ text, class: classOf(section.name), source: `${file}:${section.name}:${index}` })
      })
  }
  for (const name of ['injection', 'extraction', 'jailbreak'] as const)
    add(
      `${name}.txt`,
      name,
      () => perTemplate.attack,
      () => name,
    )
  add(
    'unsafe.txt',
    'illegal',
    () => perTemplate.attack,
    (section) => section as SafetyClass,
  )
  add(
    'roleplay.txt',
    'role-play',
    () => perTemplate['role-play'],
    () => 'role-play',
  )
  // What only sounds harmful has to outweigh what it sounds like.
  add(
    'benign.txt',
    'customers',
    (section) => (section === 'sounds-harmful' ? 2 : 1) * perTemplate.benign,
    () => 'benign',
  )

  return [...rows, ...mixed(rows, random)].map((row) => ({
    ...row,
    text: rewritten(row.text, seededRandom(`${seed}:${row.text}`)),
  }))
}

/** Harmless messages with an attack in them, and harmless ones beside one another: only what is said may count, not that there is more of it. */
function mixed(rows: readonly Row[], random: Random): Row[] {
  const benign = rows.filter((row) => row.class === 'benign')
  const attacks = rows.filter((row) => row.class !== 'benign' && row.class !== 'role-play')
  const joint = () => pick([' ', '. ', '\n', ' - ', '? ', ', '], random)
  const made: Row[] = []
  for (const attack of attacks) {
    if (random.next() > 0.3) continue
    const before = pick(benign, random).text
    const after = random.next() < 0.3 ? joint() + pick(benign, random).text : ''
    const more = random.next() < 0.25 ? joint() + pick(benign, random).text : ''
    made.push({ ...attack, text: `${before}${more}${joint()}${attack.text}${after}` })
  }
  for (let i = 0; i < benign.length / 3; i += 1) {
    const parts = Array.from({ length: 2 + Math.floor(random.next() * 3) }, () => pick(benign, random))
    made.push({ text: parts.map(({ text }) => text).join(joint()), class: 'benign', source: parts[0]?.source ?? '' })
  }
  return made
}

/** Who writes says nothing of what is meant: names of many origins, before harmless texts and others alike. */
const introduced =
  'Grace Kim,Ahmet Yılmaz,Sofia Rossi,Chidi Eze,Ewa Nowak,Li Na,Rosa Jiménez,Abdul Karim,Sunita Patel,Jack Brown,Latoya Harris,Nguyen Van Minh,Youssef Benali,Ingrid Larsen,Kenji Mori,Ifeoma Obi,Diego Fernández,Zoë Müller,Tariq Aziz,Meera Iyer,Ama Boateng,Jovana Petrović,Pedro Silva,Leila Hosseini'.split(
    ',',
  )

/** As people write: small letters, capitals, without marks, with a slip of the keyboard, with a greeting. */
function rewritten(text: string, random: Random): string {
  let result = text
  const chance = random.next()
  if (chance < 0.3) result = result.toLowerCase()
  else if (chance < 0.34) result = result.toUpperCase()
  else if (chance < 0.42) result = withShouting(result, random)
  else if (chance < 0.6) result = result.slice(0, 1).toUpperCase() + result.slice(1)
  if (random.next() < 0.04) result = `Hi, this is ${pick(introduced, random)}. ${result}`
  if (random.next() < 0.2) result = result.replace(/[.,!?]+(?=\s|$)/g, '')
  if (random.next() < 0.12) result = withSlip(withSlip(result, random), random)
  if (random.next() < 0.06)
    result = `${pick(['hi', 'hello', 'hey', 'please', 'ok', 'so', 'Hallo', 'um'], random)}${pick([', ', ' ', '! '], random)}${result}`
  return result
}

/** A few words in a row in capitals: harmless messages shout as well as others. */
function withShouting(text: string, random: Random): string {
  const words = text.split(' ')
  const from = Math.floor(random.next() * words.length)
  const end = from + 1 + Math.floor(random.next() * 5)
  return words.map((word, at) => (at >= from && at < end ? word.toUpperCase() : word)).join(' ')
}

function withSlip(text: string, random: Random): string {
  const at = 1 + Math.floor(random.next() * Math.max(1, text.length - 2))
  const kind = random.next()
  if (kind < 0.4) return text.slice(0, at) + text.slice(at + 1)
  if (kind < 0.7) return text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
  return text.slice(0, at) + (text[at] ?? '') + text.slice(at)
}

/** Utterances of the assistants that come with Parley, those of two intents under their class. Of the others half of them: the other half is measured on. */
export function assistantRows(folders: readonly string[]): Row[] {
  const rows: Row[] = []
  for (const assistant of folders)
    for (const file of readdirSync(join(assistant, 'intents'), { recursive: true, encoding: 'utf8' }).sort()) {
      if (!file.endsWith('.yaml')) continue
      let intent = ''
      for (const line of readFileSync(join(assistant, 'intents', file), 'utf8').split('\n')) {
        const named = /^ {2}([\w/-]+):\s*$/.exec(line)
        if (named) intent = named[1] ?? ''
        const example = /^\s{6}- (.+)$/.exec(line)?.[1]
        if (example === undefined || intent === '') continue
        const text = example
          .replace(/^(['"])(.*)\1$/, '$2')
          .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
          .replaceAll("''", "'")
        const own = intent === 'safety/self-harm' ? 'self-harm' : intent === 'safety/injection' ? 'injection' : null
        if (own !== null) rows.push({ text, class: own, source: `${assistant}:${intent}` })
        if (intent.startsWith('safety/')) continue
        if (sideOf(text, 'parley-utterances') < 0.5)
          rows.push({ text, class: 'benign', source: `${assistant}:${intent}` })
      }
    }
  return rows
}

/** Statements of the articles that come with Parley, half of them: what a document may say. */
export function articleRows(folders: readonly string[]): Row[] {
  return folders.flatMap((assistant) =>
    readdirSync(join(assistant, 'knowledge'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .sort()
      .flatMap((file) => {
        const text = readFileSync(join(assistant, 'knowledge', file), 'utf8').replace(/^---[\s\S]*?\n---\n/, '')
        return statementsOf(text)
          .map(({ start, end }) => text.slice(start, end).trim())
          .filter((statement) => sideOf(statement, 'parley-articles') < 0.5)
          .map((statement) => ({ text: statement, class: 'benign' as const, source: `${assistant}:${file}` }))
      }),
  )
}

/** Harmless messages of public sets (JSON Lines with "text"), so many of each, drawn by their hash. */
export function publicRows(files: readonly string[], most: number): Row[] {
  return files.flatMap((file) => {
    if (!existsSync(file)) throw new Error(`${file} does not exist`)
    const bytes = readFileSync(file)
    const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
    const texts = [...new Set(lines.filter((line) => line !== '').map((line) => String(JSON.parse(line).text)))]
    return texts
      .map((text) => ({ text, key: sideOf(text, 'parley-public') }))
      .sort((a, b) => a.key - b.key)
      .slice(0, most)
      .map(({ text }) => ({ text, class: 'benign' as const, source: file }))
  })
}
