import { resolve } from 'node:path'
import { openRehearsal, type Rehearsal } from '#compose/rehearsal.ts'
import { systemClock } from '#domain/clock.ts'
import type { Output } from './output.ts'

/** An assistant folder's whole turn in this process, with a bar while it is trained. Whoever opened it closes it. */
export async function rehearse(folder: string, output: Output): Promise<Rehearsal> {
  const progress = output.progress('training')
  try {
    return await openRehearsal({
      assistantFolder: resolve(folder),
      clock: systemClock,
      environment: process.env,
      onProgress: progress.update,
    })
  } finally {
    progress.done()
  }
}
