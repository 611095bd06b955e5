import { useWeb } from '../messages/index.ts'
import { ServiceList } from './service-list.tsx'
import './home.css'

const Services = () => {
  const t = useWeb()
  return (
    <div className="services-page">
      <h1>{t('services.title')}</h1>
      <p className="muted">{t('services.lead')}</p>
      <ServiceList />
    </div>
  )
}

export default Services
