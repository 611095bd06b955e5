import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseTableText } from '../documents/table-document.ts'
import { bindings } from './bindings.ts'
import { changeTargets } from './table-change.ts'
import { addCounts, planTargets } from './target-plan.ts'

const text = readFileSync(new URL('../../../data/seed/reform-table.txt', import.meta.url), 'utf8')
const table = parseTableText(text)
const plans = table.reforms.map((reform) => ({ reform, targets: planTargets(reform, 2022) }))
const of = (no: number) => plans.find(({ reform }) => reform.no === no)?.targets ?? []

it('binds every row of the seed: no milestone, landmark or measure is left without an indicator', () => {
  for (const { reform, targets } of plans) {
    for (const column of ['milestones', 'landmarks', 'measures'] as const) {
      reform[column].forEach((item, index) => {
        const own = targets.filter((target) => target.column === column && target.itemNo === index + 1)
        expect([reform.no, item.text, own.length > 0]).toEqual([reform.no, item.text, true])
      })
    }
    expect(targets.filter(({ indicatorId }) => indicatorId === null)).toEqual([])
  }
})

it('uses every rule: a binding that no longer finds its words is an error here', () => {
  const used = new Set(
    plans.flatMap(({ targets }) =>
      targets.map((target) => `${target.column} ${target.indicatorId} ${target.scope?.id ?? ''}`),
    ),
  )
  for (const { rules } of bindings)
    for (const { column, indicator, scope } of rules)
      expect(used).toContain(`${column} ${indicator} ${scope === 'reform' ? '10' : (scope?.id ?? '')}`)
})

it('marks the very words of the table', () => {
  for (const { reform, targets } of plans)
    for (const target of targets) expect(reform.cells[target.column].slice(target.from, target.to)).toBe(target.text)
})

it.each([
  [
    1,
    'finance.pool_financing',
    [
      ['≥', 1.5e9, '2022-09-30'],
      ['≥', 2e9, '2022-12-31'],
    ],
  ],
  [1, 'finance.credit_loan_share', [['rises', null, '2022-09-30']]],
  [3, 'ponds.benefit_gain_per_mu', [['≥', 10_000, '2022-12-31']]],
  [
    3,
    'ponds.income_per_farmer',
    [
      ['≥', 46_000, '2025-12-31'],
      ['≥', 45_000, '2025-12-31'],
    ],
  ],
  [5, 'skills.phase3_floors', [['≥', 4, '2022-12-31']]],
  [
    8,
    'sea.reclamations_accepted',
    [
      ['≥', 2, '2022-06-30'],
      ['≥', 3, '2022-12-31'],
    ],
  ],
  [9, 'schools.cv_junior', [['≤', 0.28, '2022-12-31']]],
  [9, 'schools.cv_primary', [['≤', 0.28, '2022-12-31']]],
  [9, 'schools.cross_region_schools', [['≥', 10, '2022-03-31']]],
] as const)('reform %s: %s', (no, indicator, goals) => {
  const found = of(no).filter(({ indicatorId, counted }) => indicatorId === indicator && counted)
  expect(found.map(({ comparator, threshold, due }) => [comparator, threshold, due])).toEqual(goals)
})

it('asks for each paper of the same words by itself', () => {
  const papers = of(3).filter(({ kind }) => kind === 'deliverable')
  expect(papers.map(({ title, due }) => [title, due])).toEqual([
    ['工作小组组建', '2022-03-31'],
    ['成员单位分工', '2022-03-31'],
    ['试点申报市级评审', '2022-03-31'],
    ['方案设计', '2022-06-30'],
    ['可行性研究报告', '2022-06-30'],
    ['改革申报工作', '2022-06-30'],
  ])
})

it('does not count what stands among the measures', () => {
  const measures = plans.flatMap(({ targets }) => targets.filter(({ column }) => column === 'measures'))
  expect(measures.length).toBeGreaterThan(30)
  expect(measures.filter(({ counted }) => counted)).toEqual([])
})

it('leaves nothing of an unknown reform out: figures and papers to bind by hand', () => {
  const [first] = parseTableText(
    [
      '序号',
      '改革名称',
      '经验借鉴',
      '改革举措',
      '主要目标',
      '标志性成果',
      '责任部门',
      '1',
      '山区共享菜园',
      '全省首创',
      '1.建菜园。',
      '1.2022年6月底前，建成菜园20个；2.2022年9月底前，制定办法。',
      '1.形成经验。',
      '县农业农村局',
    ]
      .map((cell) => `\t${cell.replace('；2', '；\n2')}`)
      .join('\n'),
  ).reforms
  const targets = first === undefined ? [] : planTargets(first, 2022)
  expect(
    targets.map(({ column, kind, indicatorId, threshold, due }) => [column, kind, indicatorId, threshold, due]),
  ).toEqual([
    ['milestones', 'figure', null, 20, '2022-06-30'],
    ['milestones', 'deliverable', 'ledger.deliverable_verified', 1, '2022-09-30'],
    ['landmarks', 'figure', null, null, '2022-12-31'],
    ['measures', 'figure', null, null, '2022-12-31'],
  ])
})

it('adds later counts of the year, and never a level', () => {
  const target = { indicatorId: 'sea.renewals', column: 'milestones', comparator: '≥' } as const
  const added = addCounts([
    { ...target, due: '2022-06-30', threshold: 2, text: '完成2家验收' },
    { ...target, due: '2022-12-31', threshold: 1, text: '完成1家验收' },
    { ...target, due: '2022-12-31', threshold: 5, text: '达到5家' },
    { ...target, due: '2023-06-30', threshold: 4, text: '完成4家验收' },
  ])
  expect(added.map(({ threshold }) => threshold)).toEqual([2, 3, 5, 4])
})

it('knows targets again at a re-import, withdraws what left, and hands a hand-made binding to the new wording', () => {
  const planned = of(1)
  const standing = planned.map((target, index) => ({
    ...target,
    id: `2022-1-${index + 1}`,
    boundBy: 'proposal' as const,
  }))
  const same = changeTargets(planned, standing)
  expect([same.kept.length, same.added.length, same.withdrawn.length]).toEqual([planned.length, 0, 0])
  const [first] = standing
  if (first === undefined) throw new Error('no target')
  const byHand = { ...first, boundBy: 'hand' as const, indicatorId: 'x.y', scope: null }
  const reworded = {
    ...planned[0],
    text: '融资达16亿元以上',
    threshold: 1.6e9,
    indicatorId: null,
  } as (typeof planned)[number]
  const changed = changeTargets([reworded], [byHand])
  expect(changed.kept).toEqual([])
  expect(changed.withdrawn).toEqual([byHand])
  expect(changed.added).toMatchObject([{ text: '融资达16亿元以上', indicatorId: 'x.y' }])
})
