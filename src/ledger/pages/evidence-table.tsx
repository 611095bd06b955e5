import { shortDate } from '../../platform/ui/format.ts'
import type { EvidenceRow } from '../api/targets/schema.ts'
import { useLedger } from '../messages/index.ts'
import { EvidenceLight } from './evidence-state.tsx'
import { ScrollBox } from '../../platform/ui/scroll-box.tsx'

/** Evidence in short: what, dated when, whose, verified by whom. */
export const EvidenceTable = ({ rows }: { rows: readonly EvidenceRow[] }) => {
  const t = useLedger()
  if (rows.length === 0) return <p className="hint">{t('reform.evidence.none')}</p>
  return (
    <ScrollBox>
      <table className="plain-table evidence-table">
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.fileId === null ? row.title : <a href={`/api/platform/files/${row.fileId}`}>{row.title}</a>}</td>
              <td className="muted nowrap">{shortDate(row.datedOn, t.lang)}</td>
              <td className="muted">{row.organisation}</td>
              <td>
                <EvidenceLight state={row.state} />
              </td>
              <td className="hint num">{row.verifiedBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
