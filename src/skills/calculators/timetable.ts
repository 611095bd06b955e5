import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import type { Working } from '../../platform/explain.ts'
import { Problem } from '../../platform/errors/problem.ts'
import { evaluateTimetable, type TimetableCost } from '../model/timetable/evaluate.ts'
import { type CttInstance, parseCtt, parseSolution, type Solution, writeSolution } from '../model/timetable/instance.ts'
import { solveTimetable } from '../model/timetable/solve.ts'
import { toyInstance, toySolution } from '../model/timetable/toy.ts'

const source = 'ITC-2007 track 3（Di Gaspero, McCollum, Schaerf 2007）'
const maxListed = 200
const deadlineMs = 30_000

const Profile = z.literal('itc2007-cct')
const Text = z.string().max(500_000)
const Soft = z.object({
  roomCapacity: z.int(),
  minWorkingDays: z.int(),
  compactness: z.int(),
  roomStability: z.int(),
})
const cost = { hard: z.int(), soft: Soft, total: z.int() }

const readSolution = (text: string, instance: CttInstance, working: Working): Solution => {
  const solution = parseSolution(text, instance)
  const [first] = solution.repeated
  if (first !== undefined) {
    const message = `${solution.repeated.length} 行重复（同一课程同一节只算一次），未计入，如“${first}”`
    working.warn('repeated_lines', message)
  }
  return solution
}

const explainPenalties = ({ penalties, penaltyCount }: TimetableCost, working: Working): void => {
  for (const penalty of penalties) {
    working.step({
      label: penalty.kind,
      formula: '每缺一座 1 分，每少一天 5 分，每节孤课 2 分，每多一室 1 分；硬冲突每处 1 次',
      inputs: { 对象: penalty.what },
      result: penalty.cost,
      source,
    })
  }
  if (penaltyCount > maxListed) {
    working.warn('working_cut', `共 ${penaltyCount} 处扣分，计算书只列前 ${maxListed} 处`)
  }
}

const evaluate = defineCalculator({
  name: 'timetable/evaluate',
  title: '课表评价',
  keywords: ['课表', '排课', '实训基地', 'ITC-2007'],
  summary: '按国际排课竞赛（ITC-2007）的口径逐项计算课表的硬冲突和软约束扣分。',
  input: z.strictObject({ profile: Profile, instance: Text.min(1), solution: Text }),
  value: z.object(cost),
  examples: [
    {
      title: 'ITC-2007 示例课表',
      input: { profile: 'itc2007-cct' as const, instance: toyInstance, solution: toySolution },
      value: {
        hard: 0,
        soft: { roomCapacity: 0, minWorkingDays: 0, compactness: 0, roomStability: 5 },
        total: 5,
      },
    },
  ],
  deadlineMs: 10_000,
  maxBodyBytes: 2 * 1024 * 1024,
  compute: ({ instance: text, solution }, working) => {
    const instance = parseCtt(text)
    const found = evaluateTimetable(instance, readSolution(solution, instance, working).lectures, maxListed)
    explainPenalties(found, working)
    return { hard: found.hard, soft: found.soft, total: found.total }
  },
})

const solve = defineCalculator({
  name: 'timetable/solve',
  title: '自动排课',
  keywords: ['课表', '排课', '实训基地', 'ITC-2007', '模拟退火'],
  summary:
    '按国际排课竞赛（ITC-2007）的口径排出课表：先满足全部硬约束，再减少扣分。同样的输入、种子和步数得到同样的课表；给出已有课表时在其上改进。',
  input: z.strictObject({
    profile: Profile,
    instance: Text.min(1),
    solution: Text.optional(),
    seed: z.string().max(256).default(''),
    iterations: z.int().min(0).max(200_000_000).default(4_000_000),
  }),
  value: z.object({
    ...cost,
    solution: z.string(),
    status: z.enum(['optimal', 'feasible', 'infeasible', 'interrupted']),
    lowerBound: z.int(),
    iterations: z.int(),
  }),
  examples: [
    {
      title: 'ITC-2007 示例',
      input: { profile: 'itc2007-cct' as const, instance: toyInstance, iterations: 1_000_000 },
    },
    {
      title: '改进已有课表',
      input: { profile: 'itc2007-cct' as const, instance: toyInstance, solution: toySolution, iterations: 1_000_000 },
    },
  ],
  deadlineMs,
  maxBodyBytes: 2 * 1024 * 1024,
  compute: ({ instance: text, solution, seed, iterations }, working) => {
    const instance = parseCtt(text)
    if (instance.rooms.length === 0 && instance.courses.some(({ lectures }) => lectures > 0)) {
      throw Problem.field('/instance', 'no_rooms', '有课程而没有教室')
    }
    const end = performance.now() + deadlineMs - 3_000
    const found = solveTimetable(instance, {
      seed,
      iterations,
      start: solution === undefined ? [] : readSolution(solution, instance, working).lectures,
      expired: () => performance.now() > end,
    })
    const judged = evaluateTimetable(instance, found.lectures, maxListed)
    working.step({
      label: '排课',
      formula: '按可排时段由少到多先排，再以模拟退火移动、对换课程，记下最好的课表',
      inputs: {
        课程: { value: instance.courses.length, unit: '门' },
        节数: { value: found.lectures.length, unit: '节' },
        步数: { value: found.iterations, unit: '步' },
        扣分下界: { value: found.lowerBound, unit: '分' },
      },
      result: judged.total,
      unit: '分',
      source: 'Bellio, Ceschia, Di Gaspero, Schaerf, Urli 2016；本系统评价程序复核',
    })
    explainPenalties(judged, working)
    for (const reason of found.impossible.slice(0, 20)) working.warn('impossible', `无法满足全部硬约束：${reason}`)
    if (found.iterations < iterations && found.status !== 'optimal') {
      working.warn('deadline', `时限已到，只完成 ${found.iterations} 步，再次计算的结果可能不同`)
    }
    return {
      hard: judged.hard,
      soft: judged.soft,
      total: judged.total,
      solution: writeSolution(found.lectures),
      status: found.status,
      lowerBound: found.lowerBound,
      iterations: found.iterations,
    }
  },
})

export const timetableCalculators: readonly Calculator[] = [evaluate, solve]
