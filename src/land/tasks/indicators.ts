import { and, eq, isNotNull } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'
import { datedIndicator, share } from '../../platform/indicators/dated-indicator.ts'
import type { Indicator, Scope } from '../../platform/indicators/indicator.ts'
import { organisation } from '../../platform/registers/tables.ts'
import { rounded } from '../model/exact.ts'
import { hasLeft, isClosed, stateOn, type TaskState } from '../model/task-steps.ts'
import { landFinding, landTask, landTaskList } from '../tables.ts'

const source = '三门县闲置低效工业用地提质增效改革 8'

const load = async ({ tx, actor }: Context, scope: Scope | undefined) => {
  const lists = await tx
    .select({ year: landTaskList.year, frozenOn: landTaskList.frozenOn })
    .from(landTaskList)
    .where(and(eq(landTaskList.county, actor.county), isNotNull(landTaskList.frozenOn)))
    .orderBy(landTaskList.year)
  const tasks = await tx
    .select({ task: landTask, firm: organisation.name })
    .from(landTask)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landTask.county), eq(organisation.id, landTask.organisationId)),
    )
    .where(and(eq(landTask.county, actor.county), scope?.kind === 'town' ? eq(landTask.townCode, scope.id) : undefined))
    .orderBy(landTask.year, landTask.no)
  return { lists, tasks: tasks.map(({ task, firm }) => ({ ...task, firm })) }
}

type Facts = Awaited<ReturnType<typeof load>>
type Standing = Facts['tasks'][number] & { readonly stood: TaskState }

/** Tasks of the latest list frozen by the day, as they stood on it; what left the list is not counted. */
const tasksOn = ({ lists, tasks }: Facts, asOf: CivilDate): Standing[] => {
  const year = lists.filter(({ frozenOn }) => frozenOn !== null && frozenOn <= asOf).at(-1)?.year
  return tasks.flatMap((task): Standing[] => {
    const stood = task.year === year ? stateOn(task, asOf) : null
    return stood === null || hasLeft(stood) ? [] : [{ ...task, stood }]
  })
}

const signedBy = ({ signedOn }: Standing, asOf: CivilDate): boolean => signedOn !== null && signedOn <= asOf

const words: Readonly<Record<TaskState, string>> = {
  listed: '已列入清单',
  assigned: '已交办乡镇',
  agreementSigned: '已签协议',
  rectifying: '整改中',
  acceptanceAsked: '申请验收',
  inspected: '已现场验收',
  returned: '退回整改',
  closedConditionally: '附条件销号',
  reopened: '恢复整改',
  closed: '已销号',
  excluded: '已移出清单',
  transferred: '转闲置土地处置',
}

const columns = [
  { key: 'firm', title: '企业' },
  { key: 'no', title: '任务', align: 'right' },
  { key: 'town', title: '乡镇（街道）' },
  { key: 'areaMu', title: '用地', unit: '亩', align: 'right' },
  { key: 'state', title: '状态' },
  { key: 'signedOn', title: '签约日期' },
  { key: 'closedOn', title: '销号日期' },
] as const

const rows = (facts: Facts, asOf: CivilDate) =>
  tasksOn(facts, asOf).map((task) => ({
    id: task.id,
    firm: task.firm,
    no: task.no,
    town: task.townCode,
    areaMu: rounded((task.areaM2 * 15) / 10_000, 4),
    state: words[task.stood],
    signedOn: signedBy(task, asOf) ? task.signedOn : null,
    closedOn: isClosed(task.stood) ? (task.closedOn ?? task.conditionalOn) : null,
    href: `/land/tasks/${task.id}`,
  }))

const taskIndicator = (
  definition: Pick<Indicator, 'id' | 'title' | 'unit' | 'definition'> & Partial<Pick<Indicator, 'rises'>>,
  figure: (tasks: readonly Standing[], asOf: CivilDate, working: Working) => ReturnType<typeof share>,
): Indicator =>
  datedIndicator({
    ...definition,
    better: 'higher',
    period: 'daily',
    scopes: ['town'],
    load: (context, scope) => load(context, scope),
    figure: (facts, asOf, working) => figure(tasksOn(facts, asOf), asOf, working),
    columns,
    rows,
  })

