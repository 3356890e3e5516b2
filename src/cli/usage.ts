import { type CommanderError, InvalidArgumentError } from 'commander'
import { type AppError, appError } from '#domain/errors.ts'

/** What commander says about wrong arguments, as `cli.usage`. */
export function usageError(error: CommanderError): AppError {
  const problem = error.message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '')
  return appError('cli.usage', { problem }, error)
}

/** Reads an option that is a whole number from 1 on. */
export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number from 1 on')
  return Number(text)
}

/** Reads a point in time; gives it as ISO 8601 in UTC. */
export function instant(text: string): string {
  if (Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('Write an instant such as 2024-05-15T20:00:00Z')
  return new Date(text).toISOString()
}

/** Collects an option that may be given several times, or with several values. */
export const collected = (value: string, before: string[] = []): string[] => [...before, value]

/** Collects texts. An option that was meant for the command and taken for a text ("-m --json") is told. */
export function texts(value: string, before?: string[]): string[] {
  if (value.startsWith('--')) throw new InvalidArgumentError('Give it a text')
  return collected(value, before)
}

/** Reads a name, a part of one, or a regular expression between slashes. */
export function nameOrPattern(text: string): string {
  const expression = /^\/(.+)\/$/.exec(text)?.[1]
  try {
    if (expression !== undefined) new RegExp(expression)
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : 'This is no regular expression')
  }
  return text
}
