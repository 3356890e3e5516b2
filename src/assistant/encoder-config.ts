import { z } from 'zod'
import type { EncoderChoice } from '#ports/encoder-choice.ts'

/** `encoder` of assistant.yaml. */
export const EncoderConfig: z.ZodType<EncoderChoice> = z.union(
  [
    z.enum(['embedded', 'static', 'none']),
    z.strictObject({
      onnx: z
        .string()
        .min(1)
        .describe('Folder of an ONNX model as transformers.js has them, from the assistant folder'),
    }),
    z.strictObject({
      endpoint: z.strictObject({
        url: z
          .url({
            protocol: /^https?$/,
            error: 'write an address that begins with https:// (or http:// in your own network)',
          })
          .describe('Up to /embeddings, such as https://api.openai.com/v1'),
        model: z.string().min(1).describe('Name of the model at the endpoint'),
        dimensions: z.int().min(1).max(8192).optional().describe('Asked for in every request; known at start then'),
        key_from: z
          .string()
          .regex(/^[A-Z][A-Z0-9_]*(KEY|TOKEN)$/, 'name an environment variable that ends with KEY or TOKEN')
          .optional()
          .describe('The environment variable that has the key'),
      }),
    }),
  ],
  {
    error:
      'write embedded, static, none, { onnx: folder } or { endpoint: { url, model } }; see docs/understanding/encoders.md',
  },
)
