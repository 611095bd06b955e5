#!/usr/bin/env node
// `npx gongfu …` under any Node ≥ 20: hands over to the pinned Node 24, which runs TypeScript itself.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const node24 = at('node_modules/node/bin/node')
if (!existsSync(node24)) {
  console.error('尚未安装依赖，请先运行 npm start 或 npm install。 Dependencies are missing: run npm start first.')
  process.exit(1)
}
const child = spawn(node24, [at('src/platform/cli/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
