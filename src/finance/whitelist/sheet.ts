import type { SheetColumn } from '../../platform/sheets/sheet.ts'

/** 预授信白名单, the same sheet in and out (finance 7). */
export const whitelistSheet = {
  title: '预授信白名单',
  maxRows: 100_000,
  columns: [
    { key: 'batchNo', title: '批次号', type: 'text', required: true, example: 'BMD-2026-11' },
    { key: 'bank', title: '银行代码', type: 'text', required: true, example: 'nongshang' },
    { key: 'household', title: '户编号', type: 'text', required: true, example: 'NH0000001' },
    { key: 'head', title: '户主姓名', type: 'text', example: '陈阿福' },
    {
      key: 'identity',
      title: '证件号',
      type: 'text',
      required: true,
      example: '339900197001010017',
      help: '公民身份号码，或平台给出的 64 位散列值',
    },
    { key: 'village', title: '村代码', type: 'text', example: '331022001001' },
    { key: 'limitFen', title: '授信额度(元)', type: 'money', required: true, example: '140000' },
    { key: 'rate', title: '利率(%)', type: 'decimal', required: true, example: '4.85' },
    { key: 'product', title: '产品', type: 'text', required: true, example: '共富贷' },
    {
      key: 'mode',
      title: '担保方式',
      type: 'enum',
      required: true,
      options: [
        { value: 'credit', title: '信用' },
        { value: 'guarantee', title: '保证' },
        { value: 'all', title: '不限' },
      ],
      example: '信用',
    },
    { key: 'validFrom', title: '生效日', type: 'date', required: true, example: '2026-11-24' },
    { key: 'validTo', title: '到期日', type: 'date', required: true, example: '2027-11-23' },
    {
      key: 'state',
      title: '状态',
      type: 'enum',
      required: true,
      options: [
        { value: 'active', title: '有效' },
        { value: 'suspended', title: '暂停' },
        { value: 'withdrawn', title: '撤销' },
      ],
      example: '有效',
    },
    { key: 'note', title: '备注', type: 'text', example: '' },
  ],
} as const satisfies {
  readonly title: string
  readonly maxRows: number
  readonly columns: readonly SheetColumn[]
}
