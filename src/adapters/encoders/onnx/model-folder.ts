import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { appError } from '#domain/errors.ts'
import { defaultTokens, mostModelBytes, mostTokenizerBytes, mostTokens } from './limits.ts'
import type { ModelFiles, Pooling } from './wire.ts'

/** A model folder that was read and can be opened. */
export interface ModelFolder {
  /** By content alone: the same files in another place are the same encoder. */
  identity: string
  files: ModelFiles
}

/** Part of the identity: raised when the same files would give other vectors because this adapter changed. */
const adapterVersion = 1
/** As transformers.js chooses for WebAssembly: the quantised model is twice as fast. */
const modelNames = ['onnx/model_quantized.onnx', 'onnx/model.onnx']

const ModelConfig = z.object({
  model_type: z.string().default('model'),
  max_position_embeddings: z.int().positive().optional(),
})
const TokenizerConfig = z.object({ model_max_length: z.number().positive().optional() })
const SentenceConfig = z.object({ max_seq_length: z.int().positive().nullish() })
const PoolingConfig = z.record(z.string(), z.unknown())
const PromptConfig = z.object({
  prompts: z.record(z.string(), z.string()).default({}),
  default_prompt_name: z.string().nullish(),
})
const Modules = z.array(z.object({ type: z.string() }))

/**
 * Reads what is in a model folder: `config.json`, `tokenizer.json`, `onnx/model_quantized.onnx` or `onnx/model.onnx`, and what
 * sentence-transformers says about pooling, length and prompt, where it is there. `path` may also be an .onnx file in such a folder.
 * Throws `encoder.unusable` with the file and what is wrong.
 */
export async function readModelFolder(path: string): Promise<ModelFolder> {
  const folder = path.endsWith('.onnx') ? modelHome(path) : path
  const unusable = (problem: string, cause?: unknown) => appError('encoder.unusable', { encoder: path, problem }, cause)

  const size = async (file: string): Promise<number | null> => {
    const found = await stat(file).catch(() => null)
    return found?.isFile() ? found.size : null
  }
  async function read<S extends z.ZodType>(name: string, schema: S): Promise<z.output<S> | null> {
    const file = join(folder, name)
    if ((await size(file)) === null) return null
    try {
      return schema.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch (error) {
      throw unusable(`${name} cannot be read (${firstLine(error)})`, error)
    }
  }

  const config = await read('config.json', ModelConfig)
  if (config === null) throw unusable('config.json is missing')
  const candidates = path.endsWith('.onnx') ? [path] : modelNames.map((name) => join(folder, name))
  let model: string | null = null
  for (const candidate of candidates) if (model === null && (await size(candidate)) !== null) model = candidate
  if (model === null) throw unusable(`there is no ${candidates.map((file) => basename(file)).join(' and no ')}`)
  const weights = (await size(`${model}_data`)) === null ? null : `${model}_data`
  const modelBytes = ((await size(model)) ?? 0) + (weights === null ? 0 : ((await size(weights)) ?? 0))
  if (modelBytes > mostModelBytes)
    throw unusable(`the model has ${modelBytes} bytes, at most ${mostModelBytes} can be run`)

  const tokenizer = join(folder, 'tokenizer.json')
  const tokenizerBytes = await size(tokenizer)
  if (tokenizerBytes === null) throw unusable('tokenizer.json is missing')
  if (tokenizerBytes > mostTokenizerBytes) throw unusable(`tokenizer.json has more than ${mostTokenizerBytes} bytes`)
  const tokenizerConfig = await read('tokenizer_config.json', TokenizerConfig)

  const modules = (await read('modules.json', Modules)) ?? []
  const pooling = poolingOf(await read('1_Pooling/config.json', PoolingConfig))
  if (pooling === null)
    throw unusable('1_Pooling/config.json asks for a pooling other than mean, cls, max or last token')
  const prompts = await read('config_sentence_transformers.json', PromptConfig)
  const sentence = await read('sentence_bert_config.json', SentenceConfig)
  const lengths = [sentence?.max_seq_length, tokenizerConfig?.model_max_length, config.max_position_embeddings]
  const said = lengths.filter((length) => typeof length === 'number')

  const files: ModelFiles = {
    model,
    weights,
    tokenizer,
    tokenizerConfig: tokenizerConfig === null ? null : join(folder, 'tokenizer_config.json'),
    pooling,
    hasDense: modules.some(({ type }) => type.endsWith('.Dense')),
    prompt: prompts?.prompts[prompts.default_prompt_name ?? ''] ?? '',
    tokens: Math.min(mostTokens, ...(said.length === 0 ? [defaultTokens] : said)),
  }
  const hash = await contentHash(files)
  return { identity: `onnx:${config.model_type}:${hash}`, files }
}

function poolingOf(config: Record<string, unknown> | null): Pooling | null {
  if (config === null) return 'mean'
  // Divided by the root of their number instead of by it: the same direction, so the same vector of length 1.
  const known: Record<string, Pooling> = {
    pooling_mode_mean_tokens: 'mean',
    pooling_mode_mean_sqrt_len_tokens: 'mean',
    pooling_mode_cls_token: 'cls',
    pooling_mode_max_tokens: 'max',
    pooling_mode_lasttoken: 'last',
  }
  const asked = Object.keys(config).filter((key) => key.startsWith('pooling_mode_') && config[key] === true)
  return asked.length === 1 ? (known[asked[0] ?? ''] ?? null) : null
}

/** `model/onnx/model.onnx` belongs to `model`; an .onnx file beside config.json to its own folder. */
function modelHome(file: string): string {
  const folder = dirname(file)
  return basename(folder) === 'onnx' ? dirname(folder) : folder
}

async function contentHash({ model, weights, tokenizer, tokenizerConfig, ...settings }: ModelFiles): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify({ adapterVersion, ...settings }))
  for (const file of [model, weights, tokenizer, tokenizerConfig])
    if (file !== null) for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex').slice(0, 16)
}

function firstLine(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues[0]?.message ?? 'not as expected'
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
