import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { appError } from '#domain/errors.ts'
import { problemText } from '#domain/problem.ts'
import { type CustomerScript, readCustomerScript } from '#quality/index.ts'

/** The played customers of a folder by the names of their files, `<name>.yaml`; none where it is not there. Throws `assistant.invalid`. */
export async function readPlayedCustomers(folder: string): Promise<Map<string, CustomerScript>> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const customers = new Map<string, CustomerScript>()
  const problems: string[] = []
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)).sort()) {
    const text = await readFile(join(folder, name), 'utf8')
    const read = readCustomerScript({ file: `customers/${name}`, text })
    problems.push(...read.problems.filter(({ severity }) => severity === 'error').map((one) => `  ${problemText(one)}`))
    if (read.value) customers.set(name.replace(/\.ya?ml$/, ''), read.value)
  }
  if (problems.length > 0)
    throw appError('assistant.invalid', { count: problems.length, problems: problems.join('\n') })
  return customers
}
