import { Light, type LightState } from '../../platform/ui/light.tsx'
import type { NoticeRow } from '../api/notices/schema.ts'
import { useLedger } from '../messages/index.ts'

const lightOf = (notice: Pick<NoticeRow, 'state' | 'late'>): LightState => {
  if (notice.state === 'closed') return 'met'
  if (notice.state === 'escalated') return 'overdue'
  if (notice.late) return 'at_risk'
  return notice.state === 'answered' ? 'on_track' : 'no_data'
}

export const NoticeLight = ({ notice }: { notice: Pick<NoticeRow, 'state' | 'late'> }) => {
  const t = useLedger()
  const word = t(`notices.state.${notice.state}`)
  return (
    <Light
      state={lightOf(notice)}
      word={notice.late && notice.state !== 'escalated' ? t('notices.lateWord', { state: word }) : word}
    />
  )
}
