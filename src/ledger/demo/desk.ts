import { receiveFile, storeFile } from '../../platform/files/files.ts'
import { documentKinds } from '../../platform/files/kind.ts'
import type { App, Context } from '../../platform/context.ts'
import { addDays, type CivilDate } from '../../platform/dates.ts'
import { enterEvidence, returnEvidence } from '../evidence/evidence.ts'
import { askExtension } from '../extensions/extensions.ts'
import { issueNotice, receiveNotice } from '../notices/notices.ts'
import type { EvidenceKind } from '../model/binding-rules.ts'
import type { Act } from './days.ts'
import { organisationId, targetLike } from './find.ts'
import { wordPaper } from './papers.ts'

type WaitingPaper = {
  readonly reformNo: number
  readonly match: RegExp
  readonly kind: EvidenceKind
  readonly title: string
  readonly by: string
  readonly issuer: string
  readonly text: string
  /** Sent back today, so that it lies on the department's desk. */
  readonly returned?: string
}

/** Papers handed in yesterday [A]: two wait for the office, one went back to its department. */
const papers: readonly WaitingPaper[] = [
  {
    reformNo: 5,
    match: /一体化培养经验/,
    kind: 'document',
    title: '中高职一体化培养阶段性经验材料',
    by: 'jishi2',
    issuer: '三门技师学院',
    text: '一体化课程已运行一学年，教材、教研和实训衔接形成做法八条，现报送阶段性经验材料，请予核验。',
  },
  {
    reformNo: 10,
    match: /合作共建协议书/,
    kind: 'contract',
    title: '中国三门青蟹产业技术研究院二期合作补充协议',
    by: 'nongye2',
    issuer: '三门县人民政府　宁波大学',
    text: '双方同意续建研究院，新增种质资源圃和尾水治理两个研究方向，经费由双方按比例承担。',
  },
  {
    reformNo: 4,
    match: /若干政策意见/,
    kind: 'document',
    title: '提质增效政策意见兑现情况说明',
    by: 'jingxin2',
    issuer: '三门县经济和信息化局',
    text: '已受理企业兑现申请，完成审核并公示，资金拨付情况另行报送。',
    returned: '请补充拨付凭证和企业清单后重新报送',
  },
]

const paperActs = async (app: App, county: string, paper: WaitingPaper, today: CivilDate): Promise<Act[]> => {
  const { title, issuer, text, reformNo, match, kind, returned } = paper
  const datedOn = addDays(today, -4)
  const bytes = await wordPaper({ title, issuer, datedOn, text })
  const filename = `${title}（演示数据）.docx`
  const received = await receiveFile({ dataDir: app.config.dataDir, county }, { filename, bytes }, documentKinds)
  let id = ''
  const enter = async (context: Context): Promise<void> => {
    const file = await storeFile(context, received)
    const targetId = await targetLike(context, reformNo, match)
    id = (await enterEvidence(context, { targetId, kind, title, datedOn, fileId: file.id })).id
  }
  return [
    { on: addDays(today, -1), by: paper.by, run: enter },
    ...(returned === undefined
      ? []
      : [
          {
            on: today,
            by: 'gaigeban',
            run: async (context: Context) => void (await returnEvidence(context, id, '*', returned)),
          },
        ]),
  ]
}

/** One notice that its department has received and must answer, one that was just sent. */
const noticeActs = (today: CivilDate): Act[] => {
  let id = ''
  return [
    {
      on: addDays(today, -1),
      by: 'gaigeban',
      run: async (context) => {
        const issued = await issueNotice(context, {
          reformNo: 6,
          targetId: await targetLike(context, 6, /海塘加固工程/),
          organisationId: await organisationId(context, 'shuili'),
          title: '海塘加固工程全线完工节点滞后',
          demand: '请说明未完工段的进度、原因和完工时间，并于五个工作日内书面答复。',
        })
        id = issued.id
      },
    },
    { on: today, by: 'shuili2', run: async (context) => void (await receiveNotice(context, id, '*')) },
    {
      on: today,
      by: 'gaigeban',
      run: async (context) =>
        void (await issueNotice(context, {
          reformNo: 4,
          targetId: null,
          organisationId: await organisationId(context, 'jingxin'),
          title: '请报送政策意见兑现凭证',
          demand: '请按退回意见补充拨付凭证和企业清单，重新报送佐证。',
        })),
    },
  ]
}

/**
 * What waits on the desks today, so that the demo county is at work whenever it is made: papers to verify, one to mend,
 * notices to answer, a later date to decide. No figure of the past moves by it.
 */
export const deskActs = async (app: App, county: string, today: CivilDate): Promise<Act[]> => {
  const waiting: Act[] = []
  for (const paper of papers) waiting.push(...(await paperActs(app, county, paper, today)))
  return [
    ...waiting,
    ...noticeActs(today),
    {
      on: today,
      by: 'jishi',
      run: async (context) =>
        void (await askExtension(context, {
          targetId: await targetLike(context, 5, /一体化培养经验/),
          askedFor: addDays(today, 60),
          reason: '阶段性经验材料已报送，系统总结须待本学年结束，申请延期。',
        })),
    },
  ]
}
