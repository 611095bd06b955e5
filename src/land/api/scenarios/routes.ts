import { type Route, route } from '../../../platform/http/route.ts'
import { listScenarios, removeScenario, saveScenario, viewSupply } from '../../scenarios/scenarios.ts'
import * as schema from './schema.ts'

/** Under /api/land: ways to use land side by side, and the supply plan. */
export const scenarioRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/scenarios',
    summary: '用地方案比较',
    access: 'land.analysis.read',
    reply: schema.ScenariosReply,
    handle: (context) => listScenarios(context),
  }),
  route({
    method: 'POST',
    path: '/scenarios',
    summary: '保存一个用地方案',
    access: 'land.analysis.make',
    body: schema.ScenarioDraft,
    reply: schema.ScenariosReply,
    status: 201,
    handle: async (context) => {
      await saveScenario(context, context.body)
      return listScenarios(context)
    },
  }),
  route({
    method: 'DELETE',
    path: '/scenarios/:id',
    summary: '删除一个用地方案',
    access: 'land.analysis.make',
    params: schema.ScenarioParams,
    reply: schema.ScenariosReply,
    handle: async (context) => {
      await removeScenario(context, context.params.id)
      return listScenarios(context)
    },
  }),
  route({
    method: 'GET',
    path: '/supply',
    summary: '年度供地计划、完成情况和税收预测',
    access: 'land.analysis.read',
    query: schema.SupplyQuery,
    reply: schema.SupplyReply,
    handle: (context) => viewSupply(context, context.query.year),
  }),
]
