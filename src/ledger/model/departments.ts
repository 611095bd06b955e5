/** Short or older names of a department, so that one office has one name. Names as in the county's plan of organs. */
const aliases: Readonly<Record<string, string>> = {
  县自然资源规划局: '县自然资源和规划局',
  县资规局: '县自然资源和规划局',
  三门县经信局: '县经信局',
  三门县经济和信息化局: '县经信局',
  县经济和信息化局: '县经信局',
  县人社局: '县人力社保局',
  县人力资源和社会保障局: '县人力社保局',
  中国人民银行三门支行: '人民银行三门支行',
  人行三门支行: '人民银行三门支行',
  人民银行三门县支行: '人民银行三门支行',
  台州银保监分局三门监管组: '台州银保监分局三门监管组',
}

export type Department = {
  readonly name: string
  /** As printed in the table. */
  readonly printed: string
  /** The first is the lead department (牵头责任部门). */
  readonly lead: boolean
}

export const departmentName = (printed: string): string => {
  const name = printed.replace(/\s/g, '').replace(/[,，;；。、]+$/, '')
  const short = /^三门县.+(?:局|委|办|中心)$/.test(name) ? name.slice(2) : name
  return aliases[name] ?? aliases[short] ?? short
}

export const readDepartments = (cell: string): readonly Department[] => {
  const printed = cell
    .replace(/(?:牵头|责任|配合|协同)(?:责任)?(?:单位|部门)?[:：]/g, '\n')
    .split(/[\n、,，;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const seen = new Set<string>()
  return printed.flatMap((text) => {
    const name = departmentName(text)
    if (seen.has(name)) return []
    seen.add(name)
    return [{ name, printed: text, lead: seen.size === 1 }]
  })
}
