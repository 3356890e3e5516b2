import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { buildWeb } from '../../scripts/build-web.ts'

/** What a shop's page has to load for the chat, as a web server sends it. */
const ceilingBytes = 25_000

test('the widget is one script below 25 kB gzipped, with no markup made from strings', async () => {
  const { folder } = await buildWeb()
  const script = await readFile(join(folder, 'widget.js'))
  expect(gzipSync(script).length).toBeLessThan(ceilingBytes)
  expect(script.toString()).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/)
}, 60_000)
