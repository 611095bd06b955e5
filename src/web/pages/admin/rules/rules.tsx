import { Await } from '../../../../platform/ui/await.tsx'
import { Go } from '../../../../platform/ui/link.tsx'
import { PageHead } from '../../../../platform/ui/page-head.tsx'
import { useAdmin } from '../messages/index.ts'
import { useRules } from './rule-data.ts'
import './rules.css'
import { ScrollBox } from '../../../../platform/ui/scroll-box.tsx'

/** 规则表: everything that officials tune, with the version in force. */
const Rules = () => {
  const t = useAdmin()
  return (
    <>
      <PageHead crumbs={[]} title={t('rules.title')} beside={<span className="muted">{t('rules.lead')}</span>} ruled />
      <Await query={useRules()} lines={8}>
        {(reply) => (
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
                {reply.rows.map((row) => (
                  <tr key={row.name}>
                    <td>
                      <Go to={`/admin/rules/${encodeURIComponent(row.name)}`}>{row.title}</Go>
                      <span className="hint rule-description">{row.description}</span>
                    </td>
                    <td className="nowrap">{row.versionInForce}</td>
                    <td className="nowrap muted">{row.effectiveFrom}</td>
                    <td className="hint">{row.source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )}
      </Await>
    </>
  )
}

export default Rules
