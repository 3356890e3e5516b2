export { type ModelFolder, readModelFolder } from './model-folder.ts'
export { openOnnxEncoder } from './onnx-encoder.ts'
