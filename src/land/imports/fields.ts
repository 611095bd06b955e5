import { type TargetField, targetFields } from '../api/imports/schema.ts'

/** Column names as suppliers write them; Shapefile names are cut after ten bytes. */
const names: Readonly<Record<TargetField, RegExp>> = {
  code: /^(code|zddm|zd_?code|parcelcode|宗地代码|宗地编号|地块编号|编号|代码|label|bsm|dkbh)$/i,
  parents: /^(parents?|yzddm|原宗地.*|old_?code)$/i,
  location: /^(location|zl|tdzl|坐落|土地坐落|位置)$/i,
  landUse: /^(landuse|dlmc|dlbm|yt|地类|用途|土地用途)$/i,
  townCode: /^(towncode|town|xzdm|乡镇代码)$/i,
  areaRegisteredM2: /^(area|zdmj|scmj|mj|arearegis.*|登记面积|宗地面积|面积)$/i,
  name: /^(name|mc|名称|bhqmc|layer)$/i,
  level: /^(level|dj|jb|等级|级别)$/i,
}

/** The mapping that the names themselves suggest; people correct it. */
export const guessFields = (
  target: keyof typeof targetFields,
  fields: readonly string[],
): Partial<Record<TargetField, string>> =>
  Object.fromEntries(
    targetFields[target].flatMap((field) => {
      const found = fields.find((name) => names[field].test(name.trim()))
      return found === undefined ? [] : [[field, found]]
    }),
  )
