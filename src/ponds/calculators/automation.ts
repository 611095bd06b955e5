import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { RuleBook } from '../../platform/rules/rule-book.ts'
import { dueEscalation } from '../model/alarm.ts'
import {
  aeratorRuleNames,
  automationSource,
  isStale,
  modes,
  mustRest,
  proposeAeration,
  refuseAeration,
  refuseFeeder,
  refuseGate,
  refusals,
} from '../model/automation.ts'
import { shanghaiText } from '../model/rounding.ts'
import { automationRules } from '../rules/automation.ts'
import { Instant, Oxygen } from '../schemas.ts'

const hourOfShanghai = (ms: number): number => (((ms / 3_600_000 + 8) % 24) + 24) % 24

const aerator = defineCalculator({
  name: 'aerator-decision',
  title: '增氧机控制',
  keywords: ['增氧机', '自动增氧', '夜间保氧', '联锁'],
  summary:
    '按溶解氧、清晨预报和读数中断（R-AER-1 至 3）判断增氧机开或关，再过联锁：方式、启动间隔、每小时启动次数、最长运行 12 小时。',
  input: z.strictObject({
    now: Instant,
    mode: z.enum(modes).default('auto'),
    /** The owner lets R-AER-3 act also in manual and local mode. */
    failSafe: z.boolean().default(false),
    runningSince: Instant.optional(),
    starts: z.array(Instant).max(100).default([]),
    /** Since when good readings have stayed below the on, above the off threshold. */
    lowSince: Instant.optional(),
    highSince: Instant.optional(),
    lastGoodAt: Instant.optional(),
    dawn: z.strictObject({ doMgL: Oxygen, crossesAt: Instant.optional(), sunrise: Instant }).optional(),
  }),
  value: z.object({
    proposal: z.object({ to: z.enum(['on', 'off']), rule: z.enum(aeratorRuleNames) }).nullable(),
    refused: z.enum(refusals).nullable(),
    action: z.enum(['on', 'off']).nullable(),
    mustRest: z.boolean(),
  }),
  examples: [
    {
      title: '凌晨 3 时，低于开机值 5 分钟',
      input: {
        now: '2025-08-02T03:00+08:00',
        lowSince: '2025-08-02T02:55+08:00',
        lastGoodAt: '2025-08-02T03:00+08:00',
      },
      value: { proposal: { to: 'on', rule: 'R-AER-1' }, refused: null, action: 'on', mustRest: false },
    },
    {
      title: '夜间 40 分钟没有读数，手动方式',
      input: { now: '2025-08-02T02:00+08:00', mode: 'manual', lastGoodAt: '2025-08-02T01:20+08:00' },
      value: { proposal: { to: 'on', rule: 'R-AER-3' }, refused: 'mode', action: null, mustRest: false },
    },
  ],
  compute: (input, working) => {
    const { now, mode, failSafe, runningSince, dawn } = input
    const state = {
      nowMs: now,
      hourOfDay: hourOfShanghai(now),
      mode,
      failSafe,
      running: runningSince !== undefined,
      runningSinceMs: runningSince ?? null,
      startsMs: input.starts.filter((at) => at <= now).toSorted((a, b) => a - b),
      lowSinceMs: input.lowSince ?? null,
      highSinceMs: input.highSince ?? null,
      knownMs: input.lastGoodAt ?? null,
      dawn:
        dawn === undefined ? null : { doMgL: dawn.doMgL, crossingMs: dawn.crossesAt ?? null, sunriseMs: dawn.sunrise },
    }
    const proposal = proposeAeration(state, RuleBook.defaults.decide(automationRules, {}, working))
    const refused = proposal === null ? null : refuseAeration(state, proposal)
    const rest = mustRest(state)
    const action = rest ? ('off' as const) : refused === null ? (proposal?.to ?? null) : null
    working.step({
      label: '动作',
      formula: '规则提出，联锁裁定；连续运行满 12 小时必须停机',
      inputs: { 规则: proposal?.rule ?? null, 提出: proposal?.to ?? null, 联锁: refused },
      result: action,
      source: automationSource,
    })
    return { proposal, refused, action, mustRest: rest }
  },
})

