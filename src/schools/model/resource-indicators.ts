import { Problem } from '../../platform/errors/problem.ts'

/**
 * The seven resource indicators of 《县域义务教育优质均衡发展督导评估办法》(教督〔2017〕6号), article 6.
 */
export const source = '《县域义务教育优质均衡发展督导评估办法》（教督〔2017〕6号）第六条'

export const stages = ['primary', 'junior'] as const
export type Stage = (typeof stages)[number]

export const resourceIndicators = [
  'advancedDegreeTeachersPer100',
  'backboneTeachersPer100',
  'peArtTeachersPer100',
  'teachingAreaPerPupil',
  'sportsAreaPerPupil',
  'equipmentValuePerPupil',
  'multimediaRoomsPer100',
] as const
export type ResourceIndicator = (typeof resourceIndicators)[number]

export type IndicatorRule = {
  readonly code: string
  readonly title: string
  readonly unit: string
  /** The value is quantity × per ÷ pupils. */
  readonly per: 1 | 100
  /** Smallest step in which a need is counted: people and rooms whole, area 0.1 m², equipment 1 yuan. */
  readonly step: number
}

export const indicatorRules: Readonly<Record<ResourceIndicator, IndicatorRule>> = {
  advancedDegreeTeachersPer100: {
    code: 'R1',
    title: '每百名学生拥有高于规定学历教师数',
    unit: '人',
    per: 100,
    step: 1,
  },
  backboneTeachersPer100: {
    code: 'R2',
    title: '每百名学生拥有县级以上骨干教师数',
    unit: '人',
    per: 100,
    step: 1,
  },
  peArtTeachersPer100: {
    code: 'R3',
    title: '每百名学生拥有体育、艺术专任教师数',
    unit: '人',
    per: 100,
    step: 1,
  },
  teachingAreaPerPupil: {
    code: 'R4',
    title: '生均教学及辅助用房面积',
    unit: 'm²',
    per: 1,
    step: 0.1,
  },
  sportsAreaPerPupil: {
    code: 'R5',
    title: '生均体育运动场馆面积',
    unit: 'm²',
    per: 1,
    step: 0.1,
  },
  equipmentValuePerPupil: {
    code: 'R6',
    title: '生均教学仪器设备值',
    unit: '元',
    per: 1,
    step: 1,
  },
  multimediaRoomsPer100: {
    code: 'R7',
    title: '每百名学生拥有网络多媒体教室数',
    unit: '间',
    per: 100,
    step: 1,
  },
}

/** What a stage's indicators must reach: value per `per` pupils. Provinces raise them: rule table `schools.resource-standard`. */
export type Standards = Readonly<Record<ResourceIndicator, number>>

/** The one indicator that a compliant school may miss must still reach this share of its threshold (art. 6). */
export const floorShare = 0.85

/** Comparisons use unrounded values; floating point may lose this much. */
export const tolerance = 1e-9

/** @throws Problem not_computable (`unknown_stage`) */
export const parseStage = (stage: string, pointer = '/stage'): Stage => {
  const known = stages.find((candidate) => candidate === stage)
  if (!known) throw Problem.field(pointer, 'unknown_stage', '学段应为小学（primary）或初中（junior）')
  return known
}

/** The indicator by its long name or its code R1…R7. */
export const indicatorNamed = (name: string): ResourceIndicator | undefined =>
  resourceIndicators.find((indicator) => indicator === name || indicatorRules[indicator].code === name)
