import { Problem } from '../../platform/errors/problem.ts'
import { type CivilDate } from '../../platform/dates.ts'
import { type Explained, Working } from '../../platform/explain.ts'
import { type IdleVerdict, idleVerdict } from '../model/idle-land.ts'
import type { landContract, landParcel, RecordedFacts } from '../tables.ts'

type Contract = typeof landContract.$inferSelect
type Tenure = (typeof landParcel.$inferSelect)['tenure']

/** The law's test of a contract on a day. @throws Problem not_computable as the model */
export const testOn = (
  contract: Pick<Contract, 'startDue' | 'handoverOn' | 'supplements' | 'priceFen'>,
  tenure: Tenure,
  facts: RecordedFacts,
  asOf: CivilDate,
): Explained<IdleVerdict> => {
  const working = new Working()
  return working.explain(
    idleVerdict(
      {
        ...facts,
        tenure,
        // The database has checked its civil dates.
        startDue: contract.startDue as CivilDate | null,
        handoverOn: contract.handoverOn as CivilDate | null,
        supplements: contract.supplements,
        priceFen: Number(contract.priceFen),
        asOf,
      },
      working,
    ),
  )
}

/** As `testOn`; null where the records do not suffice to compute. */
export const tryTest = (...input: Parameters<typeof testOn>): Explained<IdleVerdict> | null => {
  try {
    return testOn(...input)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

const idle: ReadonlySet<IdleVerdict['status']> = new Set(['idleOverOneYear', 'idleOverTwoYears', 'idle', 'idleStopped'])

export const isIdleStatus = ({ status }: IdleVerdict): boolean => idle.has(status)

/** In words for documents: what was found, with its days. */
export const findingText = ({ status, daysOverdue, startDue }: IdleVerdict): string =>
  ({
    idleOverOneYear: `超过约定动工开发日期${startDue}满一年未动工开发，已逾期${daysOverdue}天`,
    idleOverTwoYears: `超过约定动工开发日期${startDue}满两年未动工开发，已逾期${daysOverdue}天`,
    idle: `因政府原因或不可抗力，超过约定动工开发日期${startDue}满一年未动工开发，已逾期${daysOverdue}天`,
    idleStopped: '已动工开发，但开发面积不足应动工面积三分之一或已投资额不足总投资额百分之二十五，且中止开发建设满一年',
    notDue: '',
    startOverdue: '',
    notIdle: '',
    suspended: '',
    underConstruction: '',
    completed: '',
  })[status]
