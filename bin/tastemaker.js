#!/usr/bin/env node
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `tastemaker needs Node 22.13 or newer; this is Node ${process.versions.node}. Install a newer Node, then try again.\n`,
  )
  process.exit(2)
}
const { main } = await import('../dist/cli/main.js')
await main(process.argv.slice(2))
