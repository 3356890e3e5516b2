import { createOutput, type Output, reportFailure } from './output.ts'

/** Runs a command's work with its output; failures are reported in the one way and set the exit code. */
export async function runCommand(options: { json?: boolean }, work: (output: Output) => Promise<void>): Promise<void> {
  const json = options.json === true
  try {
    await work(createOutput(json))
  } catch (error) {
    reportFailure(error, json)
  }
}

export const jsonOption = ['--json', 'one JSON object on standard output, everything else on standard error'] as const
/** The folder that `npm start` would take. */
export const defaultAssistant = process.env.PARLEY_ASSISTANT || 'assistants/storefront'
