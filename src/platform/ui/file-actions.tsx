import { type Query, withQuery } from './api/client.ts'
import { Button } from './button.tsx'
import { useUi } from './messages/index.ts'

/** Beside the title of a table page: the table as a file, and on paper. */
export const FileActions = ({ path, query }: { path: string; query?: Query }) => {
  const t = useUi()
  return (
    <>
      <a className="button" href={withQuery(path, query)} download>
        {t('action.export')}
      </a>
      <Button onClick={() => print()}>{t('action.print')}</Button>
    </>
  )
}
