import { z } from 'zod'
import { defineCalculator } from '../../platform/calculators.ts'
import { judgeFile } from '../../platform/files/kind.ts'
import type { Working } from '../../platform/explain.ts'
import { maxTableBytes, parseTableDocument, parseTableText } from '../documents/table-document.ts'
import type { ReadTable } from '../model/reform-table.ts'
import { comparators, parseTargets } from '../model/target-statements.ts'
import { parseTableWorking, parseTargetWorking } from '../model/statement-working.ts'

const Span = z.tuple([z.int(), z.int()])
const Comparator = z.enum(comparators)
const Year = z.int().min(1949).max(2100)

const Target = z.strictObject({
  subject: z.string(),
  comparator: Comparator,
  threshold: z.number().nullable(),
  unit: z.string().nullable(),
  baseline: z.number().nullable(),
  due: z.string().nullable(),
  span: Span,
  benchmark: z.string().optional(),
})
const Unparsed = z.strictObject({
  text: z.string(),
  span: Span,
  reason: z.enum(['qualitative', 'number_not_a_target', 'impossible_date']),
})
const Source = z.strictObject({ column: z.enum(['measures', 'milestones', 'landmarks']), no: z.int().nullable() })
const Item = z.strictObject({
  no: z.int().nullable(),
  text: z.string(),
  span: Span,
  due: z.string().nullable(),
  kind: z.enum(['figure', 'deliverable']).optional(),
})

/** Reply of parse-table; the import wizard shows the same shape for an uploaded file. */
export const ParsedTable = z.strictObject({
  reforms: z.array(
    z.strictObject({
      no: z.int(),
      name: z.string(),
      subtitle: z.string().nullable(),
      standing: z.string(),
      measures: z.array(Item),
      milestones: z.array(Item),
      landmarks: z.array(Item),
      departments: z.array(z.strictObject({ name: z.string(), printed: z.string(), lead: z.boolean() })),
      targets: z.array(z.strictObject({ ...Target.shape, source: Source })),
      unparsed: z.array(z.strictObject({ ...Unparsed.shape, source: Source })),
    }),
  ),
  problems: z.array(z.strictObject({ row: z.int(), column: z.int(), code: z.string(), message: z.string() })),
})

const replyOf = (table: ReadTable, working: Working): z.input<typeof ParsedTable> => {
  parseTableWorking(table, working)
  const reforms = table.reforms.map(({ cells: _, ...reform }) => reform)
  // The reply is plain data: arrays of the model are read-only.
  return structuredClone({ reforms, problems: table.problems }) as unknown as z.input<typeof ParsedTable>
}

export const parseTable = defineCalculator({
  name: 'parse-table',
  title: '读取改革附表',
  keywords: ['附表', '十大改革', '目标', '导入'],
  summary: '读取七列附表的文本形式，逐项给出举措、目标、成果、部门和其中的数量目标；有误之处逐格列出。',
  input: z.strictObject({ text: z.string().min(1).max(500_000), year: Year.optional() }),
  value: ParsedTable,
  maxBodyBytes: 2 * 1024 * 1024,
  examples: [
    {
      title: '一项改革',
      input: {
        text: '附表\n\t序号\n\t改革名称\n\t经验借鉴\n\t改革举措（进展）\n\t主要目标\n\t标志性成果\n\t责任部门\n\t1\n\t“农户家庭资产池”融资模式（小微金融助富改革）\n\t全省率先\n\t1.创新农户资产评估模型。\n\t1.2022年9月底前，“农户家庭资产池”融资达15亿元以上；\n\t1.实现全流程线上办理。\n\t县农业农村局',
      },
    },
  ],
  textBody: 'text',
  file: {
    maxBytes: maxTableBytes,
    fields: z.strictObject({ year: z.coerce.number().pipe(Year).optional() }),
    compute: async ({ bytes, filename }, { year }: { year?: number }, working) => {
      await judgeFile(bytes, filename, ['docx', 'xlsx', 'text'])
      return replyOf(await parseTableDocument(bytes, year ?? null), working)
    },
  },
  compute: ({ text, year }, working) => replyOf(parseTableText(text, year ?? null), working),
})

export const parseTarget = defineCalculator({
  name: 'parse-target',
  title: '识别目标表述',
  keywords: ['目标', '以上', '数量', '期限'],
  summary: '从一段文字中识别对象、比较、数值、单位、基数和期限；看不懂的原文列出，不遗漏。',
  input: z.strictObject({ text: z.string().max(20_000), year: Year.optional() }),
  value: z.strictObject({ targets: z.array(Target), unparsed: z.array(Unparsed) }),
  examples: [
    {
      title: '融资达15亿元以上',
      input: { text: '2022年9月底前，“农户家庭资产池”融资达15亿元以上', year: 2022 },
      value: {
        targets: [
          {
            subject: '“农户家庭资产池”融资',
            comparator: '≥',
            threshold: 1_500_000_000,
            unit: 'yuan',
            baseline: null,
            due: '2022-09-30',
            span: [10, 28],
          },
        ],
        unparsed: [],
      },
    },
    { title: '两个系数', input: { text: '资源配置校际差异系数初中达0.28、小学达0.28', year: 2022 } },
    {
      title: '基数、目标与增幅',
      input: { text: '争取到2025年，实现养殖户人均收入从3.6万元增加到4.6万元，增长达到25%以上', year: 2022 },
    },
  ],
  compute: ({ text, year }, working) => {
    // A statement without a date takes the end of the table's year (ledger 4.2).
    const parsed = parseTargets(text, { year: year ?? null, due: year === undefined ? null : `${year}-12-31` })
    parseTargetWorking(parsed, working)
    return structuredClone(parsed) as unknown as {
      targets: z.input<typeof Target>[]
      unparsed: z.input<typeof Unparsed>[]
    }
  },
})
