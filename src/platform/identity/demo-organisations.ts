import towns from '../../../data/admin/towns.json' with { type: 'json' }
import villages from '../../../data/admin/villages.json' with { type: 'json' }
import { demoDepartments } from './demo-accounts.ts'

export type DemoOrganisation = {
  /** Name for programs that stays the same; a statistical code for towns and villages. */
  readonly code: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: 'county' | 'department' | 'agency' | 'bank' | 'court' | 'school' | 'town' | 'village'
  readonly areaCode: string
}

const { code: county } = towns.county

/** 三门县教育局 → 县教育局, as the official table writes it. */
const short = (name: string): readonly string[] => (name.startsWith('三门县') ? [name.slice('三门'.length)] : [])

const one = (
  code: string,
  name: string,
  kind: DemoOrganisation['kind'],
  aliases: readonly string[] = short(name),
  areaCode = county,
): DemoOrganisation => ({ code, name, kind, areaCode, aliases })

const kindOf = (name: string): DemoOrganisation['kind'] => {
  if (name.endsWith('学院')) return 'school'
  return name.startsWith('三门县') ? 'department' : 'agency'
}

/** Organisations of the demo county: the departments of the official table, towns and villages with real codes. */
export const demoOrganisations = (): readonly DemoOrganisation[] => [
  one(county, '三门县人民政府', 'county', ['县领导']),
  one('gaigeban', '中共三门县委改革办', 'department', ['县委改革办']),
  ...demoDepartments.map(({ name, username, alias }) =>
    one(username, name, kindOf(name), [...short(name), ...(alias === undefined ? [] : [alias])]),
  ),
  one('nongshang', '三门农村商业银行', 'bank'),
  one('yinzuo', '三门银座村镇银行', 'bank'),
  one('fayuan', '三门县人民法院', 'court'),
  ...towns.towns.map(({ code, name }) =>
    one(code, name.endsWith('街道') ? `${name}办事处` : `${name}人民政府`, 'town', [name], code),
  ),
  ...villages.rows.map(([code, shortName, officialName]) =>
    one(
      String(code),
      String(shortName),
      'village',
      officialName === shortName ? [] : [String(officialName)],
      String(code),
    ),
  ),
]
