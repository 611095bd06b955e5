import type { RuleColumn } from '../rule-table.ts'
import { choiceTitle } from '../../field-titles/titled-schema.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../errors/problem.ts'
import { type Route, route } from '../../http/route.ts'
import { civilDateOf } from '../../instants.ts'
import { checkRows, defaultVersion } from '../decision.ts'
import { approveRule, diffRows, previewEffect, publishRule, runTests, saveDraft } from '../drafting.ts'
import { findVersion, ruleHistory, ruleTable, type RuleVersion, versionsInForce } from '../rules.ts'
import * as schema from './schema.ts'

const described = (version: RuleVersion) => ({
  version: version.version,
  status: version.status,
  effectiveFrom: version.effectiveFrom,
  effectiveTo: version.effectiveTo,
  basis: version.basis,
  reason: version.reason,
  draftedBy: version.draftedBy,
  draftedAt: version.draftedAt.toISOString(),
  approvedBy: version.approvedBy,
  publishedBy: version.publishedBy,
  publishedAt: version.publishedAt?.toISOString() ?? null,
})

const requireFound = async (context: Context, name: string, version: string): Promise<RuleVersion> => {
  const found = await findVersion(context, name, version)
  if (found === undefined) throw new Problem('not_found', '没有找到该版本')
  return found
}

/** A column with the words of its codes: of the choices it allows and of those that its cells name. */
const worded = (column: RuleColumn, rows: RuleVersion['rows'], place: number) => {
  const cells = rows.map((row) => row[place]).filter((cell) => typeof cell === 'string')
  const codes = [...(column.options ?? []), ...cells.flatMap((cell) => cell.split('|'))].map((code) => code.trim())
  const words = codes.flatMap((code) => {
    const title = choiceTitle(column.key, code)
    return title === undefined ? [] : [[code, title] as const]
  })
  const { options, ...rest } = column
  return {
    ...rest,
    ...(options === undefined ? {} : { options: [...options] }),
    words: Object.fromEntries(words),
  }
}

const view = async (context: Context, name: string, version: string) => {
  const table = ruleTable(context, name)
  const found = await requireFound(context, name, version)
  const { errors, coverage } = checkRows(table, found.rows)
  return {
    name: table.name,
    title: table.title,
    description: table.description,
    source: table.source,
    hit: table.hit,
    inputs: table.inputs.map((column, place) => worded(column, found.rows, place)),
    outputs: table.outputs.map((column, place) => worded(column, found.rows, table.inputs.length + place)),
    current: described(found),
    rows: found.rows,
    errors,
    overlaps: (coverage?.overlaps ?? []).map(({ rows, region }) => ({ rows: rows.map((row) => row + 1), region })),
    tests: errors.some(({ code }) => code !== 'rule_gap' && code !== 'unreachable_row')
      ? []
      : await runTests(table, found.rows),
  }
}

const draft = 'platform.rule.draft'
const approve = 'platform.rule.approve'

/** Under /api/platform. */
export const ruleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/rules',
    summary: '规则表及现行版本',
    access: 'signed_in',
    reply: schema.RuleList,
    handle: async (context) => {
      const inForce = await versionsInForce(context, civilDateOf(context.clock.now()))
      const tables = context.modules.flatMap((module) => module.rules)
      return {
        rows: tables.map((table) => ({
          name: table.name,
          title: table.title,
          description: table.description,
          source: table.source,
          versionInForce: inForce.get(table.name)?.version ?? defaultVersion(table),
          effectiveFrom: inForce.get(table.name)?.effectiveFrom ?? table.effectiveFrom,
        })),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/rules/:name/versions',
    summary: '规则表的历次版本',
    access: 'signed_in',
    params: schema.RuleParams,
    reply: schema.RuleHistory,
    handle: async (context) => {
      ruleTable(context, context.params.name)
      return { rows: (await ruleHistory(context, context.params.name)).map(described) }
    },
  }),
  route({
    method: 'GET',
    path: '/rules/:name/versions/:version',
    summary: '一个版本的规则行、检查结果和测试案例',
    access: 'signed_in',
    params: schema.VersionParams,
    reply: schema.RuleView,
    handle: (context) => view(context, context.params.name, context.params.version),
  }),
  route({
    method: 'GET',
    path: '/rules/:name/diff',
    summary: '两个版本的差异',
    access: 'signed_in',
    params: schema.RuleParams,
    query: schema.DiffQuery,
    reply: schema.DiffReply,
    handle: async (context) => {
      const from = await requireFound(context, context.params.name, context.query.from)
      const to = await requireFound(context, context.params.name, context.query.to)
      return { changes: diffRows(from.rows, to.rows).map((change) => ({ ...change, cells: [...change.cells] })) }
    },
  }),
  route({
    method: 'POST',
    path: '/rules/:name/versions',
    summary: '起草新版本',
    access: draft,
    status: 201,
    params: schema.RuleParams,
    body: schema.DraftBody,
    reply: schema.RuleView,
    handle: async (context) =>
      view(context, context.params.name, await saveDraft(context, context.params.name, context.body)),
  }),
  route({
    method: 'PUT',
    path: '/rules/:name/versions/:version',
    summary: '修改草稿',
    access: draft,
    params: schema.VersionParams,
    body: schema.DraftBody,
    reply: schema.RuleView,
    handle: async (context) => {
      const { name, version } = context.params
      return view(context, name, await saveDraft(context, name, context.body, version))
    },
  }),
  route({
    method: 'POST',
    path: '/rules/:name/effect',
    summary: '试算：新规则对给定案例的影响',
    access: draft,
    params: schema.RuleParams,
    body: schema.EffectBody,
    reply: schema.EffectReply,
    handle: (context) => previewEffect(context, context.params.name, context.body.rows, context.body.inputs),
  }),
  route({
    method: 'POST',
    path: '/rules/:name/versions/:version/approve',
    summary: '审核（起草人以外的人）',
    access: approve,
    params: schema.VersionParams,
    reply: schema.RuleView,
    handle: async (context) => {
      await approveRule(context, context.params.name, context.params.version)
      return view(context, context.params.name, context.params.version)
    },
  }),
  route({
    method: 'POST',
    path: '/rules/:name/versions/:version/publish',
    summary: '发布（起草人以外的人）',
    access: approve,
    params: schema.VersionParams,
    reply: schema.RuleView,
    handle: async (context) => {
      await publishRule(context, context.params.name, context.params.version)
      return view(context, context.params.name, context.params.version)
    },
  }),
]
