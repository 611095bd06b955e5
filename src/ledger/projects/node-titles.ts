import type { NodeKind } from '../model/project-progress.ts'

/** What people call the kinds of node. */
export const nodeTitles: Readonly<Record<NodeKind, string>> = {
  approved: '立项',
  designed: '设计',
  tendered: '招投标',
  building: '施工',
  completed: '完工',
  accepted: '验收',
  settlement_audit: '结算审核',
  in_use: '投入使用',
}
