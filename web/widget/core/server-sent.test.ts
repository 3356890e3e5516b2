import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serverSentData } from './server-sent.ts'

async function read(chunks: Uint8Array[]): Promise<string[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
  const found: string[] = []
  for await (const data of serverSentData(body)) found.push(data)
  return found
}

test.each(['\n', '\r\n'])('events are read whole wherever the stream is cut (line end %j)', async (end) => {
  const lines = [
    ': comment',
    'id: 1',
    'data: {"a":"ü€😀"}',
    '',
    'data: one',
    'data: two',
    '',
    'event: x',
    'data:bare',
    '',
    '',
  ]
  const bytes = new TextEncoder().encode(lines.join(end))
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: bytes.length }), { maxLength: 10 }), async (cuts) => {
      const points = [0, ...cuts.sort((a, b) => a - b), bytes.length]
      const chunks = points.slice(1).map((point, index) => bytes.slice(points[index] ?? 0, point))
      expect(await read(chunks)).toEqual(['{"a":"ü€😀"}', 'one\ntwo', 'bare'])
    }),
    { numRuns: 50 },
  )
})
