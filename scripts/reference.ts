// Writes the reference pages that follow from the code: docs/reference/*.md. With --check it fails when one is stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { modules } from '../src/modules.ts'
import { errorCodes } from '../src/platform/errors/codes.ts'
import { calculatorUrl, routeUrl } from '../src/platform/http/openapi.ts'
import { roleTitle } from '../src/platform/identity/roles.ts'

const note = '<!-- Written by scripts/reference.ts; do not edit. -->'
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((each) => row(...each))].join('\n')
const code = (text: string): string => `\`${text}\``

const errors = (): string =>
  Object.entries(errorCodes)
    .map(
      ([name, { status, title, when, recover }]) =>
        `## ${name}\n\n${status} · ${title}\n\n- When: ${when}\n- Recover: ${recover}`,
    )
    .join('\n\n')

const calculators = (): string =>
  modules
    .filter((module) => module.calculators.length > 0)
    .map(
      (module) =>
        `## ${module.title} ${code(module.name)}\n\n${table(
          ['计算器', 'POST', '算什么'],
          module.calculators.map((one) => [one.title, code(calculatorUrl(module, one)), one.summary]),
        )}`,
    )
    .join('\n\n')

const access = (): string =>
  modules
    .filter((module) => module.permissions.length > 0)
    .map(
      (module) =>
        `## ${module.title} ${code(module.name)}\n\n${table(
          ['权限', '标识', '默认角色'],
          module.permissions.map((one) => [one.title, code(one.id), one.roles.map(roleTitle).join('、')]),
        )}`,
    )
    .join('\n\n')

const routes = (): string =>
  modules
    .filter((module) => module.routes.length > 0)
    .map(
      (module) =>
        `## ${module.title} ${code(module.name)}\n\n${table(
          ['方法', '地址', '用途', '谁可以'],
          module.routes.map((one) => [one.method, code(routeUrl(module, one)), one.summary, code(one.access)]),
        )}`,
    )
    .join('\n\n')

const pages: readonly (readonly [name: string, title: string, text: () => string])[] = [
  ['errors', '错误代码 Error codes', errors],
  ['calculators', '计算器 Calculators', calculators],
  ['access', '权限与角色 Permissions and roles', access],
  ['routes', '接口一览 Routes', routes],
]

const folder = new URL('../docs/reference/', import.meta.url)
const check = process.argv.includes('--check')
mkdirSync(folder, { recursive: true })
const stale = pages.filter(([name, title, text]) => {
  const file = new URL(`${name}.md`, folder)
  const wanted = `${note}\n# ${title}\n\n${text()}\n`
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) return false
  if (!check) writeFileSync(file, wanted)
  return true
})
if (check && stale.length > 0) {
  console.error(`docs/reference is stale (${stale.map(([name]) => name).join(', ')}): run node scripts/reference.ts`)
  process.exit(1)
}
