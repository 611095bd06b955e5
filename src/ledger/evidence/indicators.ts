import type { Indicator } from '../../platform/indicators/indicator.ts'
import { datedIndicator, share } from '../dated-indicator.ts'
import { deliverableOn } from '../model/deliverable.ts'
import { loadDeliverables } from './deliverables.ts'

const source = '三门县共同富裕改革台账规则 8'
const kindTitles: Readonly<Record<string, string>> = {
  document: '文件',
  photo: '照片',
  minutes: '会议纪要',
  contract: '协议',
  approval: '批复',
  training_list: '培训名册',
}
const stateTitles = { draft: '草稿', submitted: '待核验', verified: '已核验', returned: '已退回' } as const

export const deliverableIndicators: readonly Indicator[] = [
  datedIndicator({
    id: 'ledger.deliverable_verified',
    title: '交付类目标佐证核验',
    unit: 'fraction',
    better: 'higher',
    period: 'daily',
    // A measure, milestone or landmark is named by the id of its target.
    scopes: ['measure', 'milestone', 'landmark', 'target', 'reform'],
    definition:
      '目标要求的各类佐证均已核验且落款日期不晚于截至日的，计 1；全县和一项改革为已核验目标数除以交付类目标数。',
    load: async (context, scope) => {
      const all = await loadDeliverables(context)
      if (scope === undefined) return all
      return all.filter(({ targetId, reformNo }) =>
        scope.kind === 'reform' ? String(reformNo) === scope.id : targetId === scope.id,
      )
    },
    figure: (deliverables, asOf, working) => {
      const standing = deliverables.map((each) => deliverableOn(each.required, each.evidence, asOf))
      const verified = standing.filter((each) => each.verified).length
      working.step({
        label: '已核验目标数',
        formula: '各类必需佐证均已核验，且落款日期 ≤ 截至日',
        inputs: { deliverables: deliverables.length, asOf },
        result: verified,
        unit: '个',
        source,
      })
      const result = share(verified, deliverables.length, 'no_deliverable')
      working.step({
        label: '核验率',
        formula: '已核验目标数 ÷ 交付类目标数',
        inputs: { verified, deliverables: deliverables.length },
        result: result.value,
        source,
      })
      // The figure of one deliverable is whole without its evidence too: the evidence is missing, and that is its light.
      const [only] = standing
      return standing.length === 1 && only?.verified === false
        ? { ...result, sufficient: only.submittedOn !== null, reasons: only.missing.map((kind) => `missing_${kind}`) }
        : result
    },
    columns: [
      { key: 'target', title: '目标' },
      { key: 'due', title: '时限' },
      { key: 'title', title: '佐证' },
      { key: 'kind', title: '类别' },
      { key: 'datedOn', title: '落款日期' },
      { key: 'state', title: '状态' },
    ],
    rows: (deliverables, asOf) =>
      deliverables.flatMap((each) => {
        const papers = each.evidence.filter(({ datedOn }) => datedOn <= asOf)
        // A target without papers is a row too: what is missing is part of the figure.
        const shown = papers.length === 0 ? [null] : papers
        return shown.map((paper) => ({
          id: paper?.id ?? each.targetId,
          target: each.text,
          due: each.due,
          title: paper?.title ?? null,
          kind: paper === null ? null : (kindTitles[paper.kind] ?? paper.kind),
          datedOn: paper?.datedOn ?? null,
          state: paper === null ? null : stateTitles[paper.state],
          href: `/ledger/targets/${each.targetId}`,
        }))
      }),
  }),
]
