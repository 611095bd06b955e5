import type { OverlayVerdict } from '../model/overlay.ts'
import { useLandMap } from '../messages/map/index.ts'

const levels: Readonly<Record<OverlayVerdict, 'good' | 'watch' | 'bad' | 'plain'>> = {
  clear: 'good',
  sliver: 'plain',
  checkBySurvey: 'watch',
  permit: 'watch',
  assessment: 'watch',
  conditional: 'watch',
  prohibited: 'bad',
}

const shapes = { good: '✓', watch: '▲', bad: '×', plain: '–' } as const

/** A verdict as shape and word; never by colour alone. */
export const Verdict = ({ verdict }: { verdict: OverlayVerdict }) => {
  const t = useLandMap()
  const level = levels[verdict]
  return (
    <span className="verdict" data-level={level}>
      <i aria-hidden="true">{shapes[level]}</i>
      {t(`verdict.${verdict}`)}
    </span>
  )
}
