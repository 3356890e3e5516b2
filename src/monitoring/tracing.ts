import { type Span, SpanStatusCode, trace } from '@opentelemetry/api'

/**
 * Spans over the OpenTelemetry API alone: without an SDK registered (by the operator, through `--import`) they cost almost nothing
 * and go nowhere. Attributes carry names and counts, never what people wrote.
 */
const tracer = trace.getTracer('parley')

export async function inSpan<T>(
  name: string,
  attributes: Record<string, string | number | boolean>,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  return await tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}
