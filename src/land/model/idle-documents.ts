/** The words of the ten official documents of an idle-land case (闲置土地处置法律文书). */
import { formatYuan } from './yuan-text.ts'

export const documentKinds = [
  'handoverConfirmation',
  'investigationNotice',
  'finding',
  'factsNotice',
  'hearingNotice',
  'feeDecision',
  'resumptionDecision',
  'startApplication',
  'completionDeclaration',
  'deliveryReceipt',
] as const
export type DocumentKind = (typeof documentKinds)[number]

export const documentTitles: Readonly<Record<DocumentKind, string>> = {
  handoverConfirmation: '国有建设用地交地确认书',
  investigationNotice: '闲置土地调查通知书',
  finding: '闲置土地认定书',
  factsNotice: '闲置土地处置事实告知书',
  hearingNotice: '闲置土地处置听证权利告知书',
  feeDecision: '征缴土地闲置费决定书',
  resumptionDecision: '收回国有建设用地使用权决定书',
  startApplication: '建设项目动工申报书',
  completionDeclaration: '建设项目竣工申报书',
  deliveryReceipt: '送达回证',
}

/** Documents that the department serves and from whose service a term runs. */
export const servedDocuments: ReadonlySet<DocumentKind> = new Set([
  'investigationNotice',
  'finding',
  'factsNotice',
  'hearingNotice',
  'feeDecision',
  'resumptionDecision',
])

export type DocumentFacts = {
  readonly holder: string
  readonly uscc: string | null
  readonly parcelCode: string
  readonly location: string
  readonly areaM2: number
  readonly supervisionNo: string
  readonly signedOn: string
  readonly handoverOn: string | null
  readonly startDue: string | null
  readonly completionDue: string | null
  readonly priceFen: number
  /** What the finding says, in words, with its articles; null before it is made. */
  readonly finding: { readonly text: string; readonly article: string; readonly foundOn: string } | null
  readonly feeFen: number
  readonly today: string
  readonly signer: string
  readonly startedOn: string | null
  readonly completedOn: string | null
  /** Number and title of the document that is delivered, for its receipt. */
  readonly delivered: string | null
}

const order = '《闲置土地处置办法》（国土资源部令第53号）'

const longDate = (date: string | null): string =>
  date === null
    ? '　　年　　月　　日'
    : `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`

const landOf = (facts: DocumentFacts): string =>
  `宗地${facts.parcelCode}（坐落：${facts.location}，面积${facts.areaM2.toFixed(2)}平方米，电子监管号${facts.supervisionNo}）`

/** Remedies stand below every decision (行政复议法 article 20, 行政诉讼法 article 46). */
const remedies =
  '如不服本决定，可自收到本决定书之日起六十日内向上一级人民政府或者主管部门申请行政复议，也可自收到之日起六个月内向人民法院提起行政诉讼。行政复议、行政诉讼期间，本决定不停止执行，法律另有规定的除外。'

