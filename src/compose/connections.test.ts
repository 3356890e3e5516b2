import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { closingInTime } from './connections.ts'

test('a connection that has never asked anything does not hold a stop up; one that is being answered is', async () => {
  let answer: () => void = () => undefined
  const server = createServer((_request, response) => {
    answer = () => response.end('done')
  })
  const inTime = closingInTime(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const silent = connect(port, '127.0.0.1')
  const silentEnded = new Promise((resolve) => silent.once('close', resolve))
  await new Promise((resolve) => silent.once('connect', resolve))
  const asked = fetch(`http://127.0.0.1:${port}/`)
  await new Promise((resolve) => server.once('request', resolve))
  const closed = inTime(() => new Promise<void>((resolve) => server.close(() => resolve())))
  await silentEnded
  answer()
  expect(await (await asked).text()).toBe('done')
  await closed
})
