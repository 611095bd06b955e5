import { and, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { datedIndicator, share } from '../../platform/indicators/dated-indicator.ts'
import type { Indicator } from '../../platform/indicators/indicator.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { channels, countsOn } from '../model/app-launch.ts'
import { landAppLaunch, landAssessment } from '../tables.ts'

const load = async ({ tx, actor }: Context) =>
  tx
    .select({ assessment: landAssessment, name: organisation.shortName })
    .from(landAssessment)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landAssessment.county), eq(organisation.id, landAssessment.organisationId)),
    )
    .where(eq(landAssessment.county, actor.county))
    .orderBy(landAssessment.year, landAssessment.kind, organisation.shortName)

type Fact = Awaited<ReturnType<typeof load>>[number]

/** Those named for the latest year in which anybody was named by the day. */
const namedOn = (facts: readonly Fact[], asOf: CivilDate): Fact[] => {
  const named = facts.filter(({ assessment }) => assessment.namedOn <= asOf)
  return named.filter(({ assessment }) => assessment.year === named.at(-1)?.assessment.year)
}

const approvedBy = ({ assessment }: Fact, asOf: CivilDate): boolean =>
  assessment.approvedOn !== null && assessment.approvedOn <= asOf

const loadLaunches = async ({ tx, actor }: Context) =>
  tx.select().from(landAppLaunch).where(eq(landAppLaunch.county, actor.county)).orderBy(landAppLaunch.preparedOn)

const channelTitles = { zheliban: '浙里办', zhezhengding: '浙政钉' } as const

export const assessmentIndicators: readonly Indicator[] = [
  datedIndicator({
    id: 'land.towns_assessed',
    title: '乡镇和部门考核完成率',
    unit: 'fraction',
    better: 'higher',
    period: 'yearly',
    scopes: [],
    definition: '截至日考核结果已批准的乡镇（街道）和相关部门数除以本年度列入考核的单位数。',
    load: (context) => load(context),
    figure: (facts, asOf, working) => {
      const named = namedOn(facts, asOf)
      const done = named.filter((fact) => approvedBy(fact, asOf))
      const of = (kind: string) =>
        `${done.filter(({ assessment }) => assessment.kind === kind).length}/${named.filter(({ assessment }) => assessment.kind === kind).length}`
      const result = share(done.length, named.length, 'nobody_named')
      working.step({
        label: '考核完成率',
        formula: '考核已批准 ÷ 列入考核',
        inputs: { '乡镇（街道）': of('town'), 相关部门: of('department') },
        result: result.value,
        source: '三门县闲置低效工业用地提质增效改革 8',
      })
      return result
    },
    columns: [
      { key: 'name', title: '单位' },
      { key: 'year', title: '年度', align: 'right' },
      { key: 'total', title: '得分', align: 'right' },
      { key: 'approvedOn', title: '批准日期' },
    ],
    rows: (facts, asOf) =>
      namedOn(facts, asOf).map((fact) => ({
        id: fact.assessment.organisationId,
        name: fact.name,
        year: fact.assessment.year,
        total: approvedBy(fact, asOf) ? (fact.assessment.score?.value.total ?? null) : null,
        approvedOn: approvedBy(fact, asOf) ? fact.assessment.approvedOn : null,
        href: `/land/assessments?year=${fact.assessment.year}`,
      })),
  }),
  datedIndicator({
    id: 'land.app_channels_live',
    title: '应用上线渠道数',
    unit: 'count',
    better: 'higher',
    period: 'daily',
    scopes: [],
    definition: '截至日上线申请已批准并在试运行或正式运行的渠道（浙里办、浙政钉）数。',
    load: (context) => loadLaunches(context),
    figure: (launches, asOf, working) => {
      const live = channels.filter((channel) =>
        launches.some((launch) => launch.channel === channel && countsOn(launch, asOf)),
      )
      const value = working.step({
        label: '上线渠道',
        formula: '已批准且在试运行或正式运行的渠道',
        inputs: { 渠道: live.map((channel) => channelTitles[channel]).join('、') },
        result: live.length,
        unit: '个',
        source: '三门县建设用地决策分析系统改革 8',
      })
      return { value, numerator: value, denominator: channels.length, sufficient: true, reasons: [] }
    },
    columns: [
      { key: 'channel', title: '渠道' },
      { key: 'name', title: '应用' },
      { key: 'appliedOn', title: '申请' },
      { key: 'approvedOn', title: '批准' },
      { key: 'trialOn', title: '试运行' },
      { key: 'liveOn', title: '正式运行' },
    ],
    rows: (launches, asOf) => {
      const by = (on: string | null) => (on !== null && on <= asOf ? on : null)
      return launches
        .filter(({ preparedOn }) => preparedOn <= asOf)
        .map((launch) => ({
          id: launch.id,
          channel: channelTitles[launch.channel],
          name: launch.name,
          appliedOn: by(launch.appliedOn),
          approvedOn: by(launch.approvedOn),
          trialOn: by(launch.trialOn),
          liveOn: by(launch.liveOn),
          href: '/land/launches',
        }))
    },
  }),
]
