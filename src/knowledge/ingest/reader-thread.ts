/** A thread that reads one source after the other. It holds the libraries, so the server never loads them; it is ended when it takes too long. */
import { parentPort } from 'node:worker_threads'
import { type ReadOrder, readSource } from './read-source.ts'

if (!parentPort) throw new Error('this file is the entry of a worker thread')
const port = parentPort
// What a library says of a broken file is in the outcome; a thread's output would mix into the server's log.
console.log = console.warn = console.error = () => undefined
port.on('message', async (order: ReadOrder) => port.postMessage(await readSource(order)))
