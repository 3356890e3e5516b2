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
