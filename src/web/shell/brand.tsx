import { useLang } from '../../platform/ui/i18n/lang.ts'
import { Go } from '../../platform/ui/link.tsx'
import { useSession } from '../../platform/ui/session.ts'

export const Mark = ({
  size = 28,
  ground = 'var(--teal)',
  ink = '#fff',
}: {
  size?: number
  ground?: string
  ink?: string
}) => (
  <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
    <rect width="28" height="28" rx="6" fill={ground} />
    <g fill="none" stroke={ink} strokeWidth="1.8" strokeLinecap="round">
      <path d="M5.2 16.5v-4.6a2.9 2.9 0 0 1 5.8 0v4.6M11 16.5V11a3 3 0 0 1 6 0v5.5M17 16.5v-4.6a2.9 2.9 0 0 1 5.8 0v4.6" />
      <path d="M4.8 20.6c1.55-1.3 3.05-1.3 4.6 0s3.05 1.3 4.6 0 3.05-1.3 4.6 0 3.05 1.3 4.6 0" />
    </g>
  </svg>
)

export const Brand = () => {
  const lang = useLang()
  const county = useSession().data?.county
  return (
    <Go to="/" className="brand">
      <Mark />
      <span>{lang === 'en' ? 'Gongfu' : '共富'}</span>
      {county !== undefined && <small>{lang === 'en' ? county.nameEn : county.name}</small>}
    </Go>
  )
}
