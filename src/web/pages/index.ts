import { definePages } from '../../platform/ui/page.ts'

export const pages = definePages({
  module: 'web',
  order: 0,
  home: '/',
  titles: {
    'zh-CN': {
      module: '共富',
      home: '共同富裕十大突破性改革',
      signIn: '登录',
      services: '办事服务',
      calculators: '计算器',
      desk: '工作台',
      case: '办件',
      account: '账号与安全',
      messages: '消息',
    },
    en: {
      module: 'Gongfu',
      home: 'Ten breakthrough reforms',
      signIn: 'Sign in',
      services: 'Services',
      calculators: 'Calculators',
      desk: 'Desk',
      case: 'Case',
      account: 'Account and security',
      messages: 'Messages',
    },
  },
  pages: [
    { path: '/', title: 'home', face: 'public', load: () => import('./home.tsx') },
    { path: '/sign-in', title: 'signIn', face: 'bare', load: () => import('./sign-in.tsx') },
    {
      path: '/services/calculators',
      title: 'calculators',
      face: 'public',
      load: () => import('./calculators/calculators.tsx'),
    },
    {
      path: '/services/calculators/:module/*',
      title: 'calculators',
      face: 'public',
      load: () => import('./calculators/calculator.tsx'),
    },
    { path: '/desk', title: 'desk', face: 'desk', load: () => import('./desk/desk.tsx') },
    { path: '/desk/cases/:id', title: 'case', face: 'desk', load: () => import('./desk/case.tsx') },
    { path: '/desk/messages', title: 'messages', face: 'desk', load: () => import('./desk/messages.tsx') },
    { path: '/desk/account', title: 'account', face: 'desk', load: () => import('./desk/account.tsx') },
    { path: '/services', title: 'services', face: 'public', load: () => import('./services.tsx') },
  ],
})
