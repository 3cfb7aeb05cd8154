/** One picture of the album: a page as somebody of that role sees it. */
export interface Leaf {
  /** The route, as the routers write it; several leaves may show parts of one page. */
  readonly route: string;
  readonly name: string;
  /** 中文名 · English, for the page that shows them all. */
  readonly title: string;
  /** Nobody: the page is for people who have not signed in. */
  readonly who: string | null;
  /** Where it is opened, when that is not the route itself; `{name}` is filled in with what the night has. */
  readonly at?: string;
  /** A button that is pressed first, by its words. */
  readonly press?: string;
}

const [OFFICER, UNIT, HEAD, INSPECTOR, SYSTEM, SECURITY, AUDIT] = ['zhiban01', 'qingshi', 'juzhang02', 'xuncha02', 'xitong01', 'anquan01', 'shenji01'];
const leaf = (route: string, name: string, title: string, who: string | null, at?: string, press?: string): Leaf => ({ route, name, title, who, ...(at ? { at } : {}), ...(press ? { press } : {}) });
const response = (tab: string, title: string): Leaf => leaf('/responses/:id', `response-${tab}`, title, OFFICER, `/responses/{response}?tab=${tab}`);
const plan = (tab: string, title: string): Leaf => leaf('/plans/:id', `plan-${tab}`, title, OFFICER, `/plans/{plan}?tab=${tab}`);
const directory = (tab: string, title: string): Leaf => leaf('/directory', `directory-${tab}`, title, SYSTEM, `/directory?tab=${tab}`);

/** 桌面: every page of the desk; test/web/album.spec.ts holds it against the router. */
export const DESK: readonly Leaf[] = [
  leaf('/sign-in', 'sign-in', '登录 · Signing in', null),
  leaf('/invitation', 'invitation', '一次性链接 · The one-time link', null, '/invitation#token'),
  leaf('/password', 'password', '修改密码 · Changing the password', OFFICER),
  leaf('/', 'overview', '指挥总览 · Overview', OFFICER),
  leaf('/', 'tour', '引导 · The tour', OFFICER, '/', '开始引导'),
  leaf('/', 'palette', '查找 · Find (Ctrl+K)', OFFICER, '/', '查找'),
  leaf('/todo', 'todo', '我的待办 · To do', OFFICER),
  leaf('/warnings', 'warnings', '预警发布 · Warnings', OFFICER),
  leaf('/warnings/new', 'warning-new', '起草 · Drafting', OFFICER),
  leaf('/warnings/:id', 'warning', '预警文稿 · A warning and its messages', OFFICER, '/warnings/{warning}'),
  leaf('/warnings/:id', 'warning-adjust', '调整级别 · Changing the level', OFFICER, '/warnings/{warning}', '调整级别'),
  leaf('/responses', 'responses', '应急响应 · Responses', OFFICER),
  response('units', '按单位 · By unit'),
  response('measures', '按措施 · By measure'),
  response('review', '待审核 · To review'),
  response('deliveries', '送达 · Deliveries'),
  leaf('/responses/:id', 'response-matrix', '送达矩阵 · The matrix of deliveries', OFFICER, '/responses/{response}?tab=deliveries&view=matrix'),
  response('timeline', '时间轴 · Timeline'),
  leaf('/responses/:id', 'response-replay', '回放 · Replay', OFFICER, '/responses/{response}?tab=timeline', '回放'),
  response('violations', '问题 · Problems'),
  response('charts', '图表 · Charts'),
  leaf('/air-quality', 'air-quality', '空气质量 · Air quality', OFFICER),
  leaf('/violations', 'violations', '问题台账 · Problem ledger', OFFICER),
  leaf('/violations', 'problem', '一起问题 · One problem', OFFICER, '/violations?open={rectified}'),
  leaf('/notices', 'notices', '消息 · Messages', OFFICER),
  leaf('/plans', 'plans', '应急预案 · Plans', OFFICER),
  plan('measures', '措施 · Measures of a plan'),
  plan('questions', '待定问题 · Questions'),
  plan('terms', '级别与时限 · Levels and clocks'),
  plan('comparison', '与上一版差异 · Differences'),
  plan('cascade', '对照上级预案 · Plan above'),
  plan('source', '原文 · Source'),
  leaf('/duty', 'duty', '值班与交接 · Duty and handover', OFFICER),
  directory('units', '单位 · Units'),
  directory('people', '人员 · People'),
  directory('contacts', '联系方式 · Contacts'),
  directory('missing', '无可用联系方式 · Out of reach'),
  directory('groups', '单位组 · Groups'),
  leaf('/contacts', 'contacts', '本单位联系方式 · Contacts of my unit', HEAD),
  leaf('/holidays', 'holidays', '节假日 · Holidays', SYSTEM),
  leaf('/accounts', 'accounts', '账号（系统管理员） · Accounts', SYSTEM),
  leaf('/accounts', 'roles', '角色与会话（安全管理员） · Roles and sessions', SECURITY, undefined, 'qingshi'),
  leaf('/audit', 'audit', '审计 · Audit', AUDIT),
  leaf('/my', 'my', '我的清单 · My checklists', UNIT),
  leaf('/my/:id', 'my-list', '一份清单 · One checklist', UNIT, '/my/{list}'),
  leaf('/reviews', 'reviews', '待我审核 · To review, of a lead unit', HEAD),
];

