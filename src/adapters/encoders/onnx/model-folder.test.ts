import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Encoder } from '#ports/encoder.ts'
import { openOnnxEncoder, readModelFolder } from './index.ts'
import { type TinyModel, writeTinyModel } from './testing/model-fixture.ts'
import type { Graph } from './testing/onnx-writer.ts'

let root: string
let made = 0
const opened: Encoder[] = []
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'parley-onnx-'))
})
afterEach(async () => {
  for (const encoder of opened.splice(0)) await encoder.close()
})
afterAll(() => rm(root, { recursive: true, force: true }))

async function open(model: TinyModel = {}, path = ''): Promise<Encoder> {
  const folder = join(root, String(made++))
  await writeTinyModel(folder, model)
  const encoder = await openOnnxEncoder(await readModelFolder(join(folder, path)), () => performance.now())
  opened.push(encoder)
  return encoder
}
const read = async (encoder: Encoder, text: string) => (await encoder.encode([{ text }]))[0]?.vector ?? []

/** A graph that gives its own sentence vector, the first token's, beside the hidden state. */
const withSentence = (graph: Graph): Graph => ({
  ...graph,
  outputs: [...graph.outputs, { name: 'sentence_embedding', type: 'float', shape: ['batch', 32] }],
  constants: { ...graph.constants, first: { shape: [], data: BigInt64Array.from([0n]) } },
  nodes: [
    ...graph.nodes,
    {
      kind: 'Gather',
      inputs: ['last_hidden_state', 'first'],
      outputs: ['sentence_embedding'],
      attributes: { axis: 1n },
    },
  ],
})

describe('an ONNX model folder', () => {
  test('is pooled as sentence-transformers says, by the mean where it says nothing', async () => {
    const pooled = (mode: string) =>
      open({ files: { '1_Pooling/config.json': { word_embedding_dimension: 32, [`pooling_mode_${mode}`]: true } } })
    const [plain, mean, cls, max] = [
      await open(),
      await pooled('mean_tokens'),
      await pooled('cls_token'),
      await pooled('max_tokens'),
    ]
    const text = 'where is my order'
    expect(await read(mean, text)).toEqual(await read(plain, text))
    expect(await read(cls, text)).not.toEqual(await read(plain, text))
    expect(await read(max, text)).not.toEqual(await read(cls, text))
    expect(new Set([plain, cls, max].map(({ identity }) => identity)).size).toBe(3)
  })

  test('gives the sentence vector of the model itself where the model has one', async () => {
    const own = await open({ change: withSentence })
    const cls = await open({ files: { '1_Pooling/config.json': { pooling_mode_cls_token: true } } })
    expect(await read(own, 'my order')).toEqual(await read(cls, 'my order'))
    expect(own.readsWords).toBe(true)
    const only = await open({
      change: (graph) => ({ ...withSentence(graph), outputs: withSentence(graph).outputs.slice(1) }),
    })
    expect(only.readsWords).toBe(false)
    const [encoding] = await only.encode([{ text: 'my order', words: [{ start: 0, end: 2 }] }])
    expect(encoding).toEqual({ vector: await read(own, 'my order') })
  })

  test('reads every text behind its default prompt, and words where they are', async () => {
    const files = {
      'config_sentence_transformers.json': { prompts: { query: 'where is ' }, default_prompt_name: 'query' },
    }
    const [prompted, plain] = [await open({ files }), await open()]
    const [own] = await prompted.encode([{ text: 'my order', words: [{ start: 3, end: 8 }] }])
    const [same] = await plain.encode([{ text: 'where is my order', words: [{ start: 12, end: 17 }] }])
    expect(own).toEqual(same)
    expect([...(await read(prompted, ' '))].some((value) => value !== 0)).toBe(false)
  })

  test('reads as many tokens as the model takes; words behind them have no vector', async () => {
    const encoder = await open()
    const long = 'order '.repeat(100)
    expect(await read(encoder, long)).toEqual(await read(encoder, 'order '.repeat(62)))
    expect(await read(encoder, long)).not.toEqual(await read(encoder, 'order '.repeat(61)))
    const [encoding] = await encoder.encode([
      { text: long, words: [61, 62].map((at) => ({ start: at * 6, end: at * 6 + 5 })) },
    ])
    expect(encoding?.words?.map((word) => word.some((value) => value !== 0))).toEqual([true, false])
    const short = await open({ files: { 'sentence_bert_config.json': { max_seq_length: 8 } } })
    expect(await read(short, long)).toEqual(await read(short, 'order '.repeat(6)))
  })

  test('may be named by the file of one of its models', async () => {
    const encoder = await open({}, 'onnx/model.onnx')
    expect(await read(encoder, 'my order')).toEqual(await read(await open(), 'my order'))
  })

  test('is taken quantised where it has both models', async () => {
    const folder = join(root, String(made++))
    await writeTinyModel(folder)
    const plain = await readModelFolder(folder)
    await writeTinyModel(folder, { quantised: true })
    const both = await readModelFolder(folder)
    expect(both.files.model).toMatch(/model_quantized\.onnx$/)
    expect(both.identity).not.toBe(plain.identity)
  })

  test.each<[string, TinyModel, RegExp]>([
    ['without config.json', { files: { 'config.json': null } }, /config\.json is missing/],
    ['without tokeniser', { files: { 'tokenizer.json': null } }, /tokenizer\.json is missing/],
    ['without model', { files: { 'onnx/model.onnx': null } }, /no model_quantized\.onnx and no model\.onnx/],
    [
      'whose settings are cut off',
      { files: { 'tokenizer_config.json': '{"model_max' } },
      /tokenizer_config\.json cannot be read/,
    ],
    [
      'whose tokeniser is something else',
      { files: { 'tokenizer.json': { model: { type: 'Magic' } } } },
      /cannot be used/,
    ],
    ['whose model is cut off', { files: { 'onnx/model.onnx': Buffer.from([8, 9, 58, 200, 1]) } }, /cannot be used/],
    [
      'whose model is text',
      { files: { 'onnx/model.onnx': 'version https://git-lfs.github.com/spec/v1' } },
      /cannot be used/,
    ],
    [
      'that is pooled in an unknown way',
      { files: { '1_Pooling/config.json': { pooling_mode_weightedmean_tokens: true } } },
      /pooling other than/,
    ],
    [
      'that needs a layer which is not in the model',
      { files: { 'modules.json': [{ type: 'sentence_transformers.models.Dense' }] } },
      /Dense layer/,
    ],
    [
      'that asks for something no text has',
      { change: (graph) => ({ ...graph, inputs: [...graph.inputs, { name: 'pixels', type: 'float', shape: [1] }] }) },
      /asks for pixels/,
    ],
    [
      'that gives something else',
      {
        change: (graph) => ({
          ...graph,
          outputs: [{ name: 'logits', type: 'float', shape: ['batch', 'sequence', 32] }],
          nodes: [...graph.nodes, { kind: 'Identity', inputs: ['last_hidden_state'], outputs: ['logits'] }],
        }),
      },
      /gives logits/,
    ],
  ])('%s is refused with the reason', async (_, model, reason) => {
    await expect(open(model)).rejects.toMatchObject({
      code: 'encoder.unusable',
      message: expect.stringMatching(reason),
    })
  })
})
