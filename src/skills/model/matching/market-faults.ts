import { type FieldError, Problem } from '../../../platform/errors/problem.ts'
import type { Applicant, MarketInput } from './market.ts'

/** All preferences in one row: those of applicant `a` are `first[a] … first[a + 1] − 1`; −1 for no such programme. */
export type Choices = { readonly first: Int32Array; readonly programme: Int32Array }

const maxFaults = 50

/** A key as a token of RFC 6901. */
const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

const none: readonly FieldError[] = []

const refuse = (errors: readonly FieldError[]): void => {
  const [first] = errors
  if (first !== undefined) throw new Problem('not_computable', first.message, errors.slice(0, maxFaults))
}

const duplicates = (ids: readonly string[]): readonly number[] => {
  const seen = new Set<string>()
  return ids.flatMap((id, index) => (seen.has(id) || !seen.add(id) ? [index] : []))
}

const checkProgrammes = (input: MarketInput): FieldError[] =>
  input.programmes.flatMap((programme, index) => {
    const at = `/programmes/${index}`
    const errors: FieldError[] = []
    if (programme.quota < 0) {
      errors.push({ pointer: `${at}/quota`, code: 'negative_quota', message: `${programme.id}：计划数不能为负` })
    }
    const reserves = programme.reserves ?? []
    const reserved = reserves.reduce((sum, reserve) => sum + reserve.seats, 0)
    if (programme.quota >= 0 && reserved > programme.quota) {
      const message = `${programme.id}：定向名额 ${reserved} 超过计划数 ${programme.quota}`
      errors.push({ pointer: `${at}/reserves`, code: 'reserves_exceed_quota', message })
    }
    for (const twice of duplicates(reserves.map((reserve) => reserve.group))) {
      const message = `${programme.id}：同一类考生的定向名额只能写一次`
      errors.push({ pointer: `${at}/reserves/${twice}/group`, code: 'duplicate_reserve', message })
    }
    reserves.forEach((reserve, place) => {
      if (reserve.seats < 0) {
        const message = `${programme.id}：定向名额不能为负`
        errors.push({ pointer: `${at}/reserves/${place}/seats`, code: 'negative_quota', message })
      }
      if (input.groups !== null && !input.groups.includes(reserve.group)) {
        const message = `政策中没有“${reserve.group}”这一类考生`
        errors.push({ pointer: `${at}/reserves/${place}/group`, code: 'unknown_group', message })
      }
    })
    if (input.priorityMode === 'explicit' && programme.priority === undefined) {
      errors.push({
        pointer: `${at}/priority`,
        code: 'required',
        message: `${programme.id}：按名单排序时须给出 priority`,
      })
    }
    return errors
  })

const checkScores = (
  input: MarketInput,
  applicant: Applicant,
  at: string,
  known: ReadonlyMap<string, number>,
): FieldError[] => {
  const errors: FieldError[] = []
  const { score, programmeScores } = applicant
  const check = (value: number, pointer: string) => {
    if (value >= 0 && (input.maxScore === null || value <= input.maxScore)) return
    errors.push({ pointer, code: 'score_out_of_range', message: `考生 ${applicant.id} 的成绩 ${value} 超出范围` })
  }
  if (score === undefined || score === null) {
    errors.push({ pointer: `${at}/score`, code: 'required', message: `考生 ${applicant.id} 没有成绩` })
  } else check(score, `${at}/score`)
  for (const [programme, value] of Object.entries(programmeScores ?? {})) {
    const pointer = `${at}/programmeScores/${escapePointer(programme)}`
    if (!known.has(programme)) errors.push({ pointer, code: 'unknown_programme', message: `没有专业“${programme}”` })
    check(value, pointer)
  }
  return errors
}

const checkApplicant = (
  input: MarketInput,
  choices: Choices,
  programmes: ReadonlyMap<string, number>,
  lastAsked: Int32Array,
  index: number,
): readonly FieldError[] => {
  const applicant = input.applicants[index]
  if (applicant === undefined) return none
  const errors: FieldError[] = []
  const at = `/applicants/${index}`
  const { score } = applicant
  const scored = input.priorityMode === 'score'
  const plain = score != null && score >= 0 && (input.maxScore === null || score <= input.maxScore)
  if (scored && (!plain || applicant.programmeScores !== undefined)) {
    errors.push(...checkScores(input, applicant, at, programmes))
  }
  if (input.groups !== null && applicant.group != null && !input.groups.includes(applicant.group)) {
    const message = `政策中没有“${applicant.group}”这一类考生`
    errors.push({ pointer: `${at}/group`, code: 'unknown_group', message })
  }
  const { preferences } = applicant
  if (input.listLimit !== null && preferences.length > input.listLimit) {
    const message = `考生 ${applicant.id} 填了 ${preferences.length} 个志愿，最多 ${input.listLimit} 个`
    errors.push({ pointer: `${at}/preferences`, code: 'list_too_long', message })
  }
  const from = choices.first[index] ?? 0
  for (let place = 0; place < preferences.length; place += 1) {
    const programme = choices.programme[from + place] ?? -1
    const pointer = `${at}/preferences/${place}`
    if (programme === -1) {
      errors.push({ pointer, code: 'unknown_programme', message: `没有专业“${preferences[place] ?? ''}”` })
    } else if (lastAsked[programme] === index) {
      const message = `考生 ${applicant.id} 重复填报“${preferences[place] ?? ''}”`
      errors.push({ pointer, code: 'duplicate_preference', message })
    } else lastAsked[programme] = index
  }
  return errors
}

/** Refuses what cannot be matched, every fault with its pointer (skills 10). */
export const checkMarket = (
  input: MarketInput,
  programmes: ReadonlyMap<string, number>,
  applicants: Pick<ReadonlySet<string>, 'has' | 'size'>,
  choices: Choices,
): void => {
  const errors: FieldError[] = [
    ...duplicates(input.programmes.map(({ id }) => id)).map((index) => ({
      pointer: `/programmes/${index}/id`,
      code: 'duplicate_programme',
      message: `专业“${input.programmes[index]?.id ?? ''}”出现两次`,
    })),
    ...checkProgrammes(input),
  ]
  if (applicants.size < input.applicants.length) {
    for (const index of duplicates(input.applicants.map(({ id }) => id))) {
      const message = `考生“${input.applicants[index]?.id ?? ''}”出现两次`
      errors.push({ pointer: `/applicants/${index}/id`, code: 'duplicate_applicant', message })
    }
  }
  const lastAsked = new Int32Array(input.programmes.length).fill(-1)
  for (let index = 0; index < input.applicants.length && errors.length < maxFaults; index += 1) {
    for (const error of checkApplicant(input, choices, programmes, lastAsked, index)) errors.push(error)
  }
  if (input.priorityMode === 'explicit') {
    input.programmes.forEach(({ id, priority = [] }, index) => {
      for (const twice of duplicates(priority)) {
        const pointer = `/programmes/${index}/priority/${twice}`
        errors.push({ pointer, code: 'duplicate_applicant', message: `“${id}”的名单中考生重复` })
      }
      priority.forEach((applicant, place) => {
        if (!applicants.has(applicant)) {
          const pointer = `/programmes/${index}/priority/${place}`
          errors.push({ pointer, code: 'unknown_applicant', message: `没有考生“${applicant}”` })
        }
      })
    })
  }
  refuse(errors)
}
