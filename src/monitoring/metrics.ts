import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Buckets for a turn: embedded ones take milliseconds, those with tools or models seconds. */
const turnBuckets = [0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.125, 0.25, 0.5, 1, 2, 4, 8, 16]

/** Prometheus metrics. Labels have few values; ids and text never become labels. */
export class Metrics {
  private readonly registry = new Registry()
  readonly contentType = this.registry.contentType

  readonly turnSeconds = this.histogram(
    'parley_turn_seconds',
    'Time of a turn from claim to record',
    ['outcome'],
    turnBuckets,
  )
  readonly stepSeconds = this.histogram('parley_turn_step_seconds', 'Time of one step of a turn', ['step'], turnBuckets)
  readonly replyWaitSeconds = this.histogram(
    'parley_reply_wait_seconds',
    'Time a customer message waited for its turn to be recorded',
    [],
    turnBuckets,
  )
  readonly toolSeconds = this.histogram(
    'parley_tool_call_seconds',
    'Time of a tool call',
    ['tool', 'outcome'],
    turnBuckets,
  )
  readonly modelSeconds = this.histogram(
    'parley_model_request_seconds',
    'Time of one request to a language model',
    ['role', 'model'],
    turnBuckets,
  )
  readonly modelFirstSeconds = this.histogram(
    'parley_model_first_piece_seconds',
    'Time until a language model began to answer',
    ['role', 'model'],
    turnBuckets,
  )
  readonly modelAttempts = this.counter(
    'parley_model_requests_total',
    'Requests to language models and what came of each; left-alone ones were not made',
    ['role', 'model', 'outcome'],
  )
  readonly modelCalls = this.counter(
    'parley_model_calls_total',
    'What was wanted of language models: given, or why there was none and the embedded way was taken',
    ['role', 'result', 'cache'],
  )
  readonly modelTokens = this.counter('parley_model_tokens_total', 'Tokens of language models', ['model', 'kind'])
  readonly modelCost = this.counter('parley_model_cost_dollars_total', 'US dollars by the configured prices', ['model'])
  readonly httpSeconds = this.histogram(
    'parley_http_request_seconds',
    'Time of an HTTP request',
    ['method', 'route', 'status'],
    turnBuckets,
  )
  readonly turns = this.counter('parley_turns_total', 'Turns recorded', ['outcome'])
  readonly commands = this.counter('parley_commands_total', 'Commands carried out', ['kind', 'proposer'])
  readonly compared = this.counter(
    'parley_understanding_compared_total',
    'Messages that a language model and the embedded models both took for something, and whether for the same',
    ['outcome'],
  )
  readonly disagreements = this.counter(
    'parley_understanding_disagreement_total',
    'Messages that a language model took for something else than the embedded models',
    ['outcome'],
  )
  readonly messages = this.counter('parley_messages_total', 'Customer messages taken up', [])
  readonly conversationsStarted = this.counter('parley_conversations_started_total', 'Conversations started', [
    'channel',
  ])
  readonly handoffs = this.counter('parley_handoffs_total', 'Conversations passed to people', ['reason'])
  readonly feedback = this.counter('parley_feedback_total', 'Thumbs on replies', ['value'])
  readonly takenOver = this.counter(
    'parley_turns_taken_over_total',
    'Turns whose holder died and that were run again',
    [],
  )
  readonly alarms = this.counter('parley_alarms_total', 'Alarms of conversations that fell due and what came of them', [
    'kind',
    'outcome',
  ])
  readonly alarmLateSeconds = this.histogram(
    'parley_alarm_late_seconds',
    'Time from when an alarm was due until its turn began',
    ['kind'],
    [0.01, 0.05, 0.2, 0.5, 1, 5, 30, 60, 600, 3600, 86_400],
  )
  readonly satisfaction = this.histogram(
    'parley_satisfaction_score',
    'Ratings of conversations, 1 to 5',
    [],
    [1, 2, 3, 4, 5],
  )
  readonly connections = this.gauge('parley_live_connections', 'Open live connections', ['kind'])
  readonly waiting = this.gauge('parley_conversations_waiting', 'Conversations waiting for a person', [])

  constructor(options: { processMetrics: boolean }) {
    if (options.processMetrics) collectDefaultMetrics({ register: this.registry, prefix: 'parley_' })
  }

  text(): Promise<string> {
    return this.registry.metrics()
  }

  private counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] })
  }
  private gauge<L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> {
    return new Gauge({ name, help, labelNames, registers: [this.registry] })
  }
  private histogram<L extends string>(name: string, help: string, labelNames: L[], buckets: number[]): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] })
  }
}
