import { english } from '../../spelling/english.ts'
import { firstNameSet, properNames } from '../../spelling/proper-names.ts'
import type { Piece } from './pieces.ts'
import { classesOf } from './word-classes.ts'

/** A span that rules found (a pattern, a list, a built-in kind), told to the model as evidence. */
export interface Hint {
  start: number
  end: number
  /** A number for the type. */
  type: number
}

/** The features of a text: of each piece its own, and those of the whole text, which every piece has. */
export interface TextFeatures {
  /** Hashes of all pieces one after the other. */
  hashes: Uint32Array
  /** Where those of piece i begin; one more than pieces. */
  offsets: Uint32Array
  /** Of the whole text. */
  shared: Uint32Array
}

const fnv = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** Joins parts of a feature into one hash; no text is built. */
function mix(template: number, a: number, b = 0, c = 0): number {
  let hash = Math.imul(template ^ 0x9e3779b9, 0x85ebca6b)
  hash = Math.imul(hash ^ a, 0xc2b2ae35)
  hash ^= hash >>> 15
  hash = Math.imul(hash ^ b, 0x27d4eb2f)
  hash ^= hash >>> 13
  hash = Math.imul(hash ^ c, 0x165667b1)
  hash ^= hash >>> 16
  return hash >>> 0
}

const wordHashes = new Map<string, number>()
const mostWordHashes = 20_000
function hashOf(word: string): number {
  const known = wordHashes.get(word)
  if (known !== undefined) return known
  if (wordHashes.size >= mostWordHashes) wordHashes.clear()
  const hash = fnv(word)
  wordHashes.set(word, hash)
  return hash
}

/** Letters as X and x, digits as d, runs of the same cut after two: "MF-1042" is "XX-dd". */
function shapeOf(written: string): number {
  let shape = ''
  for (const character of written.slice(0, 24)) {
    const kind = /\p{Lu}/u.test(character)
      ? 'X'
      : /\p{L}/u.test(character)
        ? 'x'
        : /\p{N}/u.test(character)
          ? 'd'
          : character
    if (kind === shape.at(-1) && kind === shape.at(-2)) continue
    shape += kind
  }
  return fnv(shape)
}

const edge = { word: 1, shape: 2 }

interface View {
  word: number
  shape: number
  /** With every digit as 0: "7:30" and "8:45" are alike. */
  plain: number
  classes: readonly number[]
  /** One number that stands for the classes together. */
  kind: number
  prefix2: number
  prefix3: number
  suffix2: number
  suffix3: number
  suffix4: number
  known: number
  glued: number
  isContent: boolean
}

const edgeView: View = {
  word: edge.word,
  shape: edge.shape,
  plain: edge.word,
  classes: [],
  kind: 1,
  prefix2: 0,
  prefix3: 0,
  suffix2: 0,
  suffix3: 0,
  suffix4: 0,
  known: 9,
  glued: 0,
  isContent: false,
}

function view(text: string, piece: Piece, previous: Piece | undefined): View {
  const { norm, start, end } = piece
  const written = text.slice(start, end)
  const plain = /\d/.test(norm) ? norm.replace(/\d/g, '0') : norm
  const classes = classesOf(norm)
  let kind = 7
  for (const one of classes) kind = Math.imul(kind, 31) + one + 1
  if (classes.length === 0)
    kind = /^\d+$/.test(norm) ? 100 + Math.min(norm.length, 8) : /^\p{L}+$/u.test(norm) ? 2 : hashOf(plain)
  const isFirstName = firstNameSet.has(norm)
  const known = (isFirstName ? 1 : 0) + (properNames.has(norm) ? 2 : 0) + (english().has(norm) ? 4 : 0)
  return {
    word: hashOf(norm),
    shape: shapeOf(written),
    plain: hashOf(plain),
    classes,
    kind: kind >>> 0,
    prefix2: fnv(plain.slice(0, 2)),
    prefix3: fnv(plain.slice(0, 3)),
    suffix2: fnv(plain.slice(-2)),
    suffix3: fnv(plain.slice(-3)),
    suffix4: fnv(plain.slice(-4)),
    known,
    glued: previous !== undefined && previous.end === start ? 1 : 0,
    isContent: classes.length === 0 && /[\p{L}\p{N}]/u.test(norm),
  }
}

/** Words of a text and pairs of them, for what it is about as a whole; each once. */
export function wordHashesOf(pieces: readonly Piece[]): number[] {
  const hashes = new Set<number>()
  let before = edge.word
  for (const { norm } of pieces) {
    const word = hashOf(norm)
    hashes.add(mix(80, word))
    hashes.add(mix(81, before, word))
    before = word
  }
  return [...hashes]
}

