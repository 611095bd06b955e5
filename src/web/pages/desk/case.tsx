import { useParams } from 'react-router'
import { CaseView } from '../../../platform/ui/cases/case-view.tsx'
import { InboxColumn } from './inbox-column.tsx'
import './desk.css'

/** A case beside the inbox; on a phone the case alone. */
const Case = () => {
  const { id = '' } = useParams()
  return (
    <div className="desk-panes desk-panes-case">
      <InboxColumn chosen={id} />
      <div className="desk-right">
        <CaseView key={id} id={id} />
      </div>
    </div>
  )
}

export default Case
