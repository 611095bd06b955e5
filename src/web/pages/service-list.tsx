import type { ReactNode } from 'react'
import { Go } from '../../platform/ui/link.tsx'
import { useWeb } from '../messages/index.ts'
import { hasPage } from '../modules.ts'

type Service = {
  readonly to: string
  readonly key: 'calculators' | 'consultations' | 'reforms' | 'projects' | 'bulletins' | 'api'
  readonly icon: ReactNode
}

const Icon = ({ children }: { children: ReactNode }) => (
  <svg
    className="service-icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinejoin="round"
    strokeLinecap="round"
    aria-hidden="true"
  >
    {children}
  </svg>
)

const services: readonly Service[] = [
  {
    to: '/services/calculators',
    key: 'calculators',
    icon: (
      <path d="M6 3.5h12v17H6zM9 7h6M9 11.5h.01M12 11.5h.01M15 11.5h.01M9 14.5h.01M12 14.5h.01M15 14.5h.01M9 17.5h.01M12 17.5h.01M15 17.5h.01" />
    ),
  },
  { to: '/ledger', key: 'reforms', icon: <path d="M4 19.5h16M6.5 16v-4.5M12 16V8.5M17.5 16V5" /> },
  {
    to: '/ledger/projects',
    key: 'projects',
    icon: <path d="M3.5 20.5v-9l5.5 3v-3l5.5 3V5h5.5v15.5zM8 17.5h1.5M12.5 17.5H14" />,
  },
  {
    to: '/ledger/consultations',
    key: 'consultations',
    icon: <path d="M4 5.5h16v11h-8l-4.5 3.5v-3.5H4zM8 9.5h8M8 12.5h5" />,
  },
  { to: '/ledger/bulletins', key: 'bulletins', icon: <path d="M6 3.5h9l3.5 3.5v13.5H6zM9 10h6.5M9 13.5h6.5M9 17h4" /> },
  { to: '/docs/api', key: 'api', icon: <path d="M8.5 8L4.5 12l4 4M15.5 8l4 4-4 4M13.5 5.5l-3 13" /> },
]

/** What a visitor can do, one line each. */
export const ServiceList = ({ short = false }: { short?: boolean }) => {
  const t = useWeb()
  return (
    <div className={short ? 'services services-short' : 'services'}>
      {services
        .filter((service) => service.key === 'api' || hasPage(service.to))
        .map((service) => {
          const inside = (
            <>
              <Icon>{service.icon}</Icon>
              <span>
                <b>{t(`service.${service.key}`)}</b>
                <em>{t(`service.${service.key}.hint`)}</em>
              </span>
            </>
          )
          // The API reference is a page of the server, not of this app.
          return service.key === 'api' ? (
            <a key={service.key} href={service.to}>
              {inside}
            </a>
          ) : (
            <Go key={service.key} to={service.to}>
              {inside}
            </Go>
          )
        })}
    </div>
  )
}
