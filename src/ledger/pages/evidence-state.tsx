import { Light, type LightState } from '../../platform/ui/light.tsx'
import type { EvidenceRow } from '../api/targets/schema.ts'
import { useLedger } from '../messages/index.ts'

const lights: Readonly<Record<EvidenceRow['state'], LightState>> = {
  draft: 'no_data',
  submitted: 'no_data',
  verified: 'met',
  returned: 'at_risk',
}

export const EvidenceLight = ({ state }: { state: EvidenceRow['state'] }) => {
  const t = useLedger()
  return <Light state={lights[state]} word={t(`evidence.state.${state}`)} />
}
