import { type CivilDate, diffDays } from '../../platform/dates.ts'

/** Signs that a snapshot was dressed up for its day (schools 10). A sign is to be looked into, it proves nothing. */
export const signs = ['teacher_counted_twice', 'equipment_moved', 'pupils_moved', 'round_equipment'] as const
export type Sign = (typeof signs)[number]

export type SnapshotFacts = {
  readonly date: CivilDate
  readonly teachers: readonly { readonly teacher: string; readonly school: string; readonly fte: number }[]
  readonly equipmentMoves: readonly {
    readonly from: string
    readonly to: string
    readonly on: CivilDate
    readonly yuan: number
  }[]
  readonly pupilMoves: readonly {
    readonly from: string
    readonly to: string
    readonly on: CivilDate
    readonly pupils: number
  }[]
  readonly equipmentYuan: readonly { readonly school: string; readonly yuan: number }[]
}

export type SnapshotGuards = {
  readonly equipmentMoveDays: number
  readonly pupilMoveDays: number
  readonly roundYuan: number
}

export type Finding = { readonly sign: Sign; readonly schools: readonly string[]; readonly message: string }

/** Shares of posts may add up to one person; floating point may lose this much. */
const wholePerson = 1 + 1e-9

export const snapshotFindings = (facts: SnapshotFacts, guards: SnapshotGuards): readonly Finding[] => {
  const posts = Map.groupBy(facts.teachers, ({ teacher }) => teacher)
  const twice = [...posts].flatMap(([teacher, own]): Finding[] => {
    const total = own.reduce((sum, { fte }) => sum + fte, 0)
    const schools = [...new Set(own.map(({ school }) => school))]
    return total > wholePerson
      ? [{ sign: 'teacher_counted_twice', schools, message: `教师${teacher}共计 ${Number(total.toFixed(3))} 人` }]
      : []
  })
  const away = (on: CivilDate): number => diffDays(on, facts.date)
  const equipment = facts.equipmentMoves.flatMap(({ from, to, on, yuan }): Finding[] =>
    Math.abs(away(on)) <= guards.equipmentMoveDays
      ? [
          {
            sign: 'equipment_moved',
            schools: [from, to],
            message: `${on} 调剂设备 ${yuan} 元，距统计时点 ${Math.abs(away(on))} 日`,
          },
        ]
      : [],
  )
  const pupils = facts.pupilMoves.flatMap(({ from, to, on, pupils: count }): Finding[] =>
    away(on) >= 0 && away(on) <= guards.pupilMoveDays
      ? [{ sign: 'pupils_moved', schools: [from, to], message: `统计时点前 ${away(on)} 日转移学籍 ${count} 人` }]
      : [],
  )
  const round = facts.equipmentYuan.flatMap(({ school, yuan }): Finding[] =>
    yuan > 0 && yuan % guards.roundYuan === 0
      ? [{ sign: 'round_equipment', schools: [school], message: `设备值 ${yuan} 元为 ${guards.roundYuan} 元的整数倍` }]
      : [],
  )
  return [...twice, ...equipment, ...pupils, ...round]
}
