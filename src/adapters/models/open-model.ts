import type { LanguageModel as SdkModel } from 'ai'
import type { LanguageModel } from '#ports/language-model.ts'
import type { ModelChoice } from '#ports/language-model-choice.ts'
import { fetchFromProvider } from './transport.ts'

/**
 * A model that is asked over the AI SDK. The SDK and the provider's package are loaded here, the first time that a model is opened (0.15 s, 35 MB):
 * without models nothing of them is. `nowMs`: milliseconds since the epoch.
 */
export async function openLanguageModel(choice: ModelChoice, nowMs: () => number): Promise<LanguageModel> {
  const [{ SdkLanguageModel }, model] = await Promise.all([import('./sdk-model.ts'), sdkModel(choice)])
  // The SDK writes warnings about settings to the console; what matters of them is an outcome here.
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false })
  return new SdkLanguageModel(choice, model, nowMs)
}

async function sdkModel({ provider, model, structuredOutput }: ModelChoice): Promise<SdkModel> {
  // Without a key of ours none is taken from the environment by the SDK itself: what is used is what assistant.yaml names.
  const settings = {
    apiKey: provider.key ?? 'none',
    fetch: fetchFromProvider,
    ...(provider.url !== null && { baseURL: provider.url }),
  }
  switch (provider.kind) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai')
      const openai = createOpenAI({ ...settings, baseURL: provider.url ?? 'https://api.openai.com/v1' })
      return provider.api === 'chat' ? openai.chat(model) : openai.responses(model)
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic')
      return createAnthropic({ ...settings, baseURL: provider.url ?? 'https://api.anthropic.com/v1' })(model)
    }
    case 'compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
      return createOpenAICompatible({
        name: 'compatible',
        baseURL: provider.url ?? 'http://localhost:11434/v1',
        fetch: fetchFromProvider,
        includeUsage: true,
        supportsStructuredOutputs: structuredOutput === 'schema',
        ...(provider.key !== null && { apiKey: provider.key }),
      })(model)
    }
  }
}
