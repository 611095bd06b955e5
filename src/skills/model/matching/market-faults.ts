import { type FieldError, Problem } from '../../../platform/errors/problem.ts'
import type { Applicant, MarketInput } from './market.ts'

const refuse = (errors: readonly FieldError[]): void => {
  const [first] = errors
  if (first !== undefined) throw new Problem('not_computable', first.message, errors.slice(0, 50))
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

const checkApplicant = (
  input: MarketInput,
  programmes: ReadonlyMap<string, number>,
  applicant: Applicant,
  index: number,
): FieldError[] => {
  const at = `/applicants/${index}`
  const errors: FieldError[] = []
  if (input.priorityMode === 'score') {
    const { score } = applicant
    if (score === undefined || score === null) {
      errors.push({ pointer: `${at}/score`, code: 'required', message: `考生 ${applicant.id} 没有成绩` })
    } else if (score < 0 || (input.maxScore !== null && score > input.maxScore)) {
      const message = `考生 ${applicant.id} 的成绩 ${score} 超出范围`
      errors.push({ pointer: `${at}/score`, code: 'score_out_of_range', message })
    }
  }
  if (input.groups !== null && applicant.group != null && !input.groups.includes(applicant.group)) {
    const message = `政策中没有“${applicant.group}”这一类考生`
    errors.push({ pointer: `${at}/group`, code: 'unknown_group', message })
  }
  if (input.listLimit !== null && applicant.preferences.length > input.listLimit) {
    const message = `考生 ${applicant.id} 填了 ${applicant.preferences.length} 个志愿，最多 ${input.listLimit} 个`
    errors.push({ pointer: `${at}/preferences`, code: 'list_too_long', message })
  }
  applicant.preferences.forEach((id, place) => {
    if (!programmes.has(id)) {
      errors.push({ pointer: `${at}/preferences/${place}`, code: 'unknown_programme', message: `没有专业“${id}”` })
    }
  })
  for (const twice of duplicates(applicant.preferences)) {
    const message = `考生 ${applicant.id} 重复填报“${applicant.preferences[twice] ?? ''}”`
    errors.push({ pointer: `${at}/preferences/${twice}`, code: 'duplicate_preference', message })
  }
  return errors
}

/** Refuses what cannot be matched, every fault with its pointer (skills 10). */
export const checkMarket = (
  input: MarketInput,
  programmes: ReadonlyMap<string, number>,
  applicants: ReadonlyMap<string, number>,
) => {
  const errors: FieldError[] = [
    ...duplicates(input.programmes.map(({ id }) => id)).map((index) => ({
      pointer: `/programmes/${index}/id`,
      code: 'duplicate_programme',
      message: `专业“${input.programmes[index]?.id ?? ''}”出现两次`,
    })),
    ...duplicates(input.applicants.map(({ id }) => id)).map((index) => ({
      pointer: `/applicants/${index}/id`,
      code: 'duplicate_applicant',
      message: `考生“${input.applicants[index]?.id ?? ''}”出现两次`,
    })),
    ...checkProgrammes(input),
  ]
  for (const [index, applicant] of input.applicants.entries()) {
    if (errors.length >= 50) break
    errors.push(...checkApplicant(input, programmes, applicant, index))
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
