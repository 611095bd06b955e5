import { Light, type LightState } from '../../../platform/ui/light.tsx'
import type { ApplicationRow } from '../../api/applications/schema.ts'
import type { ContractListRow } from '../../api/contracts/schema.ts'
import { useBank } from '../../messages/bank/index.ts'

const applicationLights: Readonly<Record<ApplicationRow['state'], LightState>> = {
  submitted: 'at_risk',
  more_info: 'no_data',
  approved: 'on_track',
  declined: 'overdue',
  signed: 'at_risk',
  disbursed: 'met',
  cancelled: 'no_data',
  expired: 'no_data',
}

export const ApplicationState = ({ state }: { state: ApplicationRow['state'] }) => {
  const t = useBank()
  return <Light state={applicationLights[state]} word={t(`application.state.${state}`)} />
}

const contractLights: Readonly<Record<ContractListRow['state'], LightState>> = {
  signed: 'no_data',
  open: 'on_track',
  overdue: 'overdue',
  closed: 'met',
}

export const ContractState = ({ state }: { state: ContractListRow['state'] }) => {
  const t = useBank()
  return <Light state={contractLights[state]} word={t(`contracts.state.${state}`)} />
}
