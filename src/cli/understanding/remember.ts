import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { rememberVectors } from '#adapters/encoders/remembered.ts'
import { filesOf, readAssistantFolder } from '#assistant/index.ts'
import { vectorFile } from '#compose/workshop.ts'
import { buildKnowledge, readDocuments } from '#knowledge/index.ts'
import { train } from '#understanding/index.ts'
import { jsonOption, runCommand } from '../run.ts'
import { openEncoderOf } from './encoder.ts'
import { readAuthored } from './trained.ts'

interface Options {
  json?: boolean
}

export const rememberCommand = (): Command =>
  new Command('remember')
    .description(
      'Write what the encoder reads in examples and articles beside them, so that the folder trains in seconds on any machine',
    )
    .argument('[folder]', 'the assistant folder', 'assistants/storefront')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
The file vectors.bin may be committed with the folder. It is only a memory: what it lacks, or was read by another encoder, is read again.

Example:
  $ npm run parley -- understanding remember assistants/storefront`,
    )
    .action((folder: string, options: Options) =>
      runCommand(options, async (output) => {
        const { authored } = await readAuthored(folder)
        const encoder = await openEncoderOf(authored.config, folder)
        if (encoder === null)
          return output.result({ bytes: 0 }, 'The assistant has no encoder: there is nothing to remember.')
        const file = join(resolve(folder), vectorFile)
        const memory = await rememberVectors(encoder, file)
        const progress = output.progress('training')
        await train(authored.data, { seed: 'parley', encoder: memory.encoder, onProgress: progress.update })
        progress.done()
        const { documents } = readDocuments(filesOf(await readAssistantFolder(resolve(folder)), 'knowledge'))
        if (documents.length > 0) await buildKnowledge(documents, { encoder: memory.encoder })
        await memory.save()
        await encoder.close()
        const { size } = await stat(file)
        output.result({ file, bytes: size }, `${file}: ${(size / 1e6).toFixed(1)} MB`)
      }),
    )
