import type { z } from 'zod'
import { appError } from '#domain/errors.ts'
import { readDataFile } from '../data-file.ts'

/** The rows of a file of JSON Lines. Throws `cli.bad-file` with the first line that is not as it should be. */
export async function readRows<T>(file: string, shape: z.ZodType<T>): Promise<T[]> {
  const text = await readDataFile(file)
  const rows: T[] = []
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      throw appError('cli.bad-file', { file, problem: `line ${index + 1} is not JSON` })
    }
    const parsed = shape.safeParse(value)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const problem = `line ${index + 1}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`
      throw appError('cli.bad-file', { file, problem })
    }
    rows.push(parsed.data)
  })
  if (rows.length === 0) throw appError('cli.bad-file', { file, problem: 'it has no rows' })
  return rows
}
