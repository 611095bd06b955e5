import { type Route, route } from '../../../platform/http/route.ts'
import { listBenchmarks, recordBenchmark } from '../../bindings/benchmarks.ts'
import { BenchmarkEdit, BenchmarkList, BenchmarkParams, BenchmarkRow } from './schema.ts'

export const benchmarkRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/benchmarks',
    summary: '用作目标的公布数（如台州市平均亩均税收）',
    access: 'public',
    reply: BenchmarkList,
    handle: (context) => listBenchmarks(context),
  }),
  route({
    method: 'PUT',
    path: '/benchmarks/:series/:year',
    summary: '录入某年的公布数及其出处',
    access: 'ledger.target.bind',
    params: BenchmarkParams,
    body: BenchmarkEdit,
    reply: BenchmarkRow,
    handle: (context) => recordBenchmark(context, { ...context.params, ...context.body }),
  }),
]
