import type { NodeKind } from './project-progress.ts'

/** Codes of the construction projects that the official table names (ledger 9); their record keeps the code as id. */
export const projectCodes = {
  hongqitang: '红旗塘工程',
  shaliuqimen: '沙柳旗门塘工程',
  'shepan-base': '蛇蟠基地',
  'crab-research-centre': '青蟹科研创新中心',
  'crab-data-platform': '青蟹大数据平台',
  'prosperity-pond-platform': '共富渔塘平台',
  'technician-phase3': '技师学院三期工程',
  'marine-weather': '海洋气象监测服务能力提升工程',
  'dike-reinforcement': '海塘加固工程',
} as const
export type ProjectCode = keyof typeof projectCodes

/**
 * Scope `project` of `ledger.project_progress`: the whole project, or the nodes that must be accepted
 * (`hongqitang/accepted+settlement_audit`); the figure is then their accepted share.
 */
export type ProjectScope = { readonly project: string; readonly nodes: readonly NodeKind[] }

export const projectScopeId = (project: string, nodes: readonly NodeKind[] = []): string =>
  nodes.length === 0 ? project : `${project}/${nodes.join('+')}`

export const readProjectScope = (id: string): ProjectScope => {
  const [project = '', nodes] = id.split('/')
  // Written by `projectScopeId` or by hand; an unknown kind simply finds no node.
  return { project, nodes: nodes === undefined ? [] : (nodes.split('+') as NodeKind[]) }
}
