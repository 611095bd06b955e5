import { eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { defineSheet, type RowError } from '../../platform/sheets/sheet.ts'
import { nodeKinds } from '../model/project-progress.ts'
import { project, reform } from '../tables.ts'
import { ProjectDraft } from '../api/projects/schema.ts'
import { loadProjects } from './facts.ts'
import { nodeTitles } from './node-titles.ts'
import { createProject } from './projects.ts'

type Row = Readonly<Record<string, unknown>>

const titles = {
  code: '项目代码',
  reformNo: '改革序号',
  name: '项目名称',
  place: '地点',
  longitude: '经度',
  latitude: '纬度',
  owner: '建设单位',
  budgetFen: '概算（元）',
  kind: '节点类别',
  node: '节点名称',
  level: '楼层',
  weight: '权重',
  plannedFrom: '计划开始',
  plannedOn: '计划完成',
} as const

/** Rows of one project stand together by its code; what is said of the project counts from its first row. */
const byProject = (rows: readonly Row[]): Map<string, { readonly row: Row; readonly index: number }[]> =>
  Map.groupBy(
    rows.map((row, index) => ({ row, index })),
    ({ row }) => String(row['code']),
  )

const organisationsByName = async (context: Context): Promise<ReadonlyMap<string, string>> => {
  const rows = await context.tx
    .select({ id: organisation.id, name: organisation.name, shortName: organisation.shortName })
    .from(organisation)
    .where(eq(organisation.county, context.actor.county))
  return new Map(rows.flatMap(({ id, name, shortName }) => [[name, id] as const, [shortName, id] as const]))
}

const check = async (context: Context, rows: readonly Row[]): Promise<RowError[]> => {
  const { county } = context.actor
  const known = new Set(
    (await context.tx.select({ id: project.id }).from(project).where(eq(project.county, county))).map(({ id }) => id),
  )
  const reforms = new Set(
    (await context.tx.select({ no: reform.no }).from(reform).where(eq(reform.county, county))).map(({ no }) => no),
  )
  const owners = await organisationsByName(context)
  const errors: RowError[] = []
  for (const [code, group] of byProject(rows)) {
    const [first] = group
    if (first === undefined) continue
    const fail = (index: number, column: string, errorCode: string, message: string) =>
      errors.push({ row: index, column, code: errorCode, message })
    if (known.has(code)) fail(first.index, titles.code, 'exists', '项目代码已登记')
    if (!/^[a-z0-9-]{2,40}$/.test(code))
      fail(first.index, titles.code, 'form', '代码为 2 至 40 位小写字母、数字和连字符')
    for (const key of ['reformNo', 'name', 'place', 'longitude', 'latitude', 'owner', 'budgetFen'] as const) {
      if (first.row[key] === null || first.row[key] === undefined) {
        fail(first.index, titles[key], 'required', '项目的第一行须填写')
      }
    }
    const { reformNo, owner, longitude, latitude } = first.row
    if (typeof reformNo === 'number' && !reforms.has(reformNo)) {
      fail(first.index, titles.reformNo, 'unknown_reform', '没有这项改革')
    }
    if (typeof owner === 'string' && !owners.has(owner)) {
      fail(first.index, titles.owner, 'unknown_organisation', '没有这个单位')
    }
    for (const [key, value] of [
      ['longitude', longitude],
      ['latitude', latitude],
    ] as const) {
      if (typeof value === 'string' && !ProjectDraft.shape[key].safeParse(Number(value)).success) {
        fail(first.index, titles[key], 'out_of_range', '不在本县范围内')
      }
    }
    const weights = group.reduce((sum, { row }) => sum + Number(row['weight']), 0)
    if (Number.isFinite(weights) && Math.abs(weights - 1) > 1e-6) {
      fail(first.index, titles.weight, 'weights', `各节点权重合计须为 1，现为 ${Number(weights.toFixed(6))}`)
    }
    for (const { row, index } of group) {
      if (String(row['plannedOn']) < String(row['plannedFrom'])) {
        fail(index, titles.plannedOn, 'before_start', '计划完成日期早于开始日期')
      }
    }
  }
  return errors
}

const apply = async (context: Context, rows: readonly Row[]) => {
  const owners = await organisationsByName(context)
  const groups = byProject(rows)
  for (const [code, group] of groups) {
    const first = group[0]?.row ?? {}
    await createProject(
      context,
      ProjectDraft.parse({
        code,
        reformNo: first['reformNo'],
        name: first['name'],
        place: first['place'],
        longitude: Number(first['longitude']),
        latitude: Number(first['latitude']),
        ownerOrganisationId: owners.get(String(first['owner'])),
        budgetFen: first['budgetFen'],
        nodes: group.map(({ row }) => ({
          kind: row['kind'],
          name: row['node'],
          level: row['level'] ?? null,
          weight: Number(row['weight']),
          plannedFrom: row['plannedFrom'],
          plannedOn: row['plannedOn'],
        })),
      }),
    )
  }
  return { added: groups.size, changed: 0, unchanged: 0 }
}

/** Projects with their nodes, one row a node. */
export const planSheet = defineSheet({
  name: 'ledger.project_plan',
  title: '建设项目及节点',
  permission: 'ledger.project.manage',
  maxRows: 2000,
  columns: [
    {
      key: 'code',
      title: titles.code,
      type: 'text',
      required: true,
      example: 'hongqitang',
      help: '同一项目的各行相同',
    },
    { key: 'reformNo', title: titles.reformNo, type: 'integer', example: '10', help: '项目的第一行填写' },
    { key: 'name', title: titles.name, type: 'text', example: '红旗塘工程' },
    { key: 'place', title: titles.place, type: 'text', example: '健跳镇' },
    { key: 'longitude', title: titles.longitude, type: 'decimal', example: '121.611', help: 'CGCS2000 十进制度' },
    { key: 'latitude', title: titles.latitude, type: 'decimal', example: '29.047' },
    { key: 'owner', title: titles.owner, type: 'text', example: '县农业农村局' },
    { key: 'budgetFen', title: titles.budgetFen, type: 'money', example: '12000000' },
    {
      key: 'kind',
      title: titles.kind,
      type: 'enum',
      required: true,
      options: nodeKinds.map((value) => ({ value, title: nodeTitles[value] })),
      example: nodeTitles.building,
    },
    { key: 'node', title: titles.node, type: 'text', required: true, example: '塘埂加固与进排水' },
    { key: 'level', title: titles.level, type: 'integer', example: '' },
    { key: 'weight', title: titles.weight, type: 'decimal', required: true, example: '1', help: '各节点合计为 1' },
    { key: 'plannedFrom', title: titles.plannedFrom, type: 'date', required: true, example: '2021-11-20' },
    { key: 'plannedOn', title: titles.plannedOn, type: 'date', required: true, example: '2022-03-31' },
  ],
  check,
  apply,
  export: async function* (context) {
    const owners = new Map(
      (
        await context.tx
          .select({ id: organisation.id, name: organisation.shortName })
          .from(organisation)
          .where(eq(organisation.county, context.actor.county))
      ).map(({ id, name }) => [id, name]),
    )
    for (const each of await loadProjects(context)) {
      for (const node of each.nodes) {
        yield {
          code: each.id,
          reformNo: each.reformNo,
          name: each.name,
          place: each.place,
          longitude: each.longitude,
          latitude: each.latitude,
          owner: owners.get(each.organisationId) ?? '',
          budgetFen: Number(each.budgetFen) / 100,
          kind: nodeTitles[node.kind],
          node: node.name,
          level: node.level,
          weight: node.weight,
          plannedFrom: node.plannedFrom,
          plannedOn: node.plannedOn,
        }
      }
    }
  },
})