const words: Readonly<Record<DocumentKind, (facts: DocumentFacts) => readonly string[]>> = {
  handoverConfirmation: (facts) => [
    `根据${longDate(facts.signedOn)}签订的国有建设用地使用权出让合同，${landOf(facts)}于${longDate(facts.handoverOn)}在现场交付。`,
    '交付时界址清楚，土地状况符合合同约定的条件，双方确认无异议。本确认书自双方签字之日起生效，实际交付日期以本确认书为准。',
  ],
  investigationNotice: (facts) => [
    `经查，你单位使用的${landOf(facts)}，约定动工开发日期为${longDate(facts.startDue)}，涉嫌构成闲置土地。根据${order}第五条、第六条，决定对该宗地进行调查核实。`,
    '请自本通知书送达之日起三十日内，按照要求提供土地开发利用情况、闲置原因以及相关说明等材料，并配合现场勘测。逾期未提供的，将依据已掌握的事实和证据认定。',
    '调查期间，将询问当事人及相关证人，进行现场勘测、拍照、摄像，查阅、复制与被调查人有关的土地资料。',
  ],
  finding: (facts) => [
    `经调查核实，你单位使用的${landOf(facts)}，约定动工开发日期为${longDate(facts.startDue)}。${facts.finding?.text ?? ''}。`,
    `根据${order}第${facts.finding?.article ?? ''}条，认定该宗地为闲置土地。`,
    '本认定书下达后，将在本局门户网站公布闲置土地信息，直至闲置土地处置完毕。在处置完毕前，不受理你单位新的用地申请，不办理被认定为闲置土地的转让、出租、抵押和变更登记。',
  ],
  factsNotice: (facts) => [
    `你单位使用的${landOf(facts)}已于${longDate(facts.finding?.foundOn ?? null)}被认定为闲置土地：${facts.finding?.text ?? ''}。`,
    `根据${order}第十四条、第十五条，现将拟作出处置决定的事实、理由和依据告知你单位：${proposalOf(facts)}`,
    '你单位有权进行陈述和申辩，请自收到本告知书之日起五个工作日内提出；逾期未提出的，视为放弃。',
  ],
  hearingNotice: (facts) => [
    `你单位使用的${landOf(facts)}已被认定为闲置土地。${proposalOf(facts)}根据《中华人民共和国行政处罚法》及${order}第十五条，你单位有权要求举行听证。`,
    '要求听证的，应当在收到本告知书之日起五个工作日内书面提出；本局将在收到申请后二十个工作日内组织听证，并于听证的七个工作日前通知时间、地点。逾期未提出的，视为放弃听证权利。',
  ],
  feeDecision: (facts) => [
    `你单位使用的${landOf(facts)}，${facts.finding?.text ?? ''}，经认定为闲置土地。经本级人民政府批准，根据${order}第十四条第（一）项，决定向你单位征缴土地闲置费。`,
    `该宗地出让（划拨）价款${formatYuan(facts.priceFen)}，按百分之二十征缴，计${formatYuan(facts.feeFen)}。土地闲置费不得列入生产成本。`,
    `请自本决定书送达之日起三十日内缴纳；逾期不缴纳的，依法申请人民法院强制执行。`,
    remedies,
  ],
  resumptionDecision: (facts) => [
    `你单位使用的${landOf(facts)}，${facts.finding?.text ?? ''}，未动工开发满两年。经有批准权的人民政府批准，根据《中华人民共和国土地管理法》第三十八条、《中华人民共和国城市房地产管理法》第二十六条和${order}第十四条第（二）项，决定无偿收回该宗国有建设用地使用权。`,
    '请自本决定书送达之日起三十日内，到不动产登记机构办理国有建设用地使用权注销登记，交回权利证书；逾期不办理的，依法公告注销。该宗地设有抵押权的，本决定书同时抄送抵押权人。',
    remedies,
  ],
  startApplication: (facts) => [
    `${landOf(facts)}的建设项目已于${longDate(facts.startedOn)}动工，现按规定申报。`,
    '申报人承诺：已依法取得施工许可证；需挖深基坑的项目基坑已开挖完毕，使用桩基的项目已打入所有基础桩，其他项目地基施工已完成三分之一。所附现场照片、施工许可证和监理记录真实有效。',
  ],
  completionDeclaration: (facts) => [
    `${landOf(facts)}的建设项目已于${longDate(facts.completedOn)}竣工（约定竣工日期${longDate(facts.completionDue)}），现按规定申报。`,
    '申报人承诺：建设内容、容积率、投资强度等符合合同约定，所附竣工资料真实有效，请予核验。',
  ],
  deliveryReceipt: (facts) => [
    `送达文书：${facts.delivered ?? ''}`,
    `受送达人：${facts.holder}　　送达地点：${facts.location}`,
    `送达日期：${longDate(facts.today)}　　送达方式：直接送达`,
    '受送达人签名或者盖章：　　　　　　　　　　送达人签名：',
    '备注：受送达人拒绝接收的，送达人应当邀请有关基层组织的代表到场，说明情况并记明。',
  ],
}

const proposalOf = ({ feeFen, priceFen }: DocumentFacts): string =>
  feeFen > 0
    ? `拟按出让（划拨）价款${formatYuan(priceFen)}的百分之二十征缴土地闲置费${formatYuan(feeFen)}。`
    : '拟无偿收回国有建设用地使用权。'

/** Declared by the holder itself. */
const byHolder: ReadonlySet<DocumentKind> = new Set(['startApplication', 'completionDeclaration'])

/** A document in words: who is addressed, what it says, who signs and when. */
export const documentWords = (
  kind: DocumentKind,
  facts: DocumentFacts,
  office: string,
): { readonly title: string; readonly paragraphs: readonly string[] } => ({
  title: documentTitles[kind],
  paragraphs: [
    byHolder.has(kind)
      ? `${office}：`
      : `${facts.holder}${facts.uscc === null ? '' : `（统一社会信用代码${facts.uscc}）`}：`,
    ...words[kind](facts),
    `${byHolder.has(kind) ? facts.holder : office}`,
    `签发人：${facts.signer}`,
    longDate(facts.today),
  ],
})
