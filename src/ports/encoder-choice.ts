/** Which encoder an assistant reads with, as `encoder` of assistant.yaml says it. */
export type EncoderChoice = 'embedded' | 'static' | 'none' | { onnx: string } | { endpoint: EndpointChoice }

/** An embeddings endpoint that speaks OpenAI's format. */
export interface EndpointChoice {
  /** Everything before `/embeddings`, such as `https://api.openai.com/v1`. */
  url: string
  model: string
  /** Asked for in every request; where it is left out, the first answer says how many the model has. */
  dimensions?: number | undefined
  /** The environment variable that has the key: a release never holds the key itself. */
  key_from?: string | undefined
}
