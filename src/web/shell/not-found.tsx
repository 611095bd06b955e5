import { Empty } from '../../platform/ui/await.tsx'
import { Go } from '../../platform/ui/link.tsx'
import { useWeb } from '../messages/index.ts'
import { PublicFrame } from './public-frame.tsx'

export const NotFound = () => {
  const t = useWeb()
  return (
    <PublicFrame page={null}>
      <title>{t('notFound.title')}</title>
      <Empty title={t('notFound.title')}>
        <p>{t('notFound.text')}</p>
        <p className="state-actions">
          <Go className="button" to="/">
            {t('nav.home')}
          </Go>
          <Go className="button" to="/ledger">
            {t('nav.reforms')}
          </Go>
        </p>
      </Empty>
    </PublicFrame>
  )
}
