import { and, eq } from 'drizzle-orm'
import type { Context } from '../../platform/context.ts'
import { addDays, type CivilDate } from '../../platform/dates.ts'
import {
  answerComment,
  closeConsultation,
  comment,
  draftConsultation,
  finishConsultation,
  moderateComment,
  openConsultation,
} from '../consultations/consultations.ts'
import { verifyEvidence } from '../evidence/evidence.ts'
import { evidence } from '../tables.ts'
import type { Act } from './days.ts'
import { targetLike } from './find.ts'

type Said = {
  readonly by: string
  readonly author: string
  readonly text: string
  readonly answer: string
  readonly adopted: 'adopted' | 'partly' | 'not_adopted'
  readonly reason: string | null
}

type Consultation = {
  readonly match: RegExp
  readonly title: string
  readonly draftText: string
  readonly openFrom: string
  readonly openTo: string
  readonly said: readonly Said[]
  readonly closedOn: string
  readonly result: string
  readonly verifiedOn: string
}

/** The two drafts that the official table names in reform 7; what was said is made up [A]. */
const consultations: readonly Consultation[] = [
  {
    match: /三年行动计划（2021-2023年）/,
    title:
      '《三门县深化“亩均论英雄”改革加快闲置和低效工业用地提质增效三年行动计划（2021-2023年）（征求意见稿）》公开征求意见',
    draftText:
      '一、总体要求。坚持“亩均论英雄”，分类整治闲置和低效工业用地。\n二、主要任务。开展全县企业排摸，建立任务清单，签订履约监管协议，逐宗验收销号。\n三、保障措施。建立考核机制，强化要素差别化配置。',
    openFrom: '2022-01-12',
    openTo: '2022-01-26',
    said: [
      {
        by: 'qiye',
        author: '童国强',
        text: '建议对已签订改造协议的企业给予一年以上的建设周期。',
        answer: '已在履约监管协议中明确建设周期，一般不超过十八个月。',
        adopted: 'adopted',
        reason: null,
      },
      {
        by: 'nonghu',
        author: '林阿福',
        text: '希望公开每宗闲置用地的处置结果。',
        answer: '处置结果将在门户网站按季公布。',
        adopted: 'partly',
        reason: '涉及企业商业秘密的内容不予公布',
      },
    ],
    closedOn: '2022-02-11',
    result: '征求意见期间共收到意见2条，采纳1条，部分采纳1条。',
    verifiedOn: '2022-02-15',
  },
  {
    match: /若干政策意见\(征求意见稿\)/,
    title: '《三门县闲置和低效工业用地提质增效若干政策意见（征求意见稿）》公开征求意见',
    draftText:
      '一、鼓励企业零地技改，提高容积率不再增收土地价款。\n二、支持收购重组和连片改造。\n三、对逾期不改造的，依法采取差别化措施。',
    openFrom: '2022-02-14',
    openTo: '2022-02-28',
    said: [
      {
        by: 'qiye',
        author: '童国强',
        text: '建议降低连片改造的面积门槛。',
        answer: '门槛按省里规定执行，暂不降低。',
        adopted: 'not_adopted',
        reason: '与省级政策不一致',
      },
    ],
    closedOn: '2022-03-09',
    result: '征求意见期间共收到意见1条，未采纳1条，理由已说明。',
    verifiedOn: '2022-03-14',
  },
]

const reformNo = 7

const done = ({ said, ...each }: Consultation): Act[] => {
  let id = ''
  const comments: string[] = []
  const act = (on: string, by: string, run: (context: Context) => Promise<void>): Act => ({ on, by, run })
  const after = (days: number): string => addDays(each.openTo as CivilDate, days)
  return [
    act(each.openFrom, 'ziran', async (context) => {
      const { title, draftText, openFrom, openTo, match } = each
      id = await draftConsultation(context, {
        reformNo,
        targetId: await targetLike(context, reformNo, match),
        title,
        introduction: '为深化改革、加快闲置和低效工业用地提质增效，现向社会公开征求意见。（演示数据）',
        draftText,
        fileId: null,
        openFrom,
        openTo,
      })
      await openConsultation(context, id, '*')
    }),
    ...said.map((one, index) =>
      act(addDays(each.openFrom as CivilDate, 3 + index), one.by, async (context) => {
        comments[index] = (await comment(context, id, { author: one.author, text: one.text })).id
      }),
    ),
    act(after(2), 'ziran2', async (context) => {
      for (const [index, { answer, adopted, reason }] of said.entries()) {
        await moderateComment(context, id, comments[index] ?? '', { moderation: 'shown' })
        await answerComment(context, id, comments[index] ?? '', { answer, adopted, reason })
      }
      await finishConsultation(context, id, '*')
    }),
    act(each.closedOn, 'ziran', (context) => closeConsultation(context, id, '*', each.result)),
    act(each.verifiedOn, 'gaigeban', async (context) => {
      const targetId = await targetLike(context, reformNo, each.match)
      const [paper] = await context.tx
        .select({ id: evidence.id })
        .from(evidence)
        .where(and(eq(evidence.county, context.actor.county), eq(evidence.targetId, targetId)))
      if (paper === undefined) throw new Error(`the consultation of ${targetId} left no evidence`)
      await verifyEvidence(context, paper.id, '*')
    }),
  ]
}

/** One that is open now, so that the public page has something to comment on. */
const open = (today: CivilDate): Act[] => {
  let id = ''
  let said = ''
  return [
    {
      on: today,
      by: 'nongye',
      run: async (context) => {
        id = await draftConsultation(context, {
          reformNo: 10,
          targetId: null,
          title: '《三门县青蟹养殖尾水管理办法（征求意见稿）》公开征求意见',
          introduction: '为规范青蟹养殖尾水排放、保护近岸海域环境，现向社会公开征求意见。（演示数据）',
          draftText:
            '第一条　养殖尾水经处理达到地方标准后方可排放。\n第二条　连片养殖区应配套集中处理设施，费用按塘口面积分摊。\n第三条　监测结果每月公布。',
          fileId: null,
          openFrom: today,
          openTo: addDays(today, 30),
        })
        await openConsultation(context, id, '*')
      },
    },
    {
      on: today,
      by: 'nonghu',
      run: async (context) => {
        said = (await comment(context, id, { author: '林阿福', text: '小塘口分摊处理费用有困难，建议给予补助。' })).id
      },
    },
    { on: today, by: 'nongye2', run: (context) => moderateComment(context, id, said, { moderation: 'shown' }) },
  ]
}

export const consultationActs = (today: CivilDate): Act[] => [...consultations.flatMap(done), ...open(today)]
