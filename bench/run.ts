// `npm run bench [name …] [-- --json]`: speeds as ratios against a peer or a limit measured in the same run.
// Never a timed test: machines differ, ratios hold.
import { globSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { basename } from 'node:path'
import type { BenchLine, Benchmark } from './line.ts'

const json = process.argv.includes('--json')
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))

const files = globSync('*.bench.ts', { cwd: import.meta.dirname })
  .toSorted()
  .filter((file) => wanted.length === 0 || wanted.includes(basename(file, '.bench.ts')))

const machine = {
  node: process.version,
  processors: cpus().length,
  model: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  loadAverage: loadavg()[0] ?? 0,
}
if (!json) {
  console.log(
    `Node ${machine.node}, ${machine.processors} × ${machine.model}, ${machine.memoryGb} GB, load ${machine.loadAverage.toFixed(2)}`,
  )
  console.log('| what | ours | against | theirs | ratio | goal |\n|---|---|---|---|---|---|')
}

const lines: BenchLine[] = []
for (const file of files) {
  const { default: benchmark } = (await import(`./${file}`)) as { default: Benchmark }
  for await (const line of benchmark()) {
    lines.push(line)
    if (json) continue
    const ratio = line.ratio === null ? '–' : `${line.ratio.toFixed(2)} ×`
    console.log(`| ${line.what} | ${line.ours} | ${line.against} | ${line.theirs} | ${ratio} | ${line.goal ?? '–'} |`)
  }
}
if (json) console.log(JSON.stringify({ machine, lines }, null, 2))
