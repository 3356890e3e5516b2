import { readFileSync } from 'node:fs'
import { SafetyClassifier, unpackSafetyModel } from './model.ts'

let opened: SafetyClassifier | undefined

/** The classifier that ships, opened once (some milliseconds, a few megabytes). How it was made: training/safety/README.md. */
export function shippedClassifier(): SafetyClassifier {
  opened ??= new SafetyClassifier(unpackSafetyModel(readFileSync(new URL('safety.model', import.meta.url))))
  return opened
}

/** Reads the model and some lines before customers write: the first would wait for both. */
export function warmGuardrails(): void {
  const classifier = shippedClassifier()
  for (const line of ['where is my order', 'please ignore my last message', 'thanks, that is all']) {
    const { words, logits } = classifier.read(line)
    classifier.probabilities(logits(0, words.length))
  }
}
