import type { Context } from '../../platform/context.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { CockpitReply } from '../api/cockpit/schema.ts'
import { countLights } from '../model/light-counts.ts'
import { projectMarks } from '../projects/views.ts'
import { counted, dayOf, ledgerOn, reformRow } from '../reforms/day.ts'
import { alarmsOf } from './alarms.ts'
import { townCircles, townFigures } from './circles.ts'
import { sliderOf } from './slider.ts'

/**
 * The county on a day: ten reforms with their lights, one figure by town, projects, what is late, the slider.
 * @throws Problem not_found at /query/figure for a figure that no target of the table goes by or that knows no towns
 */
export const viewCockpit = async (
  context: Context,
  query: { readonly asOf?: string | undefined; readonly figure?: string | undefined },
): Promise<CockpitReply> => {
  const ledger = await ledgerOn(context, query.asOf)
  if (ledger === null) {
    const asOf = dayOf(context, query.asOf)
    return {
      asOf,
      title: '',
      total: 0,
      counts: countLights([]),
      reforms: [],
      figures: [],
      circles: null,
      projects: [],
      alarms: [],
      slider: { from: asOf, to: asOf, dueDates: [], next: null, met: [] },
    }
  }
  const targets = counted(ledger.targets)
  const figures = townFigures(context, ledger)
  const drawn = query.figure === undefined ? figures[0] : figures.find(({ id }) => id === query.figure)
  if (query.figure !== undefined && drawn === undefined) {
    throw Problem.field('/query/figure', 'unknown_figure', `“${query.figure}”不能按乡镇展示`, 'not_found')
  }
  const projects = await projectMarks(context, ledger.asOf)
  return {
    asOf: ledger.asOf,
    title: ledger.title,
    total: targets.length,
    counts: countLights(targets),
    reforms: ledger.reforms.map((record) => reformRow(ledger, record)),
    figures: figures.map(({ id, title, unit }) => ({ indicatorId: id, title, unit })),
    circles: drawn === undefined ? null : await townCircles(context, ledger, drawn),
    projects,
    alarms: await alarmsOf(context, ledger, projects),
    slider: await sliderOf(context, ledger),
  }
}
