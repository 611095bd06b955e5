import type { Context } from '../../platform/context.ts'
import type { CivilDate } from '../../platform/dates.ts'
import { Problem } from '../../platform/errors/problem.ts'
import type { CockpitReply } from '../api/cockpit/schema.ts'
import { countLights } from '../model/light-counts.ts'
import { projectMarks } from '../projects/views.ts'
import { counted, dayOf, ledgerOn, reformRow } from '../reforms/day.ts'
import { onLedger } from '../targets/state.ts'
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
  const asOf = dayOf(context, query.asOf)
  const wall = await onLedger(context, `cockpit ${query.figure ?? ''}`, asOf, (whole) =>
    wallOf(whole, asOf, query.figure),
  )
  if (wall === null) {
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
  const { ledger, ...reply } = wall
  return { ...reply, alarms: await alarmsOf(context, ledger, reply.projects) }
}

/** All that is the same for everybody who may see the wall; kept until a record changes. */
const wallOf = async (context: Context, asOf: CivilDate, figure: string | undefined) => {
  const ledger = await ledgerOn(context, asOf)
  if (ledger === null) return null
  const targets = counted(ledger.targets)
  const figures = townFigures(context, ledger)
  const drawn = figure === undefined ? figures[0] : figures.find(({ id }) => id === figure)
  if (figure !== undefined && drawn === undefined) {
    throw Problem.field('/query/figure', 'unknown_figure', `“${figure}”不能按乡镇展示`, 'not_found')
  }
  return {
    ledger,
    asOf,
    title: ledger.title,
    total: targets.length,
    counts: countLights(targets),
    reforms: ledger.reforms.map((record) => reformRow(ledger, record)),
    figures: figures.map(({ id, title, unit }) => ({ indicatorId: id, title, unit })),
    circles: drawn === undefined ? null : await townCircles(context, ledger, drawn),
    projects: await projectMarks(context, asOf),
    slider: await sliderOf(context, ledger),
  }
}
