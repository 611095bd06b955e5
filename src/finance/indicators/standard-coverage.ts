import { sql } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { Working } from '../../platform/explain.ts'
import { defineIndicator } from '../../platform/indicators/indicator.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { ruleAt } from '../../platform/rules/rules.ts'
import { type AssetClass, assetClassTitle } from '../model/asset-classes.ts'
import { haircutRules } from '../rules/valuation.ts'

/** Whether the published standard of the day has a row for the class. */
const hasStandard = (book: RuleBook, assetClass: AssetClass, working: Working): boolean => {
  try {
    book.decide(haircutRules, { class: assetClass, registered: true, group: 'none' }, working)
    return true
  } catch (error) {
    if (error instanceof Problem && error.errors.some(({ code }) => code === 'rule_gap')) return false
    throw error
  }
}

/** The standard in force on a day; null before the first. */
const bookOn = async (context: Context, asOf: string): Promise<RuleBook | null> => {
  if (asOf < haircutRules.effectiveFrom) return null
  const at = await ruleAt(context, haircutRules, asOf as CivilDate)
  return new RuleBook(() => at)
}

const classesOn = async (context: Context, asOf: string, working: Working) => {
  const { rows } = await context.tx.execute<{ class: AssetClass; assets: number }>(sql`
    SELECT class, count(*)::int AS assets FROM family_asset
    WHERE county = ${context.actor.county} AND declared_on <= ${asOf} AND (ended_on IS NULL OR ended_on > ${asOf})
    GROUP BY class ORDER BY class`)
  const book = rows.length === 0 ? null : await bookOn(context, asOf)
  return rows.map((row) => ({ ...row, covered: book !== null && hasStandard(book, row.class, working) }))
}

/** 行业参考标准覆盖率 (finance 8). */
export const standardCoverage = defineIndicator({
  id: 'finance.standard_coverage',
  title: '资产评估标准覆盖率',
  unit: 'fraction',
  better: 'higher',
  period: 'daily',
  scopes: [],
  definition: '资产池中在用的资产类别里，当日已有公布的评估标准的类别占比。',
  value: async (context, asOf) => {
    const working = new Working()
    const classes = await classesOn(context, asOf, working)
    const covered = classes.filter((each) => each.covered).length
    for (const each of classes) {
      working.step({
        label: assetClassTitle[each.class],
        formula: '当日有已公布的评估标准',
        inputs: { 资产项数: each.assets },
        result: each.covered,
        source: '规则表 finance.haircut',
      })
    }
    const any = classes.length > 0
    return working.explain({
      value: any ? covered / classes.length : null,
      unit: 'fraction',
      numerator: covered,
      denominator: classes.length,
      sufficient: any,
      reasons: any ? [] : ['no_asset'],
    })
  },
  records: async (context, asOf) => {
    const rows = (await classesOn(context, asOf, Working.silent)).map((each) => ({
      id: each.class,
      class: assetClassTitle[each.class],
      assets: each.assets,
      covered: each.covered ? '已公布' : '未公布',
    }))
    return {
      columns: [
        { key: 'class', title: '资产类别' },
        { key: 'assets', title: '在用资产项数', align: 'right' },
        { key: 'covered', title: '评估标准' },
      ],
      rows,
      nextCursor: null,
      total: rows.length,
    }
  },
})
