// Plain JavaScript, loaded with --import before any TypeScript: an older Node would stop with a syntax error that helps nobody.
const needs = 24
const [major] = process.versions.node.split('.').map(Number)
if (major < needs) {
  console.error(
    `Parley needs Node ${needs}, this is ${process.versions.node}. Run it through npm (npm start, npm run parley), which brings the right one.\n` +
      'If it already was npm: install scripts were skipped (--ignore-scripts); run "npm rebuild node" or "npm install" without it.',
  )
  process.exit(1)
}

// What was read of the sources once is kept in .cache/node, also by processes that this one starts: a command then takes half the processor time
// to begin. Node drops what no longer fits its source or itself; where the folder cannot be written, everything goes on without.
const { enableCompileCache } = await import('node:module')
const { fileURLToPath } = await import('node:url')
const folder = process.env.NODE_COMPILE_CACHE ?? fileURLToPath(new URL('../.cache/node', import.meta.url))
enableCompileCache?.(folder)
process.env.NODE_COMPILE_CACHE = folder
