import type { Newest } from './history.js';
import type { Walk } from './walk.js';

/** What there is to look at: of the running response, or of the newest night of a past. */
export interface Sights extends Newest {
  readonly checklist: string;
  readonly photo: string;
  /** A token of a one-time link. */
  readonly link: string;
}

/** Routes that answer with a list that may grow; `items`, or the field that is named. */
export const LISTS: Readonly<Record<string, string>> = {
  'GET /api/v1/warnings': 'items',
  'GET /api/v1/responses': 'items',
  'GET /api/v1/responses/:id/messages': 'items',
  'GET /api/v1/responses/:id/measures': 'items',
  'GET /api/v1/responses/:id/progress': 'measures',
  'GET /api/v1/responses/:id/items': 'items',
  'GET /api/v1/responses/:id/deliveries': 'items',
  'GET /api/v1/responses/:id/timeline': 'items',
  'GET /api/v1/warnings/:id': 'messages',
  'GET /api/v1/checklists': 'items',
  'GET /api/v1/checklists/:id': 'items',
  'GET /api/v1/reviews': 'items',
  'GET /api/v1/violations': 'items',
  'GET /api/v1/violations/:id': 'steps',
  'GET /api/v1/air-quality/hours': 'stations',
  'GET /api/v1/air-quality/readings': 'items',
  'GET /api/v1/air-quality/stations': 'items',
  'GET /api/v1/plans': 'items',
  'GET /api/v1/plans/:id': 'items',
  'GET /api/v1/plans/:id/questions': 'items',
  'GET /api/v1/units': 'items',
  'GET /api/v1/groups': 'items',
  'GET /api/v1/people': 'items',
  'GET /api/v1/handovers': 'items',
  'GET /api/v1/accounts/missing': 'items',
  'GET /api/v1/contacts': 'items',
  'GET /api/v1/contacts/missing': 'items',
  'GET /api/v1/accounts': 'items',
  'GET /api/v1/approvers': 'items',
  'GET /api/v1/notices': 'items',
  'GET /api/v1/audit': 'items',
  'GET /api/v1/audit/checks': 'items',
};

/** What the charts, the map and the wall draw. */
async function looksAtFigures(walk: Walk, { response }: Sights): Promise<void> {
  const officer = walk.city.person('zhiban01');
  for (const figures of ['history', 'punctuality', 'delays', 'places', 'findings']) await walk.call(officer, `GET /responses/:id/${figures}`, [response]);
  await walk.call(officer, 'GET /outline');
  for (const timing of ['answered', 'on_time', 'late', 'waiting']) await walk.call(officer, `GET /responses/:id/items?limit=50&timing=${timing}`, [response]);
}

