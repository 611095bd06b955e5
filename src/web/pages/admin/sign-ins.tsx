import type { z } from 'zod'
import type { SignInLogReply } from '../../../platform/identity/api/sign-in-log/schema.ts'
import { Empty } from '../../../platform/ui/await.tsx'
import { deviceName } from '../../../platform/ui/device-name.ts'
import { instant } from '../../../platform/ui/format.ts'
import { type ListColumn, RegisterList } from '../../../platform/ui/list/register-list.tsx'
import { PageHead } from '../../../platform/ui/page-head.tsx'
import { type AdminWords, useAdmin } from './messages/index.ts'

type Row = z.infer<typeof SignInLogReply>['rows'][number]

const columnsOf = (t: AdminWords): readonly ListColumn<Row>[] => [
  { key: 'at', title: t('signIns.at'), cell: (row) => <span className="nowrap">{instant(row.at)}</span> },
  { key: 'kind', title: t('signIns.kind'), cell: (row) => row.title },
  { key: 'name', title: t('people.name'), cell: (row) => row.name ?? '–' },
  { key: 'account', title: t('signIns.account'), cell: (row) => row.username ?? row.account ?? '–' },
  { key: 'address', title: t('signIns.address'), cell: (row) => row.ipAddress },
  {
    key: 'device',
    title: t('signIns.device'),
    cell: (row) => (
      <span className="hint" title={row.userAgent ?? undefined}>
        {deviceName(row.userAgent)}
      </span>
    ),
  },
]

/** 登录日志, for the auditor. */
const SignIns = () => {
  const t = useAdmin()
  return (
    <>
      <PageHead crumbs={[]} title={t('signIns.title')} ruled />
      <RegisterList
        name="admin.sign-ins"
        path="/api/platform/sign-in-log"
        searchable={false}
        columns={columnsOf(t)}
        rowKey={(row) => row.id}
        empty={<Empty title={t('signIns.empty')} />}
      />
    </>
  )
}

export default SignIns
