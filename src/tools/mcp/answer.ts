import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import type { Json } from '#domain/json.ts'
import { at } from '../declared/mapping.ts'
import type { Answer } from '../declared/operation.ts'
import { mcpLimits } from '../limits.ts'

/**
 * What a result says: its structured content; else the JSON in its one text; else the text. Pictures, sounds and links are nothing a flow
 * can use, and are left out. With `isError` it is a no if a declared code is found in it; otherwise the tool failed, perhaps half way.
 */
export function readResult(result: CallToolResult): Answer {
  const texts = (result.content ?? []).flatMap((part) => (part.type === 'text' ? [part.text] : []))
  const text = texts.join('\n')
  if (Buffer.byteLength(text) + jsonBytes(result.structuredContent) > mcpLimits.answerBytes)
    return { kind: 'failed', reason: 'bad-response', effect: 'possible' }
  const value = (result.structuredContent as Json | undefined) ?? asValue(texts, text)
  if (result.isError !== true) return { kind: 'value', value }
  const code = ['code', 'error.code', 'error'].map((path) => at(value, path)).find((one) => typeof one === 'string')
  return {
    kind: 'problem',
    codes: [...(typeof code === 'string' ? [code] : []), ...(text === '' ? [] : [text])],
    message: text.slice(0, 500),
    otherwise: { kind: 'failed', reason: 'unavailable', effect: 'possible' },
  }
}

/** A declared code is the code itself, or words that are in what the server says, whatever the case. */
export const codeMatches = (said: string, declared: string): boolean =>
  said === declared || said.toLowerCase().includes(declared.toLowerCase())

const jsonBytes = (value: unknown): number => (value === undefined ? 0 : Buffer.byteLength(JSON.stringify(value)))

function asValue(texts: readonly string[], text: string): Json {
  if (texts.length === 0) return null
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
