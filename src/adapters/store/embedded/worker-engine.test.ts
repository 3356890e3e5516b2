import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import type { WorkerReply, WorkerRequest } from './wire.ts'
import { engineOn } from './worker-engine.ts'

/** Stands in for the thread: keeps what it is asked, answers nothing by itself. */
class SilentWorker extends EventEmitter {
  readonly asked: WorkerRequest[] = []
  postMessage(request: WorkerRequest) {
    this.asked.push(request)
  }
  say(reply: WorkerReply) {
    this.emit('message', reply)
  }
}

async function openedOn(worker: SilentWorker, onProblem = vi.fn()) {
  const opening = engineOn(worker as never, { folder: 'data', onProblem })
  worker.say({ kind: 'ready' })
  return opening
}

const select = { name: 'one', text: 'select 1', values: [] }

test('callers of a thread that ends are told, those waiting and those that come later', async () => {
  const worker = new SilentWorker()
  const engine = await openedOn(worker)
  const waiting = [engine.transaction([select]), engine.script('select 1')]
  const told = Promise.allSettled(waiting)
  worker.emit('exit', 1)
  for (const outcome of await told) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'store.embedded-ended' } })
  }
  await expect(engine.transaction([select])).rejects.toMatchObject({ code: 'store.embedded-ended' })
  await engine.close()
})

test('a thread that cannot open the database says why', async () => {
  const worker = new SilentWorker()
  const opening = engineOn(worker as never, { folder: 'data', onProblem: vi.fn() })
  worker.say({ kind: 'failed-to-open', message: 'no space left' })
  await expect(opening).rejects.toMatchObject({
    code: 'store.unopenable',
    message: expect.stringContaining('no space left'),
  })
})

test('an error of the database reaches the one who asked, with its code', async () => {
  const worker = new SilentWorker()
  const engine = await openedOn(worker)
  const [first, second] = [engine.transaction([select]), engine.transaction([select])]
  const error = { message: 'duplicate key', code: '23505', detail: undefined, where: undefined }
  worker.say({ id: worker.asked[1]?.id ?? 0, kind: 'failed', error })
  worker.say({
    id: worker.asked[0]?.id ?? 0,
    kind: 'done',
    results: [{ columns: [{ name: 'one', type: 23 }], rows: [['1']] }],
  })
  await expect(second).rejects.toMatchObject({ message: 'duplicate key', code: '23505' })
  expect(await first).toEqual([[{ one: 1 }]])
})

test('upkeep that failed is reported and disturbs nobody', async () => {
  const onProblem = vi.fn()
  const worker = new SilentWorker()
  await openedOn(worker, onProblem)
  worker.say({
    kind: 'upkeep-failed',
    error: { message: 'disk full', code: '53100', detail: undefined, where: undefined },
  })
  expect(onProblem).toHaveBeenCalledWith(
    expect.objectContaining({ message: 'disk full', code: '53100' }),
    'maintaining the database',
  )
})
