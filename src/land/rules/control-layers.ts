import { z } from 'zod'
import { defineRuleTable } from '../../platform/rules/rule-table.ts'
import { verdictOrder } from '../model/overlay.ts'

export const LayerRule = z.strictObject({
  verdict: z.enum(verdictOrder),
  /** Whether the verdict is for land inside the zones or for land outside them. */
  side: z.enum(['inside', 'outside']),
  /** What an overlap within the accuracy of the survey is called. */
  sliver: z.enum(['sliver', 'checkBySurvey']),
  basis: z.string().min(1),
})

/** What an overlap with a control layer means (land 4.14). */
export const controlLayers = defineRuleTable({
  name: 'land.control-layers',
  title: '管控图层判定',
  description: '地块与各管控图层叠加的结论。未列出的图层须人工审核。等级只用于地质灾害。',
  source: '自然资源部“三区三线”划定成果管理要求；各图层的法律依据',
  hit: 'first',
  inputs: [
    { key: 'layer', title: '图层', type: 'string' },
    { key: 'level', title: '等级', type: 'string', nullable: true },
  ],
  outputs: [
    { key: 'verdict', title: '结论', type: 'enum', options: verdictOrder },
    { key: 'side', title: '作用', type: 'enum', options: ['inside', 'outside'] },
    { key: 'sliver', title: '细碎重叠', type: 'enum', options: ['sliver', 'checkBySurvey'] },
    { key: 'basis', title: '依据', type: 'string' },
  ],
  output: LayerRule,
  rows: [
    ['permanentBasicFarmland', '', 'prohibited', 'inside', 'checkBySurvey', '《土地管理法》第三十五条'],
    ['ecologicalRedline', '', 'prohibited', 'inside', 'checkBySurvey', '生态保护红线内有限人为活动须另行认定'],
    ['urbanDevelopmentBoundary', '', 'conditional', 'outside', 'sliver', '城镇开发边界管理要求'],
    ['seaDike', '', 'permit', 'inside', 'sliver', '《浙江省海塘建设管理条例》：须经水行政主管部门许可'],
    ['geologicalHazard', 'high', 'prohibited', 'inside', 'sliver', '《地质灾害防治条例》'],
    ['geologicalHazard', 'low', 'clear', 'inside', 'sliver', '《地质灾害防治条例》'],
    ['geologicalHazard', '', 'assessment', 'inside', 'sliver', '《地质灾害防治条例》：建设前须作危险性评估'],
    ['tidalInundation', '', 'assessment', 'inside', 'sliver', '《防洪法》第三十三条'],
    ['nuclearExclusion', '', 'prohibited', 'inside', 'sliver', 'GB 6249：非居住区半径不小于 500 米'],
    ['nuclearRestriction', '', 'conditional', 'inside', 'sliver', 'GB 6249：规划限制区半径不小于 5 千米'],
    ['waterSource', '', 'prohibited', 'inside', 'sliver', '《水污染防治法》第六十五条至第六十七条'],
    ['heritage|military', '', 'permit', 'inside', 'sliver', '《文物保护法》；《军事设施保护法》'],
    [
      'transportCorridor|powerCorridor|port',
      '',
      'permit',
      'inside',
      'sliver',
      '《公路法》；《电力设施保护条例》；《港口法》',
    ],
    ['', '', 'conditional', 'inside', 'sliver', '县里自定的图层，人工审核'],
  ],
  effectiveFrom: '2022-01-01',
  tests: [
    {
      title: '高易发区禁止',
      input: { layer: 'geologicalHazard', level: 'high' },
      output: { verdict: 'prohibited', side: 'inside', sliver: 'sliver', basis: '《地质灾害防治条例》' },
    },
    {
      title: '未列出的图层',
      input: { layer: 'ourOwnLayer', level: null },
      output: { verdict: 'conditional', side: 'inside', sliver: 'sliver', basis: '县里自定的图层，人工审核' },
    },
  ],
})