/** Looks at everything that can be looked at; tells how long each list was. */
export async function looksAround(walk: Walk, sights: Sights, limit: number): Promise<Map<string, number>> {
  const { city } = walk;
  const [officer, audit, admin, inspector, town] = ['zhiban01', 'shenji01', 'xitong01', 'xuncha01', 'qingshi'].map((name) => city.person(name));
  const lengths = new Map<string, number>();
  const list = async (who: typeof officer, route: string, ids: readonly string[] = [], query = ''): Promise<void> => {
    const body = await walk.call(who!, `${route}?limit=${limit}${query}`, ids);
    const name = route.replace(' ', ' /api/v1');
    lengths.set(name, Math.max(lengths.get(name) ?? 0, body[LISTS[name]!].length));
  };
  const search = `&search=${encodeURIComponent('旧企业123')}`;
  await list(officer, 'GET /warnings');
  await walk.call(officer!, 'GET /warnings/:id', [sights.warning]).then((body) => lengths.set('GET /api/v1/warnings/:id', body.messages.length));
  await list(officer, 'GET /responses');
  await walk.call(officer!, 'GET /responses/:id', [sights.response]);
  for (const part of ['messages', 'measures', 'progress', 'items', 'deliveries', 'timeline']) await list(officer, `GET /responses/:id/${part}`, [sights.response]);
  await looksAtFigures(walk, sights);
  await list(officer, 'GET /responses/:id/items', [sights.response], search);
  for (const more of [search, '&state=failed', '&delay=under_1m', '&delay=left', '&order=newest', '&channel=email', '&state=sent']) await list(officer, 'GET /responses/:id/deliveries', [sights.response], more);
  for (const more of ['', `&responseId=${sights.response}`, ...['unacknowledged', 'unanswered', 'overdue', 'not_stood_down', 'done', 'acknowledged', 'stood_down', 'excused'].map((state) => `&responseId=${sights.response}&state=${state}`)]) await list(officer, 'GET /checklists', [], more);
  await list(officer, 'GET /checklists', [], `&responseId=${sights.response}${search}`);
  await list(town, 'GET /checklists', [], '&mine=true');
  await list(town, 'GET /checklists/:id', [sights.checklist]);
  for (const more of ['', `&responseId=${sights.response}`]) await list(officer, 'GET /reviews', [], more);
  await list(city.person('shengtai'), 'GET /reviews');
  for (const more of ['', '&mine=true', `&responseId=${sights.response}`, '&state=closed', '&state=logged', '&category=other']) await list(inspector, 'GET /violations', [], more);
  await list(town, 'GET /violations');
  await walk.call(officer!, 'GET /violations/export');
  await list(officer, 'GET /violations/:id', [sights.violation]);
  for (const more of ['', '&of=stations', '&over=0']) await list(officer, 'GET /air-quality/readings', [], more);
  await list(officer, 'GET /air-quality/stations');
  await walk.call(officer!, 'GET /air-quality/hours').then((body) => lengths.set('GET /api/v1/air-quality/hours', body.stations.length));
  await walk.call(officer!, 'GET /air-quality/now');
  await list(officer, 'GET /plans');
  await list(officer, 'GET /plans/:id', [sights.plan]);
  for (const part of ['source', 'export?format=xlsx', 'export?format=docx', 'dry-run', 'comparison', 'cascade', 'deadline?text=%E6%AF%8F%E5%91%A8%E5%9B%9B']) await walk.call(officer!, `GET /plans/:id/${part}`, [sights.plan]);
  await walk.call(officer!, 'GET /plans/:id/questions', [sights.plan]).then((body) => lengths.set('GET /api/v1/plans/:id/questions', body.items.length));
  for (const route of ['GET /plans/parents', 'GET /plans/unit-requests']) await walk.call(officer!, route);
  for (const more of ['', search, '&search=jqy123', '&kind=enterprise']) await list(officer, 'GET /units', [], more);
  await list(officer, 'GET /groups');
  for (const more of ['', `&search=${encodeURIComponent('负责人123')}`]) await list(admin, 'GET /people', [], more);
  for (const more of ['', search, '&state=verified', '&channel=email']) await list(admin, 'GET /contacts', [], more);
  await list(admin, 'GET /contacts/missing');
  for (const route of ['GET /accounts/missing', 'GET /handovers']) await list(route.endsWith('handovers') ? officer : admin, route);
  await looksBeside(walk, sights);
  for (const more of ['', '&search=jqy123']) await list(admin, 'GET /accounts', [], more);
  await walk.call(officer!, 'GET /holidays');
  await list(officer, 'GET /approvers');
  await walk.call(officer!, 'GET /channels');
  for (const more of ['', '&unread=true']) await list(town, 'GET /notices', [], more);
  for (const [part, more] of [['', ''], ['', '&type=warning.'], ['', '&from=2026-01-01T00:00:00Z&to=2099-01-01T00:00:00Z'], ['', '&search=%E9%9D%92%E7%9F%B3%E9%95%87'], ['/checks', '']] as const) await list(audit, `GET /audit${part}`, [], more);
  return lengths;
}

/** Single things, 全局查找 by those who find different things, handovers that wait, and what answers outside of the api. */
async function looksBeside(walk: Walk, sights: Sights): Promise<void> {
  const officer = walk.city.person('zhiban01');
  await walk.call(walk.city.person('shenji01'), 'GET /audit/seal');
  await walk.call(officer, 'GET /evidence/:id', [sights.photo]);
  await walk.call(null, 'GET /acknowledgements/:token', [sights.link]);
  for (const route of ['GET /session', 'GET /feed']) await walk.call(officer, route);
  await walk.call(officer, 'GET /handovers?mine=true');
  for (const page of ['/healthz', '/readyz', '/metrics']) await walk.call(null, `GET ${page}`);
  for (const text of ['jqy123', '旧企业123', '2026']) for (const name of ['zhiban01', 'xitong01', 'qingshi']) await walk.call(walk.city.person(name), `GET /search?text=${encodeURIComponent(text)}`);
}
