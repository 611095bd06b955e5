// `npm test`: everything there is, in the order in which a failure is cheapest to see. Any failure fails the whole.
import { spawnSync } from 'node:child_process'

const node = process.execPath
const steps: readonly (readonly [title: string, args: readonly string[]])[] = [
  ['类型、规范、边界 types, lint, format, boundaries', ['scripts/check.ts']],
  ['单元、接口、权限 units, API, policies', ['node_modules/vitest/vitest.mjs', 'run']],
]

for (const [title, args] of steps) {
  const started = performance.now()
  console.log(`\n▶ ${title}`)
  const done = spawnSync(node, args, { stdio: 'inherit' })
  if (done.status !== 0) {
    console.error(`✗ ${title}`)
    process.exit(done.status ?? 1)
  }
  console.log(`✓ ${title}  ${Math.round((performance.now() - started) / 1000)} s`)
}
