import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { ReformReply, ReformsReply } from '../api/reforms/schema.ts'
import { listEvidence } from '../evidence/evidence.ts'
import { countLights } from '../model/light-counts.ts'
import { listProjects } from '../projects/views.ts'
import { counted, dayOf, ledgerOn, plainRow, reformRow } from './day.ts'

/** The reforms as of a day. Before a table is confirmed: none. */
export const listReforms = async (context: Context, asOf: string | undefined): Promise<ReformsReply> => {
  const ledger = await ledgerOn(context, asOf)
  if (ledger === null) {
    const day = dayOf(context, asOf)
    return { asOf: day, year: Number(day.slice(0, 4)), title: '', total: 0, counts: countLights([]), reforms: [] }
  }
  const targets = counted(ledger.targets)
  return {
    asOf: ledger.asOf,
    year: ledger.state.year,
    title: ledger.title,
    total: targets.length,
    counts: countLights(targets),
    reforms: ledger.reforms.map((record) => reformRow(ledger, record)),
  }
}

/** A reform with its row of the official table, word for word, and every target of it. @throws Problem not_found */
export const viewReform = async (context: Context, no: number, asOf: string | undefined): Promise<ReformReply> => {
  const ledger = await ledgerOn(context, asOf)
  const record = ledger?.reforms.find((one) => one.no === no)
  if (ledger === null || record === undefined) throw new Problem('not_found', `没有第 ${no} 项改革`)
  const targets = ledger.targets.filter(({ reformNo }) => reformNo === no)
  const places = new Map(ledger.state.targets.map(({ id, from, to }) => [id, { from, to }]))
  const { rows: evidence } = await listEvidence(context, { reform: no, limit: 200 })
  const projects = await listProjects(context, { asOf: ledger.asOf, reform: no })
  return {
    ...reformRow(ledger, record),
    asOf: ledger.asOf,
    year: ledger.state.year,
    columns: {
      name: record.nameText,
      standing: record.standing,
      measures: record.measuresText,
      milestones: record.milestonesText,
      landmarks: record.landmarksText,
      departments: record.departmentsText,
    },
    spans: targets.flatMap(({ id, column }) => {
      const place = places.get(id)
      return place === undefined ? [] : [{ column, ...place, targetId: id }]
    }),
    departments: (ledger.state.departments.get(no) ?? []).map(({ organisationId, name }, index) => ({
      organisationId,
      name,
      lead: index === 0,
    })),
    targets: targets.map(plainRow),
    // What is dated later than the day was not there yet.
    evidence: evidence.filter(({ datedOn }) => datedOn <= ledger.asOf),
    projects: projects.rows.map(({ id, name, progress, state }) => ({ id, name, progress, state })),
  }
}
