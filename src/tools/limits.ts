/** The numbers of tools that are choices, each with its unit and reason. */
export const toolLimits = {
  /** Where a tool names no time of its own. A customer is waiting: longer is worse than an apology. */
  timeoutMs: 5_000,
  /** The longest a tool may name. */
  longestTimeoutMs: 20_000,
  /** For asking whether an effect happened; the customer has waited for the tool already. */
  reconcileTimeoutMs: 3_000,
  /** Bytes of an answer read from another system: some hundred orders; more is a mistake of the tool. */
  answerBytes: 262_144,
  /** Characters of a result as JSON: it becomes part of an event. */
  resultCharacters: 100_000,
  /** Characters of an idempotency key that other systems commonly accept. */
  keyCharacters: 200,
} as const

/** Documents that describe other systems: read at load, so bounded like everything that is read. */
export const documentLimits = {
  /** Schemas within one tool's input or output; the largest operations of public APIs have some hundred. */
  schemaNodes: 5_000,
  /** Schemas within schemas. */
  schemaDepth: 60,
  /** Characters of a pattern that is still checked here. */
  patternCharacters: 500,
  /** Characters of what a tool says of itself that are kept: one sentence for authors. */
  descriptionCharacters: 300,
  /** Inputs of one tool; more is an operation that should not be called by a flow. */
  inputs: 60,
} as const

/** Talking to MCP servers. */
export const mcpLimits = {
  /** For starting a server and agreeing on the protocol, milliseconds: programs that fetch themselves first are slow. */
  connectMs: 10_000,
  /** How much of its own time a call waits for that; the attempt goes on for the next call. */
  connectShare: 0.8,
  /** For listing tools, milliseconds. */
  listMs: 5_000,
  /** Pages of a list of tools, and tools on them. */
  pages: 20,
  tools: 500,
  /** Connections of one server under different settings (scenarios side by side); the longest unused one is closed. */
  connections: 16,
  /** Bytes of one result: as with HTTP. */
  answerBytes: 262_144,
  /** Bytes of one message of the protocol: a list of tools with their schemas is the longest. */
  messageBytes: 2_000_000,
  /** Characters of a server's error output that are kept for `parley tools check`. */
  lastWords: 2_000,
} as const
