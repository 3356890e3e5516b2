import { trace } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'

/**
 * Test support: the spans that ended in this process. One provider for all tests of a process, for a tracer keeps to the first that it has
 * found: a second one would see nothing.
 */
export const endedSpans = new InMemorySpanExporter()

trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(endedSpans)] }))