const gate = defineCalculator({
  name: 'gate-check',
  title: '闸门与投饲机联锁',
  keywords: ['闸门', '排水', '联锁', '投饲机', '尾水'],
  summary:
    '能否开关进、排水闸和投饲机：尾水未放行或休药期内不得排水，风暴潮橙红警报期间只许关闸，指令过期或重放不执行。',
  input: z.strictObject({
    target: z.enum(['inlet', 'outlet', 'feeder']),
    to: z.enum(['open', 'close']),
    inletOpen: z.boolean().default(false),
    outletOpen: z.boolean().default(false),
    flush: z.boolean().default(false),
    tailWaterReleased: z.boolean().default(false),
    drugWithheld: z.boolean().default(false),
    stormSurge: z.boolean().default(false),
    aeratorFault: z.boolean().default(false),
    doMgL: Oxygen.optional(),
    command: z
      .strictObject({
        counter: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
        lastCounter: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
        issuedAt: Instant,
        now: Instant,
      })
      .optional(),
  }),
  value: z.object({ allowed: z.boolean(), refused: z.enum([...refusals, 'stale_command']).nullable() }),
  examples: [
    {
      title: '尾水未放行，开排水闸',
      input: { target: 'outlet', to: 'open' },
      value: { allowed: false, refused: 'tail_water' },
    },
    {
      title: '风暴潮期间关闸',
      input: { target: 'inlet', to: 'close', stormSurge: true },
      value: { allowed: true, refused: null },
    },
  ],
  compute: ({ target, to, command, aeratorFault, doMgL, ...state }, working) => {
    const stale =
      command !== undefined &&
      isStale({ counter: command.counter, issuedMs: command.issuedAt }, command.lastCounter, command.now)
    const refused = stale
      ? ('stale_command' as const)
      : target !== 'feeder'
        ? refuseGate(target, to, state)
        : to === 'open'
          ? refuseFeeder(aeratorFault, doMgL ?? null)
          : null
    working.step({
      label: '联锁',
      formula: '指令有效 → 风暴潮 → 尾水 → 休药期 → 进、排水闸不得同开；投饲机：增氧机故障且溶解氧低于 5 mg/L 不投',
      inputs: { 对象: target, 动作: to },
      result: refused ?? '放行',
      source: automationSource,
    })
    return { allowed: refused === null, refused }
  },
})

const ladder = defineCalculator({
  name: 'alarm-escalation',
  title: '报警叫应阶梯',
  keywords: ['报警', '叫应', '升级', '值班'],
  summary: '报警生效后各级叫应的时刻和到现在应叫的级；签收后停止，签收后又加重一级的重新开始。',
  input: z.strictObject({
    activeAt: Instant,
    now: Instant,
    acknowledgedAt: Instant.optional(),
    worsenedAt: Instant.optional(),
  }),
  value: z.object({
    due: z.array(z.object({ afterS: z.int(), to: z.string(), channels: z.array(z.string()) })),
  }),
  examples: [
    {
      title: '11 分钟无人签收',
      input: { activeAt: '2025-08-02T02:40+08:00', now: '2025-08-02T02:51+08:00' },
      value: {
        due: [
          { afterS: 0, to: 'operator', channels: ['push', 'sms'] },
          { afterS: 300, to: 'operator', channels: ['voice'] },
          { afterS: 600, to: 'neighbour', channels: ['push', 'voice'] },
        ],
      },
    },
  ],
  compute: ({ activeAt, now, acknowledgedAt, worsenedAt }, working) => {
    const due = dueEscalation(activeAt, now, {
      acknowledgedMs: acknowledgedAt ?? null,
      worsenedMs: worsenedAt ?? null,
    })
    working.step({
      label: '应叫级数',
      formula: '生效 0、5、10、20 分钟',
      inputs: { 生效: shanghaiText(activeAt), 现在: shanghaiText(now) },
      result: due.length,
      unit: '级',
      source: '报警叫应规则 4.8（本系统缺省值）',
    })
    return { due: due.map(({ afterS, to, channels }) => ({ afterS, to, channels: [...channels] })) }
  },
})

export const automationCalculators: readonly Calculator[] = [aerator, gate, ladder]
