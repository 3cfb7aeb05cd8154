import { request } from 'node:http';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: any;
}

describe('the door', () => {
  let city: City;
  let desk: Desk;
  let cookie: string;

  /** Raw bytes, as no client library would send them. */
  const raw = (method: string, path: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(city.url);
      const outgoing = request({ hostname, port, method, path, headers: { cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': 'k', ...headers } }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: incoming.statusCode!, type: String(incoming.headers['content-type']), body: text ? JSON.parse(text) : null });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  const warning = { level: 'orange', basis: 'own_forecast', reason: '预测' };
  const draft = (more: object, headers = {}) => raw('POST', '/api/v1/warnings', JSON.stringify({ ...warning, ...more }), headers);

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    desk = new Desk(city);
    await desk.officer.signsIn();
    cookie = (desk.officer as unknown as { cookie: string }).cookie;
  });
  afterAll(() => city.sleeps());

  it.each([
    ['an unknown field', JSON.stringify({ ...warning, levle: 'red' }), 'input.invalid', 'levle'],
    ['NUL in a text', JSON.stringify({ ...warning, reason: 'a\u0000b' }), 'input.invalid', 'body.reason'],
    ['half a character', JSON.stringify({ ...warning, reason: 'x' }).replace('"x"', '"\\ud800"'), 'input.invalid', 'body.reason'],
    ['a time without an offset', JSON.stringify({ ...warning, responseStartAt: '2026-11-23T12:00:00' }), 'input.invalid', 'responseStartAt'],
    ['a word that is no level', JSON.stringify({ ...warning, level: 'purple' }), 'input.invalid', 'level'],
    ['a text where a number belongs', JSON.stringify({ ...warning, exercise: true, speed: '60' }), 'input.invalid', 'speed'],
  ])('refuses %s at its field', async (_what, body, code, field) => {
    const { status, type, body: problem } = await raw('POST', '/api/v1/warnings', body);
    expect({ status, type }).toEqual({ status: 400, type: 'application/problem+json; charset=utf-8' });
    expect(problem).toMatchObject({ code, errors: expect.arrayContaining([expect.objectContaining({ field })]) });
  });

  it.each([
    ['__proto__', '{"level":"orange","basis":"own_forecast","reason":"x","__proto__":{"exercise":true}}'],
    ['constructor', '{"level":"orange","basis":"own_forecast","reason":"x","constructor":{"prototype":{"exercise":true}}}'],
    ['prototype', '{"level":"orange","basis":"own_forecast","reason":"x","prototype":1}'],
    ['an array for an object', '[]'],
    ['a number for an object', '5'],
    ['broken JSON', '{"level":'],
    ['forty levels of nesting', `{"reason":${'['.repeat(40)}${']'.repeat(40)}}`],
  ])('refuses %s with 400 and keeps nothing', async (_what, body) => {
    const { status, body: problem } = await raw('POST', '/api/v1/warnings', body);
    expect(status).toBe(400);
    expect(problem.code).toMatch(/^(input|request)\./);
    expect(await city.database.query('SELECT 1 FROM warning_series')).toEqual([]);
  });

  it('refuses what is too large, and what is no JSON', async () => {
    expect(await draft({ reason: 'x'.repeat(2_100_000) })).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
    expect(await raw('POST', '/api/v1/warnings', 'level=red', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({ status: 400, body: { code: 'request.media-type' } });
  });

  it('refuses NUL in an address and in a query', async () => {
    expect(await raw('GET', '/api/v1/units?search=%00', '')).toMatchObject({ status: 400, body: { code: 'input.invalid' } });
    expect((await raw('GET', '/api/v1/warnings/%00', '')).status).toBe(400);
  });

  it.each(['not-a-uuid', '17', "1' OR '1'='1", '00000000-0000-7000-8000-000000000000', '%E2%80%AE'])('answers a problem, never 500, to the id %s', async (id) => {
    const paths = ['warnings', 'responses', 'checklists', 'violations', 'evidence', 'plans'].map((noun) => `/api/v1/${noun}/${encodeURIComponent(id)}`);
    for (const path of paths) {
      const { status, type } = await raw('GET', path, '');
      expect([400, 404]).toContain(status);
      expect(type).toContain('application/problem+json');
    }
  });

  it('creates only under an Idempotency-Key', async () => {
    const { status, body } = await raw('POST', '/api/v1/warnings', JSON.stringify(warning), { 'idempotency-key': '' });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'idempotency.key-missing' });
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 201],
    [{}, 201],
  ])('takes a change only from its own pages: %j → %d', async (headers, expected) => {
    const { status } = await draft({}, { 'idempotency-key': JSON.stringify(headers), ...headers });
    expect(status).toBe(expected);
  });

  it('answers an unknown route with a problem document', async () => {
    expect(await raw('GET', '/api/v1/nowhere', '')).toMatchObject({ status: 404, body: { code: 'request.no-such-route' } });
  });

  it('gives a cookie that no script reads and no other site sends', async () => {
    const account = (desk.officer as unknown as { password: string; username: string });
    const reply = await fetch(`${city.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: account.username, password: account.password }) });
    expect(reply.headers.get('set-cookie')).toMatch(/^qk_session=[\w-]{20,}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('documents every route it has', async () => {
    const document = await fetch(`${city.url}/api/openapi.json`).then((reply) => reply.json() as Promise<{ paths: object; components: { schemas: { ChecklistRow: { required: string[] } } } }>);
    expect(Object.keys(document.paths).length).toBeGreaterThan(60);
    expect(document.components.schemas.ChecklistRow.required).toContain('itemsTotal');
  });

  it('says how it is: alive, ready though no worker runs, and in numbers', async () => {
    expect(await fetch(`${city.url}/healthz`).then((reply) => reply.json())).toEqual({ status: 'ok' });
    expect(await fetch(`${city.url}/readyz`).then((reply) => reply.json())).toMatchObject({ status: 'degraded', ready: true, degraded: expect.arrayContaining(['worker.silent']) });
    expect(await fetch(`${city.url}/metrics`).then((reply) => reply.text())).toMatch(/^qingkong_journal_pending \d+$/m);
  });
});
