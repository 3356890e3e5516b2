import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { encoderContract } from '#ports/encoder.contract.ts'
import type { Encoder } from '#ports/encoder.ts'
import { openOnnxEncoder, readModelFolder } from './index.ts'
import { writeTinyModel } from './testing/model-fixture.ts'

let root: string
const open = async (name: string): Promise<Encoder> =>
  openOnnxEncoder(await readModelFolder(join(root, name)), () => performance.now())

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'parley-onnx-'))
  await writeTinyModel(join(root, 'plain'))
  await writeTinyModel(join(root, 'other'), { seed: 2 })
  await writeTinyModel(join(root, 'quantised'), { quantised: true })
})
afterAll(() => rm(root, { recursive: true, force: true }))

describe('an ONNX model', () => {
  encoderContract({ open: () => open('plain'), openOther: () => open('other') })
})

describe('a quantised ONNX model', () => {
  encoderContract({ open: () => open('quantised'), openOther: () => open('plain') })
})