/** 手机 and 大屏. */
export const PHONE: readonly Leaf[] = [
  leaf('/', 'home', '指挥岗位 · Whoever works at the desk', OFFICER),
  leaf('/sign-in', 'sign-in', '登录 · Signing in', null),
  leaf('/a/:token', 'link', '链接打不开 · A link that does not work', null, '/a/not-a-link'),
  leaf('/todo', 'todo', '待办 · To do', UNIT),
  leaf('/checklists/:id', 'checklist', '清单 · Checklist', UNIT, '/checklists/{list}'),
  leaf('/responses/:id', 'warning', '预警详情 · About the warning', UNIT, '/responses/{response}'),
  leaf('/reviews', 'reviews', '待审核 · To review', HEAD),
  leaf('/notices', 'notices', '消息 · Messages', UNIT),
  leaf('/problems', 'problems', '问题整改 · Problems', 'xincheng'),
  leaf('/problems/:id', 'problem', '一起问题 · One problem', 'xincheng', '/problems/{problem}'),
  leaf('/log', 'log', '巡查取证 · Logging a violation', INSPECTOR),
  leaf('/findings', 'findings', '我记录的 · My findings', 'xuncha01'),
  leaf('/findings/:id', 'finding', '我记录的一起 · One of my findings', 'xuncha01', '/findings/{rectified}'),
  leaf('/rechecks', 'rechecks', '回头看 · Re-checks', INSPECTOR),
  leaf('/rechecks/:id', 'recheck', '一次回头看 · One re-check', INSPECTOR, '/rechecks/{rectified}'),
  leaf('/outbox', 'outbox', '发件箱 · Outbox', UNIT),
  leaf('/me', 'me', '我的 · Me', UNIT),
];
export const WALL: readonly Leaf[] = [leaf('/', 'live', '大屏 · The wall', OFFICER), leaf('/', 'replay', '大屏回放 · Replay on the wall', OFFICER, '/?replay={response}')];

/** Where each part is looked at: size of the screen, where it begins, where its people sign in. */
export const PARTS = [
  { name: 'desk', title: '电脑 · Desk', base: '', signIn: '/', size: { width: 1440, height: 900 }, leaves: DESK },
  { name: 'phone', title: '手机 · Phone', base: '/m', signIn: '/m/', size: { width: 390, height: 844 }, leaves: PHONE },
  { name: 'wall', title: '大屏 · Wall', base: '/screen', signIn: '/', size: { width: 1920, height: 1080 }, leaves: WALL },
] as const;

/** docs/guide/pages.md, which shows them all. */
export const contents = (): string =>
  [
    '# 每一页 · Every page',
    '',
    '由 `npm run pictures` 从运行中的产品拍摄。 Taken by `npm run pictures` from the running product.',
    ...PARTS.flatMap(({ name, title, leaves }) => ['', `## ${title}`, ...leaves.flatMap((leaf) => ['', `### ${leaf.title}`, '', `<img src="pictures/pages/${name}-${leaf.name}.png" width="${name === 'phone' ? 260 : 720}" alt="${leaf.title}">`])]),
    '',
  ].join('\n');
