import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import type { Working } from '../../platform/explain.ts'
import type { Indicator, Scope } from '../../platform/indicators/indicator.ts'
import { datedIndicator, share } from '../dated-indicator.ts'
import { readProjectScope } from '../model/project-scope.ts'
import type { NodeKind } from '../model/project-progress.ts'
import { nodeTitles } from './node-titles.ts'
import { acceptedBy, loadProjects, type Movement, type ProjectFacts, progressOn, sumUntil } from './facts.ts'

const source = '三门县共同富裕改革台账规则 4.6、8'

type Asked = {
  readonly projects: readonly ProjectFacts[]
  readonly nodes: readonly NodeKind[]
  readonly source: string | null
}

const load = async (context: Context, scope: Scope | undefined): Promise<Asked> => {
  const all = { nodes: [], source: null }
  if (scope === undefined) return { ...all, projects: await loadProjects(context) }
  if (scope.kind === 'reform') return { ...all, projects: await loadProjects(context, { reformNo: Number(scope.id) }) }
  if (scope.kind === 'source') return { ...all, projects: await loadProjects(context), source: scope.id }
  const { project, nodes } = readProjectScope(scope.id)
  return { projects: await loadProjects(context, { id: project }), nodes, source: null }
}

/** The accepted share of one project, or of the nodes that the target names; several projects by their budgets. */
const acceptedShare = ({ projects, nodes }: Asked, asOf: CivilDate, working: Working) => {
  if (nodes.length > 0) {
    const named = projects.flatMap((each) => each.nodes.filter(({ kind }) => nodes.includes(kind)))
    const accepted = named.filter((node) => acceptedBy(node, asOf)).length
    working.step({
      label: '指定节点验收',
      formula: '已验收节点数 ÷ 指定节点数',
      inputs: { nodes: nodes.map((kind) => nodeTitles[kind]).join('、'), accepted, named: named.length, asOf },
      result: named.length === 0 ? null : accepted / named.length,
      source,
    })
    return share(accepted, named.length, 'no_node')
  }
  const [first] = projects
  if (projects.length === 1 && first !== undefined) {
    return share(progressOn(first, asOf, working).acceptedShare, 1, 'no_project')
  }
  const weighed = projects.map((each) => ({ budget: Number(each.budgetFen), at: progressOn(each, asOf).acceptedShare }))
  const budget = weighed.reduce((sum, each) => sum + each.budget, 0)
  const built = weighed.reduce((sum, each) => sum + each.budget * each.at, 0)
  working.step({
    label: '项目进度',
    formula: 'Σ 概算 × 已验收进度 ÷ Σ 概算',
    inputs: {
      projects: projects.length,
      built: { value: built, unit: '分' },
      budget: { value: budget, unit: '分' },
      asOf,
    },
    result: budget === 0 ? null : built / budget,
    source,
  })
  return share(built, budget, 'no_project')
}

const ofSource = <T extends Movement>(movements: readonly T[], asked: Asked): readonly T[] =>
  asked.source === null ? movements : movements.filter((each) => each.source === asked.source)

const received = (asked: Asked, asOf: CivilDate): number =>
  Number(asked.projects.reduce((sum, each) => sum + sumUntil(ofSource(each.receipts, asked), asOf), 0n))
const paid = (asked: Asked, asOf: CivilDate): number =>
  Number(asked.projects.reduce((sum, each) => sum + sumUntil(ofSource(each.payments, asked), asOf), 0n))

const movementRows = (asked: Asked, asOf: CivilDate, kinds: readonly ('receipts' | 'payments')[]) =>
  asked.projects
    .flatMap((each) =>
      kinds.flatMap((kind) =>
        ofSource(each[kind] as readonly Movement[], asked)
          .filter(({ on }) => on <= asOf)
          .map(({ id, on, fen, voucher, source: from }) => ({
            id,
            project: each.name,
            source: from,
            kind: kind === 'receipts' ? '到账' : '支付',
            on,
            fen: Number(fen),
            voucher,
            href: `/ledger/projects/${each.id}`,
          })),
      ),
    )
    .toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))

const movementColumns = [
  { key: 'project', title: '项目' },
  { key: 'source', title: '资金来源' },
  { key: 'kind', title: '收支' },
  { key: 'on', title: '日期' },
  { key: 'fen', title: '金额', unit: 'fen', align: 'right' },
  { key: 'voucher', title: '凭证' },
] as const

const scopes = ['project', 'reform', 'source']

export const projectIndicators: readonly Indicator[] = [
  datedIndicator<Asked>({
    id: 'ledger.project_progress',
    title: '项目建设进度',
    unit: 'fraction',
    better: 'higher',
    period: 'daily',
    scopes: ['project', 'reform'],
    definition:
      '截至日及以前已验收节点的权重之和除以全部权重；目标指定节点的，为其中已验收的比例；多个项目按概算加权。',
    load,
    figure: acceptedShare,
    columns: [
      { key: 'project', title: '项目' },
      { key: 'node', title: '节点' },
      { key: 'weight', title: '权重', unit: 'fraction', align: 'right' },
      { key: 'plannedOn', title: '计划完成' },
      { key: 'acceptedOn', title: '验收日期' },
      { key: 'document', title: '验收文件' },
    ],
    rows: ({ projects, nodes }, asOf) =>
      projects.flatMap((each) =>
        each.nodes
          .filter(({ kind }) => nodes.length === 0 || nodes.includes(kind))
          .map((node) => {
            const accepted = acceptedBy(node, asOf)
            return {
              id: `${each.id}/${node.no}`,
              project: each.name,
              node: node.name,
              weight: node.weight,
              plannedOn: node.plannedOn,
              acceptedOn: accepted ? node.acceptedOn : null,
              document: accepted ? node.document : null,
              href: `/ledger/projects/${each.id}`,
            }
          }),
      ),
  }),
  datedIndicator<Asked>({
    id: 'ledger.funds_received',
    title: '项目到账资金',
    unit: 'fen',
    better: 'higher',
    period: 'daily',
    scopes,
    definition: '截至日及以前到账的项目资金合计。',
    load,
    figure: (asked, asOf, working) => {
      const sum = received(asked, asOf)
      working.step({
        label: '到账资金',
        formula: 'Σ 到账金额（到账日 ≤ 截至日）',
        inputs: { projects: asked.projects.length, asOf },
        result: sum,
        unit: '分',
        source,
      })
      const known = asked.projects.length > 0
      return {
        value: known ? sum : null,
        numerator: null,
        denominator: null,
        sufficient: known,
        reasons: known ? [] : ['no_project'],
      }
    },
    columns: movementColumns,
    rows: (asked, asOf) => movementRows(asked, asOf, ['receipts']),
  }),
  datedIndicator<Asked>({
    id: 'ledger.funds_paid_share',
    title: '项目资金支付率',
    unit: 'fraction',
    better: 'higher',
    period: 'daily',
    scopes,
    definition: '截至日及以前有凭证的支付合计除以到账资金合计。',
    load,
    figure: (asked, asOf, working) => {
      const result = share(paid(asked, asOf), received(asked, asOf), 'no_receipt')
      working.step({
        label: '支付率',
        formula: 'Σ 有凭证的支付 ÷ Σ 到账',
        inputs: {
          paid: { value: result.numerator, unit: '分' },
          received: { value: result.denominator, unit: '分' },
          asOf,
        },
        result: result.value,
        source,
      })
      return result
    },
    columns: movementColumns,
    rows: (asked, asOf) => movementRows(asked, asOf, ['receipts', 'payments']),
  }),
]
