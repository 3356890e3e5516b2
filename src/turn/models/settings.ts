import type { AssistantRuntime } from '#assistant/index.ts'

/** Languages that models translate for an assistant (BCP 47). */
export const alsoSpoken = (_assistant: AssistantRuntime): readonly string[] => []
