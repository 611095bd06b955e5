import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Benchmark, BenchLine } from './line.ts'

type Chunk = {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

const dist = new URL('../dist/', import.meta.url)

/** First load as the browser does it: the entry with the public frame and the Chinese catalogues, the desk's frame, the page, and all they import. */
const faces: readonly { readonly what: string; readonly chunks: readonly RegExp[]; readonly goalKb: number }[] = [
  {
    what: 'public home',
    chunks: [/^index\.html$/, /src\/web\/pages\/home\.tsx$/],
    goalKb: 120,
  },
  {
    what: 'a calculator',
    chunks: [/^index\.html$/, /src\/web\/pages\/calculators\/calculator\.tsx$/],
    goalKb: 120,
  },
  {
    what: 'desk',
    chunks: [/^index\.html$/, /src\/web\/shell\/desk-frame\.tsx$/, /src\/web\/pages\/desk\/desk\.tsx$/],
    goalKb: 400,
  },
]

const closure = (manifest: Readonly<Record<string, Chunk>>, starts: readonly RegExp[]): ReadonlySet<Chunk> => {
  const found = new Set<Chunk>()
  const visit = (name: string): void => {
    const chunk = manifest[name]
    if (chunk === undefined || found.has(chunk)) return
    found.add(chunk)
    for (const inner of chunk.imports ?? []) visit(inner)
  }
  for (const start of starts) {
    const names = Object.keys(manifest).filter((name) => start.test(name))
    if (names.length === 0) throw new Error(`the build has no chunk ${start.source}: run npm run build`)
    for (const name of names) visit(name)
  }
  return found
}

const kilobytes = (files: Iterable<string>): number =>
  [...new Set(files)].reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length, 0) /
  1000

/** What the browser loads before the first screen of each face, gzip, against the limits of ui.md. */
const weights: Benchmark = async function* (): AsyncGenerator<BenchLine> {
  const path = new URL('.vite/manifest.json', dist)
  if (!existsSync(path)) throw new Error('nothing is built yet: run npm run build')
  // Written by vite; the shape is its own.
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, Chunk>>
  for (const { what, chunks, goalKb } of faces) {
    const loaded = [...closure(manifest, chunks)]
    const script = kilobytes(loaded.map(({ file }) => file))
    const style = kilobytes(loaded.flatMap(({ css }) => css ?? []))
    yield {
      what: `first load of ${what}: script (style ${style.toFixed(1)} kB)`,
      ours: `${script.toFixed(1)} kB`,
      against: 'limit of ui.md',
      theirs: `${goalKb} kB`,
      ratio: goalKb / script,
      goal: `≤ ${goalKb} kB gzip`,
    }
  }
}

export default weights
