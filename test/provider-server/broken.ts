import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { type Broken, leakyText } from './script.ts'
import type { Asked, Wire } from './wire/wire.ts'

const stream = { 'content-type': 'text/event-stream; charset=utf-8' }
const html = { 'content-type': 'text/html' }

/** Answers as nobody should. What never ends goes on until the other side has gone. */
export async function sendBroken(
  response: ServerResponse,
  wire: Wire,
  asked: Asked,
  { how, text = 'The beginning of an answer that does not come to its end.' }: Broken,
  gone: AbortSignal,
): Promise<void> {
  const { head, pieces, tail } = wire.frames({ kind: 'answer', text }, asked)
  const half = Math.max(1, Math.floor(pieces.length / 2))
  const begin = () => response.writeHead(200, stream).write(head.join('') + pieces.slice(0, half).join(''))
  const untilGone = () => new Promise<void>((resolve) => gone.addEventListener('abort', () => resolve()))
  const said = leakyText('internal error', asked.key)
  switch (how) {
    case 'silent':
      return await untilGone()
    case 'silent-after-headers':
      response.writeHead(200, stream).flushHeaders()
      return await untilGone()
    case 'stalled':
      begin()
      return await untilGone()
    case 'truncated':
      begin()
      response.end()
      return
    case 'half-frame':
      begin()
      response.end(pieces[half]?.slice(0, -12))
      return
    case 'reset-at-once':
      response.socket?.resetAndDestroy()
      return
    case 'reset-after-headers':
      response.writeHead(200, stream).flushHeaders()
      await wait(1)
      response.socket?.resetAndDestroy()
      return
    case 'reset-in-stream':
      begin()
      await wait(1)
      response.socket?.resetAndDestroy()
      return
    case 'garbage-frame':
      begin()
      response.end(`data: {"id": "x", "choices": [{"delta": \n\n${pieces.slice(half).join('')}${tail.join('')}`)
      return
    case 'foreign-frame':
      begin()
      response.end(wire.foreignFrame + pieces.slice(half).join('') + tail.join(''))
      return
    case 'garbage-body':
      response.writeHead(200, stream).end(Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 89) % 256)))
      return
    case 'html':
      response.writeHead(200, html).end(`<html><body><h1>Welcome</h1>${said}</body></html>`)
      return
    case 'wrong-content-type':
      response.writeHead(200, html).end(head.join('') + pieces.join('') + tail.join(''))
      return
    case 'empty-body':
      response.writeHead(200, stream).end()
      return
    case 'no-content': {
      const empty = wire.frames({ kind: 'answer', text: '' }, asked)
      response.writeHead(200, stream).end(empty.head.join('') + empty.pieces.join('') + empty.tail.join(''))
      return
    }
    case 'endless-text':
      begin()
      return await forEver(response, (pieces[0] ?? '').repeat(16), gone)
    case 'endless-pings':
      response.writeHead(200, stream).write(head.join(''))
      return await forEver(response, wire.keepAlive, gone)
    case 'endless-line':
      response.writeHead(200, stream).write('data: {"id":"')
      return await forEver(response, 'x'.repeat(4096), gone)
    case 'error-as-html':
      response.writeHead(503, html).end(`<html><body><h1>503</h1><pre>${said}</pre></body></html>`)
      return
    case 'error-with-stack':
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`Traceback (most recent call last):\n${said}`)
      return
    case 'error-without-end':
      response.writeHead(500, { 'content-type': 'application/json' }).write('{"error": ')
      return await untilGone()
    case 'redirect':
      response.writeHead(307, { location: `http://localhost:1/${encodeURIComponent(asked.key)}` }).end()
      return
  }
}

/** As fast as the other side reads, with room for others in between. */
async function forEver(response: ServerResponse, piece: string, gone: AbortSignal): Promise<void> {
  while (!gone.aborted) {
    if (!response.write(piece))
      await new Promise<void>((resolve) => {
        response.once('drain', resolve)
        response.once('close', resolve)
      })
    await wait(1)
  }
}
