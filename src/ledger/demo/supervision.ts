import type { Context } from '../../platform/context.ts'
import { askExtension, grantExtension, refuseExtension } from '../extensions/extensions.ts'
import { answerNotice, closeNotice, instructNotice, issueNotice, receiveNotice } from '../notices/notices.ts'
import type { Act } from './days.ts'
import { organisationId, targetLike } from './find.ts'

type Notice = {
  readonly reformNo: number
  readonly match: RegExp
  readonly to: string
  readonly title: string
  readonly demand: string
  readonly issuedOn: string
  readonly receivedOn?: string
  readonly instructed?: { readonly on: string; readonly reason: string }
  readonly answered?: { readonly on: string; readonly text: string }
  readonly closedOn?: string
}

/** One answered in time, one that went up to the county leader first, one answered and still open [A]. */
const notices: readonly Notice[] = [
  {
    reformNo: 3,
    match: /试点申报市级评审/,
    to: 'nongye',
    title: '省第二批试点申报市级评审逾期未完成',
    demand: '该目标时限为2022年3月31日，请说明原因，明确完成时间。',
    issuedOn: '2022-04-06',
    receivedOn: '2022-04-07',
    answered: { on: '2022-04-12', text: '受市级评审会议延期影响，已于4月12日通过评审，评审意见随后报送。' },
    closedOn: '2022-04-19',
  },
  {
    reformNo: 10,
    match: /沙柳旗门塘工程/,
    to: 'nongye',
    title: '沙柳旗门塘工程未按期完工',
    demand: '该项目应于2022年9月30日完工，请提出赶工措施和完工时间。',
    issuedOn: '2022-10-10',
    receivedOn: '2022-10-11',
    instructed: { on: '2022-10-18', reason: '请农业农村局会同施工单位倒排工期，十月底前务必完工。' },
    answered: { on: '2022-10-20', text: '受台风影响闸门吊装推迟，已增加两个作业面，10月27日前完工。' },
    closedOn: '2022-10-31',
  },
  {
    reformNo: 5,
    match: /一体化培养经验/,
    to: 'jishi',
    title: '一体化培养经验成果未报送',
    demand: '该标志性成果应于2022年底形成，至今未报送佐证，请说明情况。',
    issuedOn: '2023-01-09',
    receivedOn: '2023-01-10',
    answered: { on: '2023-01-13', text: '经验材料正在总结提炼，待一体化课程运行一学年后报送。' },
  },
]

const noticeActs = (notice: Notice): Act[] => {
  let id = ''
  const act = (on: string | undefined, by: string, run: (context: Context) => Promise<unknown>): Act[] =>
    on === undefined ? [] : [{ on, by, run: async (context) => void (await run(context)) }]
  const { instructed, answered } = notice
  return [
    ...act(notice.issuedOn, 'gaigeban', async (context) => {
      const { reformNo, match, to, title, demand } = notice
      const issued = await issueNotice(context, {
        reformNo,
        targetId: await targetLike(context, reformNo, match),
        organisationId: await organisationId(context, to),
        title,
        demand,
      })
      id = issued.id
    }),
    ...act(notice.receivedOn, `${notice.to}2`, (context) => receiveNotice(context, id, '*')),
    ...act(instructed?.on, 'xianzhang', (context) => instructNotice(context, id, '*', instructed?.reason ?? '')),
    ...act(answered?.on, notice.to, (context) => answerNotice(context, id, '*', answered?.text ?? '')),
    ...act(notice.closedOn, 'gaigeban', (context) => closeNotice(context, id, '*', '已核实，予以销号')),
  ]
}

type Extension = {
  readonly reformNo: number
  readonly match: RegExp
  readonly by: string
  readonly askedFor: string
  readonly reason: string
  readonly askedOn: string
  readonly decidedOn: string
  readonly grantedTo: string | null
  readonly decision: string
}

const extensions: readonly Extension[] = [
  {
    reformNo: 10,
    match: /科研创新中心完成/,
    by: 'nongye',
    askedFor: '2023-03-31',
    reason: '用地报批和招标推迟，实验楼主体年底前方能结顶，申请延至2023年3月底。',
    askedOn: '2022-12-19',
    decidedOn: '2022-12-23',
    grantedTo: '2023-03-31',
    decision: '同意延期，原时限仍计入考核。',
  },
  {
    reformNo: 5,
    match: /一体化培养经验/,
    by: 'jishi',
    askedFor: '2023-12-31',
    reason: '一体化课程尚未运行满一学年，经验有待总结。',
    askedOn: '2022-12-15',
    decidedOn: '2022-12-20',
    grantedTo: null,
    decision: '可先报送阶段性经验，不同意延期。',
  },
]

const extensionActs = (extension: Extension): Act[] => {
  let id = ''
  const { reformNo, match, askedFor, reason, decision, grantedTo } = extension
  return [
    {
      on: extension.askedOn,
      by: extension.by,
      run: async (context) => {
        const targetId = await targetLike(context, reformNo, match)
        id = (await askExtension(context, { targetId, askedFor, reason })).id
      },
    },
    {
      on: extension.decidedOn,
      by: 'gaigeban',
      run: async (context) =>
        void (await (grantedTo === null
          ? refuseExtension(context, id, '*', decision)
          : grantExtension(context, id, '*', { grantedTo, reason: decision }))),
    },
  ]
}

export const supervisionActs = (): Act[] => [...notices.flatMap(noticeActs), ...extensions.flatMap(extensionActs)]
