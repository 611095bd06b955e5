import { permissionsOfRoles } from '../../../http/authenticator.ts'
import { route } from '../../../http/route.ts'
import { roles } from '../../roles.ts'
import { RolesReply } from './schema.ts'

export const roleRoutes = [
  route({
    method: 'GET',
    path: '/roles',
    summary: '角色及其权限',
    access: 'identity.account.read',
    reply: RolesReply,
    handle: async (context) => ({
      rows: Object.entries(roles).map(([id, { title, titleEn }]) => ({
        id,
        title,
        titleEn,
        permissions: [...permissionsOfRoles(context.modules, [id])].toSorted(),
      })),
    }),
  }),
]
