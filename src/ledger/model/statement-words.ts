import type { Predicate } from './predicate.ts'

/** Word lists of the Chinese quantity grammar (ledger 4.3). Half-width texts. */

const fewerIsBetter =
  /差异系数|基尼系数|倍差|收入比|失业率|不良(?:贷款)?率|死亡(?:率|人数)|伤亡|事故|能耗|排放|发生率|逾期率|信访量|投诉|空置率|流失率|辍学率|发病率|返贫|误差|浓度|投入产出时间|时限|时间|时长|成本|费用|亏损|欠薪|案件量|发案$/
const goodShare =
  /(?:达标|合格|完成|办结|处置|整改|化解|覆盖|处理|响应|满意|成功|救治|监测|控制|及时|参保|规范|智控|准确|命中|调解|回访|查处|达标排放|公开)[^,]{0,3}率$/
/** 失业率, 差异系数, 事故: less is better; 事故处置率, 达标排放率 are shares of what was done well. */
export const lowerIsBetter = (subject: string): boolean => fewerIsBetter.test(subject) && !goodShare.test(subject)
export const indicatorNoun = /(?:系数|率|比例|占比|比重|人数|收入|产值|面积|数量|水平|税收|金额(?!度)|覆盖面|产量|投资)/
export const moneyNoun = /(?:资金|收入|融资|投资|产值|税收|贷款|营收|利润|效益|增加值|余额|额)(?:总额|规模|总量)?$/
export const aims =
  /^(?:[\s、(+]|把|争取|力争|确保|实现|努力|全力|尽快|至少|并且?|同时|其中|以及|和(?![平谐美合])|及(?![格时])|要(?!素)|将|到(?![户位达岗校账期场村人])|使(?!用)|预计|计划|继续)+/
export const modals =
  /(?:\s|(?<![存所])在|要|应|须|将|力争|争取|确保|努力|(?<![户人亩年平])均|都|分别|全部|预计|总共|共|实现|同比|约|(?<![附最])近)+$/
export const eventVerb =
  /^(?:.*[、和及并])?(?:完成|推动|选取|建成|建设|新建|新增|培育|引进|督促|开展|实施|创建|打造|推进|培训|组织|举办|盘活|处置|改造|招引|落地|启动|签订|签约|改建|扩建|验收|引育|选派|组建|发展|创成|办理|优化|解决|化解|出台|制定|发布|获得|争创|更新|整治|清退|新建改建|建立|设立|评选|认定|推广|发放|种植|投放|增殖|修复|消除|关停|转让|流转|供应|腾退|投用|扶持|帮扶|带动|服务|覆盖|惠及|举行|修建|改建|绿化|设置|布设|安装|购置|储备|招录|招聘|聘用|选聘|派驻|走访|检查|巡查|抽查|排查|入驻|孵化|申报|争取|纳入|命名|新改扩建|提升改造|建档|发布|编制|修订|签约|增设|增加|开设|开通|开办|新开|配备|配置|购买|打通|接入|上线|归集)了?$/
/** 较上年, 比去年: what a change is measured against, no fact of the past. */
export const comparedWith =
  /(?:较|比|同比|相比|相较于?|对比)(?:于)?(?:上一?年(?:度)?|去年|前一?年|上年同期|年初|原来)(?:同期|的|末|底|增加|净增)*/g
export const pastFact = /(?<![不])已|目前|现有|截至(?:目前|去年)|去年|上年(?!度?末)/
export const instalment = /第[一二三四五六七八九十\d]+(?:期|批|轮|阶段)[^,。]{0,6}$|每$/

/** 较2020年增长50% speaks of the growth, 完成任务的50% of the task. */
export const cleanSubject = (subject: string): string =>
  subject
    .replace(/^(?:较|比|相比|与)?(?:\d{4}年(?:度)?|上年|去年|年初)(?:的|末|底|相比|同期)*/, '')
    .replace(
      /^(?:(?<!最)近(?![岸海视郊期年零])|约(?![束定])|超过?(?![低高大市级声标期龄载净长短限前常额])|不少于|不低于)(?=\p{Script=Han}{2})/u,
      '',
    )
    .replace(/(?:[(（]?(?:力争|争取)|由|从|于|在|介于|是)$/, '')
    .replace(/的$/, '')
    .replace(/(?:较|比|同比|相比)(?:上一?年|去年)(?:同期|度)?$/, '')
    .trim()

const opening =
  /^((?:[、,]|力争|争取|确保|实现|努力|进一步|有效)*)(降低|减少|压减|压降|削减|节约|压缩|缩短|缩减|下调|提高|提升|增加|扩大)(?=[\p{Script=Han}A-Z]{2})/u

/** 降低融资成本0.5个百分点: the verb of change stands before its object. */
export const leadingDirection = (predicate: Predicate): Predicate => {
  const found = opening.exec(predicate.rest)
  const [whole = '', , verb = ''] = found ?? []
  if (found === null || predicate.reach || predicate.bound !== null) return predicate
  const down = /^(?:降低|减少|压减|压降|削减|节约|压缩|缩短|缩减|下调)$/.test(verb)
  return { ...predicate, rest: predicate.rest.slice(whole.length), direction: verb, down, stated: true }
}
