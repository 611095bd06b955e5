import { definePages } from '../../platform/ui/page.ts'

export const pages = definePages({
  module: 'web',
  order: 0,
  home: '/',
  titles: {
    'zh-CN': { module: '共富', home: '共同富裕十大突破性改革', signIn: '登录', services: '办事服务' },
    en: { module: 'Gongfu', home: 'Ten breakthrough reforms', signIn: 'Sign in', services: 'Services' },
  },
  pages: [
    { path: '/', title: 'home', face: 'public', load: () => import('./home.tsx') },
    { path: '/sign-in', title: 'signIn', face: 'bare', load: () => import('./sign-in.tsx') },
    { path: '/services', title: 'services', face: 'public', load: () => import('./services.tsx') },
  ],
})
