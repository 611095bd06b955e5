import { useAsOf } from '../../platform/ui/as-of.ts'
import { useUi } from '../../platform/ui/messages/index.ts'

/** Says which day is shown; `?asOf=` is honoured by every page with figures. */
export const AsOfBanner = ({ undated = false }: { undated?: boolean | undefined }) => {
  const t = useUi()
  const { asOf, setAsOf } = useAsOf()
  if (asOf === null) return null
  return (
    <section className="as-of-banner" aria-label={t('asOf.pick')}>
      <svg
        width="14"
        height="14"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <circle cx="8" cy="8" r="6.3" />
        <path d="M8 4.5V8l2.5 1.8" strokeLinecap="round" />
      </svg>
      <output>{t(undated ? 'asOf.undated' : 'asOf.banner', { date: asOf })}</output>
      <span className="grow" />
      {!undated && (
        <label className="as-of-pick">
          <span>{t('asOf.change')}</span>
          <input
            type="date"
            value={asOf}
            onChange={(event) => event.target.value !== '' && setAsOf(event.target.value)}
          />
        </label>
      )}
      <button type="button" onClick={() => setAsOf(null)}>
        {t('asOf.today')}
      </button>
    </section>
  )
}
