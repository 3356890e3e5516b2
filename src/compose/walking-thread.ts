/** The thread that walks its share of the conversations and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { type WalkOrder, type WalkReply, walkHere } from './walking.ts'

if (!parentPort) throw new Error('this file is the entry of a worker thread')
const port = parentPort
const reply = (message: WalkReply) => port.postMessage(message)
const report = await walkHere(workerData as WalkOrder, (walked) => reply({ kind: 'progress', walked }))
reply({ kind: 'done', report })
