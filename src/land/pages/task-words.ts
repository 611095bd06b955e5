import type { LightState } from '../../platform/ui/light.tsx'
import type { TaskRow } from './data.ts'

export const taskLights: Readonly<Record<TaskRow['state'], LightState>> = {
  listed: 'no_data',
  assigned: 'at_risk',
  agreementSigned: 'on_track',
  rectifying: 'on_track',
  acceptanceAsked: 'on_track',
  inspected: 'on_track',
  returned: 'at_risk',
  closedConditionally: 'met',
  reopened: 'at_risk',
  closed: 'met',
  excluded: 'no_data',
  transferred: 'no_data',
}

/** Columns of the board in the order of the work; states that share a column stand together. */
export const boardColumns: readonly { readonly key: string; readonly states: readonly TaskRow['state'][] }[] = [
  { key: 'listed', states: ['listed', 'assigned'] },
  { key: 'rectifying', states: ['agreementSigned', 'rectifying', 'returned', 'reopened'] },
  { key: 'acceptanceAsked', states: ['acceptanceAsked', 'inspected'] },
  { key: 'closed', states: ['closed', 'closedConditionally'] },
]

export const mu = (squareMetres: number): number => (squareMetres * 15) / 10_000
