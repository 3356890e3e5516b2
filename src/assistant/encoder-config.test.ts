import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const read = (encoder: string) =>
  readConfig({ folder: '.', files: [{ file: 'assistant.yaml', text: `name: Shop\nlanguages: [en]\n${encoder}\n` }] })

describe('`encoder` of assistant.yaml', () => {
  test.each([
    ['', 'embedded'],
    ['encoder: static', 'static'],
    ['encoder: none', 'none'],
    ['encoder: { onnx: models/e5 }', { onnx: 'models/e5' }],
    [
      'encoder: { endpoint: { url: http://ollama:11434/v1, model: nomic } }',
      { endpoint: { url: 'http://ollama:11434/v1', model: 'nomic' } },
    ],
    [
      'encoder: { endpoint: { url: https://api.openai.com/v1, model: m, dimensions: 512, key_from: OPENAI_API_KEY } }',
      { endpoint: { url: 'https://api.openai.com/v1', model: 'm', dimensions: 512, key_from: 'OPENAI_API_KEY' } },
    ],
  ])('%j chooses %j', (text, expected) => {
    const { config, problems } = read(text)
    expect(problems).toEqual([])
    expect(config.encoder).toEqual(expected)
  })

  test.each([
    ['encoder: magic', /embedded, static, none, \{ onnx: folder \}/],
    ['encoder: { onx: models/e5 }', /\{ onnx: folder \}/],
    ['encoder: { endpoint: { url: ftp://example.com, model: m } }', /https:\/\//],
    ['encoder: { endpoint: { url: https://example.com/v1 } }', /\{ url, model \}/],
    ['encoder: { endpoint: { url: https://example.com/v1, model: m, dimensions: 0 } }', /dimensions/],
    // A key itself, where the name of a variable belongs.
    ['encoder: { endpoint: { url: https://example.com/v1, model: m, key_from: sk-123 } }', /environment variable/],
  ])('%j is a problem with its line', (text, message) => {
    const { problems } = read(text)
    expect(problems).toMatchObject([{ file: 'assistant.yaml', line: 3, message: expect.stringMatching(message) }])
  })
})