/** Figures of the yearly task list (land 8). */
const ofTasks: readonly Indicator[] = [
  taskIndicator(
    {
      id: 'land.tasks_listed',
      title: '闲置低效整治任务数',
      unit: 'count',
      definition: '截至日已锁定的最近年度任务清单中的任务数，不含已移出和转闲置土地处置的。',
    },
    (tasks, asOf, working) => {
      const value = working.step({
        label: '任务数',
        formula: '最近已锁定清单中的任务',
        inputs: { 截至日: asOf, 增补: tasks.filter(({ supplement }) => supplement).length },
        result: tasks.length,
        unit: '宗',
        source,
      })
      return { value, numerator: value, denominator: null, sufficient: true, reasons: [] }
    },
  ),
  taskIndicator(
    {
      id: 'land.agreements_signed',
      title: '履约监管协议签订率',
      unit: 'fraction',
      definition: '截至日已由乡镇（街道）和企业双方签署履约监管协议的任务数除以任务数。',
    },
    (tasks, asOf, working) => {
      const result = share(tasks.filter((task) => signedBy(task, asOf)).length, tasks.length, 'no_frozen_list')
      working.step({
        label: '协议签订率',
        formula: '双方已签署 ÷ 任务数',
        inputs: { 已签署: result.numerator, 任务: result.denominator },
        result: result.value,
        source,
      })
      return result
    },
  ),
  taskIndicator(
    {
      id: 'land.tasks_closed',
      title: '整治任务销号率',
      unit: 'fraction',
      rises: { period: 'month', tolerance: 0 },
      definition: '截至日已验收销号（含附条件销号，另列）的任务数除以任务数。',
    },
    (tasks, _asOf, working) => {
      const conditional = tasks.filter(({ stood }) => stood === 'closedConditionally').length
      const result = share(tasks.filter(({ stood }) => isClosed(stood)).length, tasks.length, 'no_frozen_list')
      working.step({
        label: '销号率',
        formula: '已销号（含附条件销号）÷ 任务数',
        inputs: { 已销号: result.numerator, 其中附条件销号: conditional, 任务: result.denominator },
        result: result.value,
        source,
      })
      return result
    },
  ),
]

const loadFindings = async (context: Context, scope: Scope | undefined) => {
  const { tx, actor } = context
  const findings = await tx
    .select({
      id: landFinding.id,
      year: landFinding.year,
      firmId: landFinding.organisationId,
      firm: organisation.name,
      townCode: landFinding.townCode,
      judgedOn: landFinding.judgedOn,
      facts: landFinding.facts,
      verdict: landFinding.verdict,
    })
    .from(landFinding)
    .innerJoin(
      organisation,
      and(eq(organisation.county, landFinding.county), eq(organisation.id, landFinding.organisationId)),
    )
    .where(
      and(
        eq(landFinding.county, actor.county),
        scope?.kind === 'town' ? eq(landFinding.townCode, scope.id) : undefined,
      ),
    )
    .orderBy(landFinding.year, landFinding.townCode, landFinding.organisationId)
  return { ...(await load(context, scope)), findings }
}

/** Firms found inefficient by the day whose task of that year is not closed. */
const inefficientOn = ({ findings, tasks }: Awaited<ReturnType<typeof loadFindings>>, asOf: CivilDate) => {
  const known = findings.filter(({ judgedOn }) => judgedOn <= asOf)
  const year = known.at(-1)?.year
  const closed = new Set(
    tasks
      .filter((task) => task.year === year && isClosed(stateOn(task, asOf)))
      .map(({ organisationId }) => organisationId),
  )
  return known.filter(
    (finding) => finding.year === year && finding.verdict.value.inefficient && !closed.has(finding.firmId),
  )
}

export const taskIndicators: readonly Indicator[] = [
  ...ofTasks,
  datedIndicator({
    id: 'land.inefficient_area',
    title: '低效工业用地面积',
    unit: 'm2',
    better: 'lower',
    period: 'daily',
    scopes: ['town'],
    definition: '截至日最近一次认定为低效且尚未销号的工业企业用地面积。',
    load: loadFindings,
    figure: (facts, asOf, working) => {
      const found = inefficientOn(facts, asOf)
      if (facts.findings.every(({ judgedOn }) => judgedOn > asOf)) {
        return { value: null, numerator: null, denominator: null, sufficient: false, reasons: ['not_judged'] }
      }
      const value = working.step({
        label: '低效用地面积',
        formula: 'Σ 认定为低效且未销号的企业用地',
        inputs: { 企业: { value: found.length, unit: '家' } },
        result: found.reduce((sum, { facts: use }) => sum + use.landM2, 0),
        unit: 'm²',
        source: '三门县低效工业用地认定标准（规则表 land.inefficient）',
      })
      return { value, numerator: value, denominator: null, sufficient: true, reasons: [] }
    },
    columns: [
      { key: 'firm', title: '企业' },
      { key: 'town', title: '乡镇（街道）' },
      { key: 'rules', title: '认定情形' },
      { key: 'areaMu', title: '用地', unit: '亩', align: 'right' },
    ],
    rows: (facts, asOf) =>
      inefficientOn(facts, asOf).map(({ id, firmId, firm, townCode, facts: use, verdict }) => ({
        id,
        firm,
        town: townCode,
        rules: verdict.value.findings.map(({ rule }) => rule).join('、'),
        areaMu: rounded((use.landM2 * 15) / 10_000, 4),
        href: `/land/firms/${firmId}`,
      })),
  }),
]
