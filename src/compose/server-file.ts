import { rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ServerAccess {
  url: string
  /** An API key. */
  key: string
  /** The public key of the widget, for a website's pages. */
  widgetKey?: string
}

/** Where a server leaves its address and keys for commands on the same machine. */
export const serverFile = (dataFolder: string) => join(dataFolder, 'server.json')

/** Writes it, readable by the server's user alone; gives the way to remove it. */
export async function writeServerFile(dataFolder: string, access: ServerAccess): Promise<() => void> {
  await mkdir(dataFolder, { recursive: true })
  const file = serverFile(dataFolder)
  await writeFile(file, JSON.stringify(access), { mode: 0o600 })
  return () => rmSync(file, { force: true })
}
