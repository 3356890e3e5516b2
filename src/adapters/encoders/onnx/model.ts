import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { env, InferenceSession, Tensor } from 'onnxruntime-web'
import type { Span } from '#domain/understanding.ts'
import { toUnitLength } from '../vectors.ts'
import { type Hidden, pool, poolWords } from './pooling.ts'
import { createTokeniser } from './tokens.ts'
import type { ModelFiles } from './wire.ts'

/** An opened model: texts in, vectors out, one at a time. */
export interface OnnxModel {
  dimensions: number
  readsWords: boolean
  encode(text: string, words: readonly Span[] | null): Promise<{ vector: Float32Array; words: Float32Array[] | null }>
}

/** What the graph may ask for, made from the number of tokens; every other input is a model that we cannot run. */
const feeds: Record<string, (token: number, ids: readonly number[]) => number> = {
  input_ids: (token, ids) => ids[token] ?? 0,
  attention_mask: () => 1,
  token_type_ids: () => 0,
  position_ids: (token) => token,
}
const hiddenNames = ['last_hidden_state', 'token_embeddings', 'hidden_states']
const sentenceNames = ['sentence_embedding', 'pooler_sentence_embedding']
/** Any text with tokens: shows what the model gives, and is the slow first run. */
const probe = 'Hello'

/**
 * Opens the model in this thread (some 0.5 s for 90 MB). Throws an Error that says what is wrong with it.
 *
 * Texts are run one by one on purpose. In a batch, a quantised model scales its activations by the whole batch and padding changes the
 * rounding: a text would get another vector in training than in a conversation. On one thread a batch saves a tenth at most.
 */
export async function openModel(files: ModelFiles): Promise<OnnxModel> {
  // One thread: others would take the cores from the turns. The WebAssembly file lies beside the package's JavaScript.
  env.wasm.numThreads = 1
  env.logLevel = 'fatal'
  const definition = await readJson(files.tokenizer)
  const config = files.tokenizerConfig === null ? {} : await readJson(files.tokenizerConfig)
  const tokeniser = createTokeniser(definition, config, { tokens: files.tokens, prompt: files.prompt })
  const session = await InferenceSession.create(await readFile(files.model), {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
    logSeverityLevel: 4,
    ...(files.weights !== null && {
      externalData: [{ path: basename(files.weights), data: await readFile(files.weights) }],
    }),
  })
  const strange = session.inputNames.filter((name) => !(name in feeds))
  if (strange.length > 0)
    throw new Error(`the model asks for ${strange.join(', ')}, which a sentence encoder does not need`)
  const hiddenName = hiddenNames.find((name) => session.outputNames.includes(name))
  const sentenceName = sentenceNames.find((name) => session.outputNames.includes(name))
  if (hiddenName === undefined && sentenceName === undefined)
    throw new Error(
      `the model gives ${session.outputNames.join(', ')}, and neither last_hidden_state nor sentence_embedding`,
    )
  if (files.hasDense && sentenceName === undefined)
    throw new Error('its modules.json has a Dense layer behind the pooling, and the model gives no sentence_embedding')

  async function run(ids: readonly number[]): Promise<{ hidden: Hidden | null; vector: Float32Array }> {
    const inputs = session.inputNames.map((name) => {
      const value = feeds[name]
      const data = BigInt64Array.from(ids, (_, token) => BigInt(value?.(token, ids) ?? 0))
      return [name, new Tensor('int64', data, [1, ids.length])] as const
    })
    const outputs = await session.run(Object.fromEntries(inputs), { logSeverityLevel: 4 })
    const hidden = hiddenName === undefined ? null : rows(outputs[hiddenName], 3)
    const sentence = sentenceName === undefined ? null : rows(outputs[sentenceName], 2)
    const vector = sentence?.data.slice() ?? (hidden === null ? new Float32Array() : pool(hidden, files.pooling))
    return { hidden, vector: toUnitLength(vector) }
  }

  const tried = tokeniser.tokenise(probe)
  if (tried === null) throw new Error(`its tokeniser has no tokens for "${probe}"`)
  const { hidden, vector } = await run(tried.ids)
  const [dimensions, width] = [vector.length, hidden?.width ?? 0]
  if (!vector.some((value) => value !== 0)) throw new Error('the model gives vectors without length')

  return {
    dimensions,
    readsWords: hidden !== null,
    async encode(text, words) {
      const tokenised = tokeniser.tokenise(text)
      if (tokenised === null)
        return { vector: new Float32Array(dimensions), words: words?.map(() => new Float32Array(width)) ?? null }
      const { hidden, vector } = await run(tokenised.ids)
      return { vector, words: words && hidden ? poolWords(hidden, tokenised.spans(), words) : null }
    },
  }
}

/** The only sentence's rows. */
function rows(tensor: Tensor | undefined, rank: number): Hidden {
  const [first, ...rest] = tensor?.dims ?? []
  if (!(tensor?.data instanceof Float32Array) || first !== 1 || rest.length !== rank - 1)
    throw new Error(`the model gives ${tensor?.type} of [${tensor?.dims}], not 32-bit floats of ${rank} dimensions`)
  const [tokens = 1, width = 1] = rank === 3 ? rest : [1, ...rest]
  return { data: tensor.data, tokens, width }
}

async function readJson(file: string): Promise<object> {
  const value: unknown = JSON.parse(await readFile(file, 'utf8'))
  if (typeof value !== 'object' || value === null) throw new Error(`${basename(file)} holds no object`)
  return value
}
