import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { Command } from 'commander'
import packageJson from '../../../package.json' with { type: 'json' }
import { runCommand } from '../run.ts'
import { findServer, serverCalls } from '../server-client.ts'
import { parleyMcp } from './server.ts'

export const mcpCommand = (): Command =>
  new Command('mcp')
    .description('Offer the running server to other programs as an MCP server on standard input and output')
    .addHelpText(
      'after',
      `
Tools: ask, search_knowledge, list_flows, get_conversation. The server is found as by other commands: the one that runs on this machine's data
folder, or PARLEY_URL with PARLEY_KEY (an API key). In a client's configuration:

  { "command": "npm", "args": ["run", "-s", "parley", "--", "mcp"], "env": { "PARLEY_URL": "https://…", "PARLEY_KEY": "ak_…" } }`,
    )
    .action(() =>
      runCommand({}, async () => {
        const server = parleyMcp(serverCalls(await findServer()), packageJson.version)
        const closed = new Promise<void>((resolve) => {
          server.server.onclose = resolve
          // The transport does not end with its input by itself.
          process.stdin.once('end', () => void server.close())
        })
        await server.connect(new StdioServerTransport())
        await closed
      }),
    )
