/** Classification of sea use (海域使用分类, HY/T 123-2009): types 用海类型 and modes 用海方式, one and two digits. */

const types: Readonly<Record<string, string>> = {
  '1': '渔业用海',
  '11': '渔业基础设施用海',
  '12': '围海养殖用海',
  '13': '开放式养殖用海',
  '14': '人工鱼礁用海',
  '2': '工业用海',
  '21': '盐业用海',
  '22': '固体矿产开采用海',
  '23': '油气开采用海',
  '24': '船舶工业用海',
  '25': '电力工业用海',
  '26': '海水综合利用用海',
  '27': '其他工业用海',
  '3': '交通运输用海',
  '31': '港口用海',
  '32': '航道用海',
  '33': '锚地用海',
  '34': '路桥用海',
  '4': '旅游娱乐用海',
  '41': '旅游基础设施用海',
  '42': '浴场用海',
  '43': '游乐场用海',
  '5': '海底工程用海',
  '51': '电缆管道用海',
  '52': '海底隧道用海',
  '53': '海底场馆用海',
  '6': '排污倾倒用海',
  '61': '污水达标排放用海',
  '62': '倾倒区用海',
  '7': '造地工程用海',
  '71': '城镇建设填海造地用海',
  '72': '农业填海造地用海',
  '73': '废弃物处置填海造地用海',
  '8': '特殊用海',
  '81': '科研教学用海',
  '82': '军事用海',
  '83': '海洋保护区用海',
  '84': '海岸防护工程用海',
  '9': '其他用海',
  '91': '其他用海',
}

const modes: Readonly<Record<string, string>> = {
  '1': '填海造地',
  '11': '建设填海造地',
  '12': '农业填海造地',
  '13': '废弃物处置填海造地',
  '2': '构筑物',
  '21': '非透水构筑物',
  '22': '跨海桥梁、海底隧道等',
  '23': '透水构筑物',
  '3': '围海',
  '31': '港池、蓄水等',
  '32': '盐业',
  '33': '围海养殖',
  '4': '开放式',
  '41': '开放式养殖',
  '42': '浴场',
  '43': '游乐场',
  '44': '专用航道、锚地及其他开放式',
  '5': '其他方式',
  '51': '人工岛式油气开采',
  '52': '平台式油气开采',
  '53': '海底电缆管道',
  '54': '海砂等矿产开采',
  '55': '取、排水口',
  '56': '污水达标排放',
  '57': '倾倒',
}

export const useCodeKinds = ['type', 'mode'] as const
export type UseCodeKind = (typeof useCodeKinds)[number]

export type UseCode = { readonly code: string; readonly nameZh: string; readonly level: 1 | 2 }

const listOf = (names: Readonly<Record<string, string>>): ReadonlyMap<string, UseCode> =>
  new Map(Object.entries(names).map(([code, nameZh]) => [code, { code, nameZh, level: code.length === 1 ? 1 : 2 }]))

export const useCodes: Readonly<Record<UseCodeKind, ReadonlyMap<string, UseCode>>> = {
  type: listOf(types),
  mode: listOf(modes),
}

/** The entry and the one above it; null when the scheme has no such code. */
export const findUseCode = (
  kind: UseCodeKind,
  code: string,
): { readonly entry: UseCode; readonly parent: UseCode | null } | null => {
  const entry = useCodes[kind].get(code)
  if (entry === undefined) return null
  return { entry, parent: entry.level === 1 ? null : (useCodes[kind].get(code.slice(0, 1)) ?? null) }
}
