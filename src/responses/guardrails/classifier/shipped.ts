import { readFileSync } from 'node:fs'
import { SafetyClassifier, unpackSafetyModel } from './model.ts'

let opened: SafetyClassifier | undefined

/** The classifier that ships, opened once (some milliseconds, a few megabytes). How it was made: training/safety/README.md. */
export function shippedClassifier(): SafetyClassifier {
  opened ??= new SafetyClassifier(unpackSafetyModel(readFileSync(new URL('safety.model', import.meta.url))))
  return opened
}
