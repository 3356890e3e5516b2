import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, describe, expect, test } from 'vitest'
import { inSpan } from './tracing.ts'

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
trace.setGlobalTracerProvider(provider)
afterAll(() => trace.disable())

describe('spans', () => {
  test('work gets a span with its name and attributes, and gives its result', async () => {
    expect(await inSpan('turn.decide', { step: 'decide' }, async () => 7)).toBe(7)
    expect(exporter.getFinishedSpans().at(-1)).toMatchObject({ name: 'turn.decide', attributes: { step: 'decide' } })
  })

  test('work that fails ends its span as an error', async () => {
    await expect(inSpan('tool', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(exporter.getFinishedSpans().at(-1)?.status.code).toBe(2)
  })
})
