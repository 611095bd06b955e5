import { useAsOf } from '../../../platform/ui/as-of.ts'
import { TimeSlider } from '../../../platform/ui/time-slider.tsx'
import { Button } from '../../../platform/ui/button.tsx'
import { useUi } from '../../../platform/ui/messages/index.ts'
import type { CockpitReply } from '../../api/cockpit/schema.ts'
import { useLedger } from '../../messages/index.ts'

/** The foot of the wall: drag = the county on that day. */
export const CockpitTime = ({ reply }: { reply: CockpitReply }) => {
  const t = useLedger()
  const ui = useUi()
  const { asOf, setAsOf } = useAsOf()
  const { slider } = reply
  return (
    <footer className="cockpit-time">
      <TimeSlider
        from={slider.from}
        to={slider.to}
        value={asOf ?? reply.asOf}
        dueDates={slider.dueDates.map((due) => due.date)}
        share={slider.met}
        total={reply.total}
        met={reply.counts.met}
        onChange={setAsOf}
      />
      <p>
        {slider.next && t('cockpit.next', { date: slider.next.date, days: slider.next.workingDaysLeft })}
        <Button onClick={() => setAsOf(null)} disabled={asOf === null}>
          {ui('asOf.today')}
        </Button>
      </p>
    </footer>
  )
}