export interface FeatureContext {
  /** Numbers for what the waiting step expects. */
  expected: readonly number[]
  hints: readonly Hint[]
  /** A number for the intent, where it is known or has been read. */
  topic?: number | undefined
}

let buffer = new Uint32Array(4096)

export function featurise(
  text: string,
  pieces: readonly Piece[],
  { expected, hints, topic }: FeatureContext,
): TextFeatures {
  const views = pieces.map((piece, i) => view(text, piece, pieces[i - 1]))
  const at = (i: number): View => views[i] ?? edgeView
  const offsets = new Uint32Array(pieces.length + 1)
  let used = 0
  const push = (template: number, a: number, b = 0, c = 0) => {
    if (used === buffer.length) {
      const more = new Uint32Array(2 * buffer.length)
      more.set(buffer)
      buffer = more
    }
    buffer[used] = mix(template, a, b, c)
    used += 1
  }
  const lengthKind = Math.min(pieces.length, 4)
  let keyword = edge.word
  let keyword2 = edge.word
  for (let i = 0; i < pieces.length; i += 1) {
    offsets[i] = used
    const here = at(i)
    const before = at(i - 1)
    const before2 = at(i - 2)
    const after = at(i + 1)
    const after2 = at(i + 2)
    push(1, 0)
    push(2, here.word)
    push(3, before.word)
    push(4, after.word)
    push(5, before2.word)
    push(6, after2.word)
    push(7, at(i - 3).word)
    push(8, at(i + 3).word)
    push(9, before.word, here.word)
    push(10, here.word, after.word)
    push(11, before2.word, before.word)
    push(12, after.word, after2.word)
    push(13, before.word, after.word)
    push(14, before2.word, before.word, here.word)
    push(15, here.word, after.word, after2.word)
    push(16, here.shape)
    push(17, before.shape, here.shape)
    push(18, here.shape, after.shape)
    push(19, here.prefix2)
    push(20, here.prefix3)
    push(21, here.suffix2)
    push(22, here.suffix3)
    push(23, here.suffix4)
    push(24, here.plain)
    push(25, here.known)
    push(26, before.known, here.known)
    push(27, here.known, after.known)
    push(28, here.kind)
    push(29, before.kind, here.kind)
    push(30, here.kind, after.kind)
    push(31, before.kind)
    push(32, after.kind)
    push(33, before2.kind, before.kind)
    push(34, after.kind, after2.kind)
    push(35, before2.kind, before.kind, here.kind)
    push(36, here.kind, after.kind, after2.kind)
    for (const one of here.classes) push(37, one)
    for (const one of before.classes) push(38, one)
    for (const one of after.classes) push(39, one)
    push(40, here.glued, after.glued)
    push(41, keyword)
    push(42, keyword, here.kind)
    push(43, keyword2, keyword)
    push(44, i === 0 ? 1 : 0, i === pieces.length - 1 ? 1 : 0, lengthKind)
    push(45, before.word, here.known, here.shape)
    push(46, here.known, here.shape, after.word)
    for (const slot of expected) {
      push(47, slot)
      push(48, slot, here.kind)
      push(49, slot, here.word)
      push(50, slot, here.known, here.shape)
      push(51, slot, i === 0 ? 1 : 0, lengthKind)
      push(52, slot, before.kind, here.kind)
    }
    if (expected.length === 0) push(53, 0, here.kind)
    if (topic !== undefined) {
      push(54, topic)
      push(55, topic, here.word)
      push(56, topic, before.word)
      push(57, topic, after.word)
      push(58, topic, here.known)
    }
    for (const hint of hints) {
      if (hint.end <= (pieces[i] as Piece).start || hint.start >= (pieces[i] as Piece).end) continue
      const place = (hint.start >= (pieces[i] as Piece).start ? 1 : 0) + (hint.end <= (pieces[i] as Piece).end ? 2 : 0)
      push(59, hint.type, place)
      push(60, hint.type, before.word)
      push(61, hint.type, after.word)
      push(62, hint.type, keyword)
    }
    if (!here.isContent && here.kind !== 2) {
      keyword2 = keyword
      keyword = here.word
    }
  }
  offsets[pieces.length] = used
  const hashes = buffer.slice(0, used)
  const shared = new Set<number>()
  views.forEach(({ word }) => {
    shared.add(mix(70, word))
  })
  return { hashes, offsets, shared: Uint32Array.from(shared) }
}
