/** A WebSocket client for tests: collects frames, and waits for the one that is asked for. */
export async function openSocket(url: string) {
  const socket = new WebSocket(url.replace('http', 'ws'))
  const frames: Record<string, unknown>[] = []
  const waiting = new Set<() => void>()
  const look = () => {
    for (const check of [...waiting]) check()
  }
  let closed: { code: number; reason: string } | null = null
  socket.addEventListener('message', ({ data }) => {
    frames.push(JSON.parse(String(data)) as Record<string, unknown>)
    look()
  })
  socket.addEventListener('close', ({ code, reason }) => {
    closed = { code, reason }
    look()
  })
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error(`no connection to ${url}`)), { once: true })
  })
  const until = <T>(find: () => T | null | undefined | false, what: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(check)
        reject(new Error(`${what} did not come; there was ${JSON.stringify({ frames, closed }).slice(0, 2_000)}`))
      }, 8_000)
      const check = () => {
        const found = find()
        if (!found) return
        clearTimeout(timer)
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    })
  return {
    frames,
    socket,
    send: (...sent: unknown[]) => {
      for (const frame of sent) socket.send(JSON.stringify(frame))
    },
    sendRaw: (data: string | Uint8Array<ArrayBuffer>) => socket.send(data),
    /** The first frame that has these values. */
    frame: (values: Record<string, unknown>) =>
      until(
        () => frames.find((frame) => Object.entries(values).every(([key, value]) => frame[key] === value)),
        JSON.stringify(values),
      ),
    count: (type: string, count: number) =>
      until(() => frames.filter((frame) => frame.type === type).length >= count, `${count} of ${type}`),
    closed: () => until(() => closed, 'the close'),
    close: async () => {
      socket.close()
      await until(() => closed, 'the close')
    },
  }
}

export type TestSocket = Awaited<ReturnType<typeof openSocket>>
