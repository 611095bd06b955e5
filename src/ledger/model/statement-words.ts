import type { Predicate } from './predicate.ts'

/** Word lists of the Chinese quantity grammar (ledger 4.3). Half-width texts. */

export const lowerIsBetter =
  /差异系数|基尼系数|倍差|收入比|失业率|不良(?:贷款)?率|死亡(?:率|人数)|伤亡|事故|能耗|排放|发生率|逾期率|信访量|投诉|空置率|流失率|辍学率|发病率|返贫|误差|浓度|投入产出时间|时限|时间|时长$/
export const indicatorNoun = /(?:系数|率|比例|占比|比重|人数|收入|产值|面积|数量|水平|税收|金额|覆盖面|产量|投资)/
export const moneyNoun = /(?:资金|收入|融资|投资|产值|税收|贷款|营收|利润|效益|增加值|余额|额)(?:总额|规模|总量)?$/
export const aims =
  /^(?:[\s、(]|争取|力争|确保|实现|努力|全力|尽快|至少|并且?|同时|其中|以及|和|及|要|将|到|使|预计|计划|继续)+/
export const modals =
  /(?:\s|要|应|须|将|力争|争取|确保|努力|(?<![户人亩年平])均|都|分别|全部|预计|总共|共|实现|同比|约|(?<![附最])近)+$/
export const eventVerb =
  /^(?:.*[、和及并])?(?:完成|推动|选取|建成|建设|新建|新增|培育|引进|督促|开展|实施|创建|打造|推进|培训|组织|举办|盘活|处置|改造|招引|落地|启动|签订|签约|改建|扩建|验收|引育|选派|组建|发展|创成|办理|优化|解决|化解|出台|制定|发布|获得|争创|更新|整治|清退|新建改建|建立|设立|评选|认定|推广|发放|种植|投放|增殖|修复|消除|关停|转让|流转|供应|腾退|投用|扶持|帮扶|带动|服务)了?$/
export const pastFact = /已|目前|现有|截至(?:目前|去年)|去年|上年(?!度?末)/
export const instalment = /第[一二三四五六七八九十\d]+(?:期|批|轮|阶段)[^,。]{0,6}$|每$/

/** 较2020年增长50% speaks of the growth, 完成任务的50% of the task. */
export const cleanSubject = (subject: string): string =>
  subject
    .replace(/^(?:较|比|相比|与)?(?:\d{4}年(?:度)?|上年|去年|年初)(?:的|末|底|相比|同期)*/, '')
    .replace(/^(?:近|约|超过?|不少于|不低于)(?=\p{Script=Han}{2})/u, '')
    .replace(/的$/, '')
    .trim()

const opening =
  /^((?:[、,]|力争|争取|确保|实现|努力|进一步|有效)*)(降低|减少|压减|压缩|缩短|缩减|下调|提高|提升|增加|扩大)(?=\p{Script=Han}{2})/u

/** 降低融资成本0.5个百分点: the verb of change stands before its object. */
export const leadingDirection = (predicate: Predicate): Predicate => {
  const found = opening.exec(predicate.rest)
  const [whole = '', , verb = ''] = found ?? []
  if (found === null || predicate.reach || predicate.bound !== null) return predicate
  const down = /^(?:降低|减少|压减|压缩|缩短|缩减|下调)$/.test(verb)
  return { ...predicate, rest: predicate.rest.slice(whole.length), direction: verb, down, stated: true }
}
