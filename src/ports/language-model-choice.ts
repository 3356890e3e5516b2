/** Where models are and with what they are asked. */
export interface ProviderChoice {
  /** `openai`: OpenAI itself. `anthropic`: Anthropic's Messages API. `compatible`: any server that speaks OpenAI's Chat Completions. */
  kind: 'openai' | 'anthropic' | 'compatible'
  /** Which of OpenAI's two formats; only for `openai`. */
  api: 'responses' | 'chat'
  /** Base address, such as `http://localhost:11434/v1`; null: the provider's own. */
  url: string | null
  /** Never written anywhere. Null: none is sent. */
  key: string | null
}

/** One model as assistant.yaml names it. */
export interface ModelChoice {
  /** `provider/model`, for logs and metrics. */
  name: string
  provider: ProviderChoice
  /** As the provider calls it. */
  model: string
  /** `schema`: the provider holds answers to a JSON Schema. `json`: only to JSON. `none`: it is asked in words. */
  structuredOutput: 'schema' | 'json' | 'none'
  streams: boolean
  /** Whether it accepts a temperature. */
  temperature: boolean
  reasoning: 'none' | 'minimal' | 'low' | 'medium' | 'high' | null
}
