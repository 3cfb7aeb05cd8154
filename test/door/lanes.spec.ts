import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import { laneOf, type DoorLane } from '../../apps/api/src/http/load/lane.js';
import { routes } from '../authority/routes.js';

/** What is not a plain view (reads) or a plain answer (changes something), written by hand: raising needs to see what is signed. */
const SPECIAL: Readonly<Record<string, DoorLane | 'free'>> = {
  'GET /healthz': 'free',
  'GET /readyz': 'free',
  'GET /metrics': 'free',
  'GET /api/v1/feed': 'free',
  'GET /api/v1/session': 'answer',
  'GET /api/v1/acknowledgements/:token': 'answer',
  'POST /api/v1/warnings': 'raise',
  'GET /api/v1/warnings/:id': 'raise',
  'PATCH /api/v1/warnings/:id': 'raise',
  'GET /api/v1/warnings/:id/preview': 'raise',
  'GET /api/v1/warnings/:id/recipients': 'raise',
  'POST /api/v1/warnings/:id/submit': 'raise',
  'POST /api/v1/warnings/:id/approve': 'raise',
  'POST /api/v1/warnings/:id/return': 'raise',
  'POST /api/v1/warnings/:id/withdraw': 'raise',
  'POST /api/v1/warnings/:id/countersign': 'raise',
  'POST /api/v1/warnings/:id/adjust': 'raise',
  'POST /api/v1/warnings/:id/suspend': 'raise',
  'POST /api/v1/warnings/:id/resume': 'raise',
  'POST /api/v1/warnings/:id/lift': 'raise',
  'POST /api/v1/warnings/:id/revoke': 'raise',
  'GET /api/v1/approvers': 'raise',
  'GET /api/v1/audit': 'export',
  'POST /api/v1/audit/checks': 'export',
  'POST /api/v1/air-quality/readings/preview': 'export',
  'POST /api/v1/air-quality/readings/file': 'export',
  'POST /api/v1/directory/import': 'export',
  'POST /api/v1/directory/import/preview': 'export',
  'POST /api/v1/directory/import/annotated': 'export',
  'GET /api/v1/responses/:id/items': 'export',
  'GET /api/v1/violations/export': 'export',
  'GET /api/v1/plans/:id/source': 'export',
  'GET /api/v1/plans/:id/export': 'export',
  'GET /api/v1/plans/:id/comparison': 'export',
  'GET /api/v1/plans/:id/cascade': 'export',
  'POST /api/v1/plans/:id/draft': 'export',
  'POST /api/v1/plans/documents': 'export',
  'GET /api/v1/plans/documents/:id/file': 'export',
  'GET /api/v1/plans/documents/:id/annotated': 'export',
  'POST /api/v1/plans/documents/:id/import': 'export',
  'POST /api/v1/plans': 'export',
  'POST /api/v1/plans/import': 'export',
};

describe('every route', () => {
  const lanes = routes().map((route) => {
    const { lane } = (Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, route.handler) ?? {}) as { lane?: DoorLane | 'free' };
    return { name: `${route.method} ${route.path}`, lane: laneOf(route.method, lane), plain: laneOf(route.method, undefined) };
  });

  it('has the lane that it deserves', () => {
    expect(lanes.length).toBeGreaterThan(70);
    expect(Object.fromEntries(lanes.filter(({ lane, plain }) => lane !== plain).map(({ name, lane }) => [name, lane]))).toEqual(SPECIAL);
  });

  it('of a warning that changes something is a raise: none can be forgotten', () => {
    expect(lanes.filter(({ name, lane }) => /^(POST|PATCH|PUT|DELETE) \/api\/v1\/warnings/.test(name) && lane !== 'raise')).toEqual([]);
  });
});
