import { Go } from '../../../platform/ui/link.tsx'
import { useLedger } from '../../messages/index.ts'
import type { CockpitReply } from '../../api/cockpit/schema.ts'
import type { LightState } from '../../api/targets/schema.ts'

/** The numbered mark of an alarm: square when late, triangle when it will be. The map pins are the same. */
export const AlarmMark = ({ no, light }: { no: number; light: LightState }) => (
  <svg width="30" height="28" viewBox="-15 -15 30 28" aria-hidden="true">
    <AlarmShape no={no} light={light} />
  </svg>
)

export const AlarmShape = ({ no, light }: { no: number; light: LightState }) =>
  light === 'overdue' ? (
    <g>
      <rect x="-12" y="-12" width="24" height="24" rx="3" fill="#e2554d" stroke="#0b3142" strokeWidth="2" />
      <text className="cockpit-pin-number" y="5" fill="#fff">
        {no}
      </text>
    </g>
  ) : (
    <g>
      <path d="M0-14L14 11H-14Z" fill="#f5b556" stroke="#0b3142" strokeWidth="2" strokeLinejoin="round" />
      <text className="cockpit-pin-number" y="8" fill="#2a1800">
        {no}
      </text>
    </g>
  )

/** The four worst, as the server orders them; each leads to its target or notice. */
export const AlarmStrip = ({ alarms }: { alarms: CockpitReply['alarms'] }) => {
  const t = useLedger()
  return (
    <section className="alarm-strip" aria-label={t('cockpit.alarms')}>
      {alarms.length === 0 && <p className="alarm-none">{t('cockpit.noAlarms')}</p>}
      {alarms.slice(0, 4).map((alarm) => (
        <Go key={alarm.no} to={alarm.href}>
          <AlarmMark no={alarm.no} light={alarm.light} />
          <span>
            <b>{alarm.title}</b>
            <em>{alarm.detail}</em>
          </span>
          <span className="alarm-when" data-light={alarm.light}>
            {alarm.daysLeft !== null && alarm.daysLeft < 0
              ? t('cockpit.late', { days: -alarm.daysLeft })
              : alarm.workingDaysLeft !== null
                ? t('cockpit.workingDaysLeft', { days: alarm.workingDaysLeft })
                : ''}
          </span>
        </Go>
      ))}
    </section>
  )
}
