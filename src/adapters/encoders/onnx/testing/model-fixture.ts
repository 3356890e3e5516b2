import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BertShape, bertGraph, randomWeights } from './bert-graph.ts'
import { type Graph, writeOnnx } from './onnx-writer.ts'

export const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
/** Words of the tiny vocabulary; all others are spelled in pieces of one letter. */
const words =
  'i want to cancel my order please the made what is weather like in where where parcel book a table read hello today tomorrow red shoes' +
  ' refund money back how do get'

/** A WordPiece tokeniser as tokenizer.json has them, with a vocabulary of some eighty pieces. */
export function tinyTokenizer() {
  const pieces = [
    '[PAD]',
    '[UNK]',
    '[CLS]',
    '[SEP]',
    ...".,!?'".split(''),
    ...letters.split(''),
    ...letters.split('').map((letter) => `##${letter}`),
    ...words.split(' '),
  ]
  const vocab = Object.fromEntries([...new Set(pieces)].map((piece, id) => [piece, id]))
  const special = (content: string) => ({ id: vocab[content], content, special: true, normalized: false })
  return {
    version: '1.0',
    added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map(special),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [
        { SpecialToken: { id: '[CLS]', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { SpecialToken: { id: '[SEP]', type_id: 0 } },
      ],
      pair: [],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((content) => [content, { id: content, ids: [vocab[content]], tokens: [content] }]),
      ),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab,
    },
  }
}

export interface TinyModel {
  seed?: number
  quantised?: boolean
  width?: number
  /** Pieces that the model knows fewer than its tokeniser. */
  unknownPieces?: number
  /** Makes another graph of it. */
  change?(graph: Graph): Graph
  /** Further files of the folder, or others in place of the usual ones; `null` leaves one out. */
  files?: Record<string, object | string | Buffer | null>
}

/** Writes a model folder with a BERT of one layer and 32 numbers per token: real, small, and untrained. */
export async function writeTinyModel(
  folder: string,
  { seed = 1, quantised = false, width = 32, unknownPieces = 0, change = (graph) => graph, files = {} }: TinyModel = {},
) {
  const tokenizer = tinyTokenizer()
  const vocabulary = Object.keys(tokenizer.model.vocab).length - unknownPieces
  const shape: BertShape = { vocabulary, width, layers: 1, heads: 4, positions: 64, expansion: 2, quantised }
  const all: NonNullable<TinyModel['files']> = {
    'config.json': { model_type: 'bert', hidden_size: width, max_position_embeddings: 64 },
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': { model_max_length: 64, tokenizer_class: 'BertTokenizer' },
    [quantised ? 'onnx/model_quantized.onnx' : 'onnx/model.onnx']: writeOnnx(
      change(bertGraph(shape, randomWeights(randomFrom(seed)))),
    ),
    ...files,
  }
  for (const [name, content] of Object.entries(all)) {
    if (content === null) continue
    await mkdir(dirname(join(folder, name)), { recursive: true })
    const isRaw = typeof content === 'string' || Buffer.isBuffer(content)
    await writeFile(join(folder, name), isRaw ? content : JSON.stringify(content))
  }
}

/** Numbers in [0, 1), the same for the same seed (a linear congruence is random enough for weights). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
