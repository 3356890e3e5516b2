import type { AssistantRuntime } from '#assistant/index.ts'

/** Languages that models translate for an assistant (BCP 47). */
export const alsoSpoken = ({ config }: AssistantRuntime): readonly string[] => config.models?.also_languages ?? []

/** Whether models get placeholders instead of personal data. */
export const redactsPrompts = ({ config }: AssistantRuntime): boolean => config.models?.redact ?? true
