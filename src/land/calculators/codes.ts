import { z } from 'zod'
import { type Calculator, defineCalculator } from '../../platform/calculators.ts'
import { checkRealEstateUnit } from '../../platform/identifiers/real-estate-unit.ts'
import { checkUscc } from '../../platform/identifiers/uscc.ts'

const Code = z.string().max(200)

const usccReasons: Readonly<Record<string, string>> = {
  LENGTH: '须为 18 位',
  CHARACTER: '含有不允许的字符（I、O、S、V、Z 不用）',
  CHECK_CHARACTER: '校验码不符',
  ORGANISATION_CHECK: '主体标识码（组织机构代码）的校验码不符',
}

const uscc = defineCalculator({
  name: 'uscc',
  title: '统一社会信用代码校验',
  keywords: ['统一社会信用代码', '组织机构代码', '校验码', 'GB 32100'],
  summary: '校验 18 位统一社会信用代码并拆分各段；92、93 类主体的组织机构校验码不符只作提示。',
  input: z.strictObject({ code: Code }),
  value: z.object({
    valid: z.boolean(),
    code: z.string(),
    reason: z.enum(['LENGTH', 'CHARACTER', 'CHECK_CHARACTER', 'ORGANISATION_CHECK']).optional(),
    parts: z
      .object({
        department: z.string(),
        category: z.string(),
        division: z.string(),
        organisation: z.string(),
        check: z.string(),
      })
      .nullable(),
  }),
  examples: [
    {
      title: '有效代码（虚构）',
      input: { code: '91331022MA28WXYQ11' },
      value: {
        valid: true,
        code: '91331022MA28WXYQ11',
        parts: { department: '9', category: '1', division: '331022', organisation: 'MA28WXYQ1', check: '1' },
      },
    },
    {
      title: '校验码改动一位',
      input: { code: ' ９１331022ma28wxyq12' },
      value: {
        valid: false,
        code: '91331022MA28WXYQ12',
        reason: 'CHECK_CHARACTER',
        parts: { department: '9', category: '1', division: '331022', organisation: 'MA28WXYQ1', check: '2' },
      },
    },
  ],
  compute: ({ code: text }, working) => {
    const { valid, code, reason, warnings = [], parts } = checkUscc(text)
    working.step({
      label: '校验结论',
      formula: '（31 − Σ 字符值 × 权 mod 31）mod 31',
      inputs: { 代码: code },
      result: reason === undefined ? '有效' : (usccReasons[reason] ?? reason),
      source: 'GB 32100-2015 第5章；GB 11714-1997',
    })
    for (const warning of warnings) working.warn(warning.toLowerCase(), usccReasons[warning] ?? warning)
    return { valid, code, ...(reason === undefined ? {} : { reason }), parts }
  },
})

const unitReasons = {
  LENGTH: '须为 19 位（宗地代码）或 28 位（不动产单元代码）',
  CHARACTER: '数字与字母的位置不符',
  OWNERSHIP: '土地所有权类型须为 G、J 或 Z',
  RIGHT: '没有这种宗地（宗海）特征码',
  OWNERSHIP_RIGHT_CONFLICT: '所有权类型与宗地特征码不能组合',
  PARCEL_NUMBER: '宗地顺序号不得为 00000',
  FIXTURE: '定着物特征码须为 F、L、Q 或 W',
  FIXTURE_NUMBER: '定着物单元号与特征码不符',
} as const
const unitReasonNames = Object.keys(unitReasons) as (keyof typeof unitReasons)[]

const unitCode = defineCalculator({
  name: 'unit-code',
  title: '不动产单元代码校验',
  keywords: ['不动产单元号', '宗地代码', 'GB/T 37346', '28 位'],
  summary: '校验 28 位不动产单元代码或 19 位宗地代码，拆分各段，按 6-6-7-9 显示。',
  input: z.strictObject({ code: Code }),
  value: z.object({
    valid: z.boolean(),
    /** Null when the text cannot be taken apart. */
    level: z.enum(['unit', 'parcel']).nullable(),
    parts: z
      .object({
        county: z.string(),
        district: z.string(),
        subdistrict: z.string(),
        ownership: z.string(),
        right: z.string(),
        parcelNo: z.string(),
        parcelCode: z.string(),
        fixture: z.string().optional(),
        fixtureNo: z.string().optional(),
        building: z.string().optional(),
        unit: z.string().optional(),
        kind: z.enum(['parcel', 'sea']),
      })
      .nullable(),
    display: z.string(),
    reason: z.enum(unitReasonNames).optional(),
  }),
  examples: [
    {
      title: '国有建设用地上的房屋单元',
      input: { code: '331022 003007 GB00042 F00020305' },
      value: {
        valid: true,
        level: 'unit',
        parts: {
          county: '331022',
          district: '003',
          subdistrict: '007',
          ownership: 'G',
          right: 'B',
          parcelNo: '00042',
          parcelCode: '331022003007GB00042',
          fixture: 'F',
          fixtureNo: '00020305',
          building: '0002',
          unit: '0305',
          kind: 'parcel',
        },
        display: '331022 003007 GB00042 F00020305',
      },
    },
    {
      title: '海域使用权属于国有',
      input: { code: '331022000000JH00001W00000000' },
    },
  ],
  compute: ({ code: text }, working) => {
    const { valid, code, reason, parts } = checkRealEstateUnit(text)
    working.step({
      label: '校验结论',
      formula: '6 位县 + 3 位地籍区 + 3 位地籍子区 + 2 位宗地特征码 + 5 位顺序号（+ 1 位定着物特征码 + 8 位单元号）',
      inputs: { 代码: code },
      result: reason === undefined ? '有效' : unitReasons[reason],
      source: 'GB/T 37346-2019 第5章',
    })
    if (parts === null) return { valid, level: null, parts, display: code, ...(reason === undefined ? {} : { reason }) }
    const { level, display, ...segments } = parts
    return { valid, level, parts: segments, display, ...(reason === undefined ? {} : { reason }) }
  },
})

export const codeCalculators: readonly Calculator[] = [uscc, unitCode]
