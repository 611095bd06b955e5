import { useSearchParams } from 'react-router'
import { Await, Empty } from '../../../../platform/ui/await.tsx'
import { Go } from '../../../../platform/ui/link.tsx'
import '../../../../platform/ui/list/list.css'
import { useUi } from '../../../../platform/ui/messages/index.ts'
import { PageHead } from '../../../../platform/ui/page-head.tsx'
import { ScrollBox } from '../../../../platform/ui/scroll-box.tsx'
import { useAdmin } from '../messages/index.ts'
import { useRules } from './rule-data.ts'
import { versionWords } from './version-words.ts'
import './rules.css'

/** 规则表: everything that officials tune, with the version in force. */
const Rules = () => {
  const t = useAdmin()
  const ui = useUi()
  const [search, setSearch] = useSearchParams()
  const words = search.get('q') ?? ''
  return (
    <>
      <PageHead crumbs={[]} title={t('rules.title')} beside={<span className="muted">{t('rules.lead')}</span>} ruled />
      <div className="register-bar no-print">
        <input
          className="input register-search"
          type="search"
          data-list-search
          placeholder={ui('list.search')}
          aria-label={ui('list.search')}
          value={words}
          onChange={(event) => setSearch(event.target.value === '' ? {} : { q: event.target.value }, { replace: true })}
        />
      </div>
      <Await query={useRules()} lines={8}>
        {(reply) => {
          const rows = reply.rows.filter(({ title, description, source }) =>
            `${title} ${description} ${source}`.includes(words),
          )
          if (rows.length === 0) return <Empty title={ui('list.none')}>{ui('list.none.text')}</Empty>
          return (
            <>
              <ScrollBox>
                <table className="plain-table">
                  <thead>
                    <tr>
                      <th>{t('rules.name')}</th>
                      <th>{t('rules.version')}</th>
                      <th>{t('rules.since')}</th>
                      <th>{t('rules.source')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.name}>
                        <td>
                          <Go to={`/admin/rules/${encodeURIComponent(row.name)}`}>{row.title}</Go>
                          <span className="hint rule-description">{row.description}</span>
                        </td>
                        <td className="nowrap">{versionWords(row.versionInForce, t)}</td>
                        <td className="nowrap muted">{row.effectiveFrom}</td>
                        <td className="hint">{row.source}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
              <p className="hint">{ui('list.total', { total: rows.length })}</p>
            </>
          )
        }}
      </Await>
    </>
  )
}

export default Rules
