import { Light, type LightState } from '../../../platform/ui/light.tsx'
import { useLedger } from '../../messages/index.ts'

/** Days against plan in words, with a shape: late is red from a month on. */
export const Variance = ({ days, done }: { days: number; done: boolean }) => {
  const t = useLedger()
  const state: LightState = days > 30 ? 'overdue' : days > 0 ? 'at_risk' : done ? 'met' : 'on_track'
  return (
    <Light
      state={state}
      word={
        days > 0 ? t('projects.late', { days }) : days < 0 ? t('projects.early', { days: -days }) : t('projects.onTime')
      }
    />
  )
}

/** A share as a bar and a figure. */
export const ProgressBar = ({ share, label }: { share: number; label: string }) => (
  <svg className="progress-bar" width="96" height="8" role="img" aria-label={label}>
    <rect width="96" height="8" rx="1" fill="var(--line)" />
    <rect width={Math.min(1, Math.max(0, share)) * 96} height="8" rx="1" fill="var(--teal)" />
  </svg>
)
