// The rules of the house (ARCHITECTURE.md) that imports can break. Reads every import of src/ and names each offence.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

const modules = ['ledger', 'finance', 'ponds', 'land', 'sea', 'schools', 'skills'] as const

/** Calls between modules run one way only; each takes from the other's index.ts. */
const mayCall: Readonly<Record<string, readonly string[]>> = {
  ledger: [],
  finance: ['ponds', 'sea', 'ledger'],
  ponds: ['sea', 'ledger'],
  land: ['sea', 'ledger'],
  sea: ['ledger'],
  schools: ['ledger'],
  skills: ['ledger'],
}

/** Platform parts that a pure model may import. */
const pureParts = [
  'explain',
  'money',
  'rational',
  'instants',
  'read-only',
  'canonical-json',
  'dates',
  'calendar',
  'geo',
  'identifiers',
  'stats',
  'solver',
  'errors',
  'rules/rule-table',
]

const room = (path: string): string => path.split('/')[1] ?? ''
const isTest = (path: string): boolean => /\.(test|testing)\.tsx?$/.test(path)

const offence = (from: string, to: string): string | null => {
  const here = room(from)
  const there = room(to)
  const inside = modules.find((name) => name === here)
  const target = modules.find((name) => name === there)
  const isDoor = from === 'src/main.ts' || from === 'src/modules.ts' || from.startsWith('src/platform/cli/')

  if (there === 'web' && here !== 'web') return 'nobody imports web/'
  if (here === 'platform' && target && !isDoor && !isTest(from)) return 'platform/ imports no module'
  if (here === 'web' && target && !/^src\/\w+\/(pages\/|messages\/|api\/.*schema\.ts$)/.test(to))
    return 'web/ imports pages, messages and schemas of a module only'
  if (inside && target && inside !== target) {
    if (!mayCall[inside]?.includes(target)) return `${inside} may not call ${target}`
    if (to !== `src/${target}/index.ts`) return `take it from src/${target}/index.ts`
  }
  if (inside && from.startsWith(`src/${inside}/model/`) && !isTest(from)) {
    // A constant table that is shipped with the program is part of the model (tide constants, leeway coefficients).
    const pure =
      /^data\/.*\.json$/.test(to) ||
      to.startsWith(`src/${inside}/model/`) ||
      pureParts.some((part) => to === `src/platform/${part}.ts` || to.startsWith(`src/platform/${part}/`))
    if (!pure) return 'model/ imports models and the pure parts of the platform only'
  }
  if (inside && from.includes('/pages/') && there === inside && !/\/(pages|messages|model)\/|\/schema\.ts$/.test(to)) {
    return 'pages import platform/ui and the schemas of their module'
  }
  return null
}

/** Packages that a pure model may not touch. */
const impurePackage = (from: string, specifier: string): string | null =>
  /^src\/\w+\/model\//.test(from) &&
  !isTest(from) &&
  /^(node:(fs|http|https|net|child_process|worker_threads|os)|pg|drizzle-orm|fastify|@electric-sql\/)/.test(specifier)
    ? `model/ does no I/O (${specifier})`
    : null

const offences: string[] = []
for (const from of globSync('src/**/*.{ts,tsx}')) {
  const text = readFileSync(from, 'utf8')
  for (const [, specifier = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
    const why = specifier.startsWith('.')
      ? offence(from, normalize(join(dirname(from), specifier)))
      : impurePackage(from, specifier)
    if (why) offences.push(`${from}: ${specifier}: ${why}`)
  }
}

if (offences.length > 0) {
  console.error(offences.join('\n'))
  process.exit(1)
}
