import { describe, expect, test } from 'vitest'
import type { JsonObject } from '#domain/json.ts'
import { openAiSchema } from './openai-schema.ts'

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})

describe('a schema for OpenAI', () => {
  test('is strict where every property is there and named, without the keywords that it refuses', () => {
    const schema = object({
      default: { type: 'string', minLength: 1, maxLength: 9, format: 'uri', pattern: '^a' },
      list: {
        type: 'array',
        items: object({ x: { anyOf: [{ type: 'number', default: 1 }, { type: 'null' }] } }),
        maxItems: 3,
      },
    })
    expect(openAiSchema(schema)).toEqual({
      strict: true,
      schema: object({
        default: { type: 'string', pattern: '^a' },
        list: { type: 'array', items: object({ x: { anyOf: [{ type: 'number' }, { type: 'null' }] } }), maxItems: 3 },
      }),
    })
  })

  test.each([
    ['a property may be missing', object({ a: { type: 'string' } }, { required: [] })],
    ['names are free', { type: 'object', additionalProperties: { type: 'string' } }],
    ['one of several exactly', object({ a: { oneOf: [{ type: 'string' }] } })],
    ['anything goes', object({ a: {} })],
  ] as const)('is left as it is and not strict where %s', (_name, schema) => {
    expect(openAiSchema(schema as JsonObject)).toEqual({ schema, strict: false })
  })
})
