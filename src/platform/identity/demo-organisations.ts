import towns from '../../../data/admin/towns.json' with { type: 'json' }
import villages from '../../../data/admin/villages.json' with { type: 'json' }
import { demoDepartments } from './demo-accounts.ts'

export type DemoOrganisation = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: 'agency' | 'bank' | 'court' | 'school' | 'town' | 'village'
  readonly areaCode: string
}

const { code: county } = towns.county
const one = (
  name: string,
  kind: DemoOrganisation['kind'],
  areaCode = county,
  aliases: readonly string[] = [],
): DemoOrganisation => ({
  name,
  kind,
  areaCode,
  aliases,
})

/** 三门县教育局 → 县教育局, as the official table writes it. */
const short = (name: string): readonly string[] => (name.startsWith('三门县') ? [name.slice('三门'.length)] : [])

/** Organisations of the demo county: the departments of the official table, towns and villages with real codes. */
export const demoOrganisations = (): readonly DemoOrganisation[] => [
  one('三门县人民政府', 'agency', county, ['县领导']),
  one('中共三门县委改革办', 'agency', county, ['县委改革办']),
  ...demoDepartments.map(({ name, alias }) =>
    one(name, name.endsWith('学院') ? 'school' : 'agency', county, [
      ...short(name),
      ...(alias === undefined ? [] : [alias]),
    ]),
  ),
  one('三门农村商业银行', 'bank'),
  one('三门银座村镇银行', 'bank'),
  one('三门县人民法院', 'court', county, ['县人民法院']),
  ...towns.towns.map(({ code, name }) =>
    one(name.endsWith('街道') ? `${name}办事处` : `${name}人民政府`, 'town', code, [name]),
  ),
  ...villages.rows.map(([code, shortName, officialName]) =>
    one(String(shortName), 'village', String(code), officialName === shortName ? [] : [String(officialName)]),
  ),
]
