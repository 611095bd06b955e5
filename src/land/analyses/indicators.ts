import { asc, eq, isNotNull, and } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { datedIndicator, share } from '../../platform/indicators/dated-indicator.ts'
import type { Indicator } from '../../platform/indicators/indicator.ts'
import { muOf } from '../../platform/geo/ellipsoid.ts'
import { median } from '../../platform/stats/summary.ts'
import { landAnalysis, landNeed, landSearch, landSupply } from '../tables.ts'

const issued = async ({ tx, actor }: Context) =>
  tx
    .select({
      id: landAnalysis.id,
      title: landAnalysis.title,
      issuedOn: landAnalysis.issuedOn,
      reviewedBy: landAnalysis.reviewedByName,
      digest: landAnalysis.digest,
    })
    .from(landAnalysis)
    .where(and(eq(landAnalysis.county, actor.county), isNotNull(landAnalysis.issuedOn)))
    .orderBy(asc(landAnalysis.issuedOn), asc(landAnalysis.id))

/** How many analyses had been issued; a launch of the system needs at least one (land 5, app launch). */
export const issuedAnalyses = async (context: Context): Promise<number> => (await issued(context)).length

const searches = ({ tx, actor }: Context) =>
  tx
    .select({
      id: landSearch.id,
      title: landNeed.title,
      on: landSearch.searchedOn,
      seconds: landSearch.seconds,
    })
    .from(landSearch)
    .innerJoin(landNeed, and(eq(landNeed.county, landSearch.county), eq(landNeed.id, landSearch.needId)))
    .where(eq(landSearch.county, actor.county))
    .orderBy(asc(landSearch.searchedOn), asc(landSearch.id))

const supplies = ({ tx, actor }: Context) =>
  tx
    .select({
      id: landSupply.id,
      title: landSupply.title,
      kind: landSupply.kind,
      areaM2: landSupply.areaM2,
      suppliedOn: landSupply.suppliedOn,
    })
    .from(landSupply)
    .where(and(eq(landSupply.county, actor.county), isNotNull(landSupply.suppliedOn)))
    .orderBy(asc(landSupply.suppliedOn), asc(landSupply.id))

const by =
  <Row>(day: (row: Row) => string | null, asOf: string) =>
  (row: Row): boolean => {
    const on = day(row)
    return on !== null && on <= asOf
  }

export const decisionIndicators: readonly Indicator[] = [
  datedIndicator({
    id: 'land.decision_analyses',
    title: '已出具选址分析',
    unit: 'count',
    better: 'higher',
    period: 'daily',
    scopes: [],
    definition: '截至日已审核出具的选址分析份数。',
    load: issued,
    figure: (rows, asOf, working) => {
      const count = rows.filter(by(({ issuedOn }) => issuedOn, asOf)).length
      working.step({
        label: '已出具选址分析',
        formula: '出具日期不晚于截至日的分析份数',
        inputs: { 首份: rows[0]?.issuedOn ?? null },
        result: count,
        source: '三门县建设用地决策分析系统改革 8',
      })
      return { value: count, numerator: count, denominator: null, sufficient: true, reasons: [] }
    },
    columns: [
      { key: 'title', title: '分析' },
      { key: 'issuedOn', title: '出具日期' },
      { key: 'reviewedBy', title: '审核' },
      { key: 'digest', title: '校验值' },
    ],
    rows: (rows, asOf) => rows.filter(by(({ issuedOn }) => issuedOn, asOf)),
  }),
  datedIndicator({
    id: 'land.analysis_seconds',
    title: '选址用时',
    unit: 'second',
    better: 'lower',
    period: 'daily',
    scopes: [],
    definition: '截至日全部选址从提交需求到列出候选的用时中位数，秒。',
    load: searches,
    figure: (rows, asOf, working) => {
      const known = rows.filter(by(({ on }) => on, asOf)).map(({ seconds }) => seconds)
      const value = median(known)
      working.step({
        label: '选址用时',
        formula: '各次选址用时的中位数',
        inputs: { 选址次数: known.length },
        result: value,
        unit: '秒',
        source: '平台计时',
      })
      return {
        value,
        numerator: null,
        denominator: known.length,
        sufficient: value !== null,
        reasons: value === null ? ['no_search'] : [],
      }
    },
    columns: [
      { key: 'title', title: '需求' },
      { key: 'on', title: '日期' },
      { key: 'seconds', title: '秒', align: 'right' },
    ],
    rows: (rows, asOf) => rows.filter(by(({ on }) => on, asOf)),
  }),
  datedIndicator({
    id: 'land.existing_land_share',
    title: '存量用地占供地比重',
    unit: 'fraction',
    better: 'higher',
    period: 'daily',
    scopes: [],
    definition: '截至日当年已供地块中，存量建设用地面积除以供地面积。',
    load: supplies,
    figure: (rows, asOf, working) => {
      const done = rows.filter(({ suppliedOn }) => suppliedOn?.slice(0, 4) === asOf.slice(0, 4) && suppliedOn <= asOf)
      const area = (of: typeof rows) => of.reduce((sum, { areaM2 }) => sum + areaM2, 0)
      const result = share(area(done.filter(({ kind }) => kind === 'existing')), area(done), 'no_supply')
      working.step({
        label: '存量占比',
        formula: '当年已供存量面积 ÷ 当年已供面积',
        inputs: { 已供面积: { value: muOf(area(done)), unit: '亩' }, 宗数: done.length },
        result: result.value,
        source: '供地计划台账',
      })
      return result
    },
    columns: [
      { key: 'title', title: '地块' },
      { key: 'kind', title: '类别' },
      { key: 'areaM2', title: '面积（平方米）', align: 'right' },
      { key: 'suppliedOn', title: '供地日期' },
    ],
    rows: (rows, asOf) => rows.filter(by(({ suppliedOn }) => suppliedOn, asOf)),
  }),
]
