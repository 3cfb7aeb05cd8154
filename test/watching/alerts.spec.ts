import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Record<string, string>;
}

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const rules = (parse(read('config/alerts.yaml')) as { groups: { rules: Rule[] }[] }).groups.flatMap((group) => group.rules);
const guide = read('docs/guide/watch.md');

/** `name{a="x",b=~"y|z"}` of an expression: the metric, and the label names and values that it asks for. */
const selectors = (expr: string): { metric: string; labels: { name: string; values: string[] }[] }[] =>
  [...expr.matchAll(/(qingkong_\w+)(?:\{([^}]*)\})?/g)].map(([, metric, inner]) => ({
    metric: metric!,
    labels: [...(inner ?? '').matchAll(/(\w+)=~?"([^"]*)"/g)].map(([, name, values]) => ({ name: name!, values: values!.split('|') })),
  }));

describe('alerts', () => {
  let city: City;
  let api: string;
  let worker: string;
  let workerPort: number;

  beforeAll(async () => {
    workerPort = await freePort();
    city = await City.wakes({ settings: { WORKER_HEALTH_PORT: workerPort } });
    await new Desk(city).issues('yellow');
    const figures = async (url: string) => (await fetch(url)).text();
    // The leaders have written down a pass.
    do {
      api = await figures(`${city.url}/metrics`);
      worker = await figures(`http://127.0.0.1:${workerPort}/metrics`);
    } while (!['relay', 'clocks', 'timetable'].every((name) => api.includes(`qingkong_leader_quiet_seconds{name="${name}"}`)));
  });
  afterAll(() => city.sleeps());

  it('are there, each with its name, its reason and what to do', () => {
    expect(rules.length).toBeGreaterThan(15);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { annotations, labels } of rules) {
      expect(Object.keys(annotations).sort()).toEqual(['because', 'do', 'summary']);
      expect(annotations.summary).toMatch(/\p{Script=Han}.* \/ /u);
      expect(['page', 'ticket']).toContain(labels.severity);
    }
  });

  it.each(rules.map(({ alert, expr }) => [alert, expr] as const))('%s watches what is really printed', (_alert, expr) => {
    const asked = selectors(expr);
    expect(asked.length).toBeGreaterThan(0);
    const printed = `${api}\n${worker}`;
    for (const { metric, labels } of asked) {
      expect(printed).toMatch(new RegExp(`^# TYPE ${metric} `, 'm'));
      // Counters of routes and refusals get their labels with the first of them; everything else stands there from the beginning.
      if (['qingkong_requests_total', 'qingkong_refused_total'].includes(metric)) continue;
      for (const { name, values } of labels) for (const value of values) expect(printed).toMatch(new RegExp(`^${metric}\\{[^}]*${name}="${value}"`, 'm'));
      expect(printed).toMatch(new RegExp(`^${metric}(\\{| )`, 'm'));
    }
  });

  it('are all explained in the guide, in both languages', () => {
    const [chinese, english] = [guide.slice(0, guide.indexOf('# English')), guide.slice(guide.indexOf('# English'))];
    for (const { alert } of rules) {
      expect(chinese).toContain(alert);
      expect(english).toContain(alert);
    }
  });

  it('read figures of the worker at its own port, which also says how it is', async () => {
    expect(worker).toMatch(/^qingkong_pool_size\{pool="work"\} \d+$/m);
    expect(worker).not.toContain('pool="views"');
    expect(await fetch(`http://127.0.0.1:${workerPort}/healthz`).then((reply) => reply.json())).toMatchObject({ ready: true });
  });

  it('count requests by route, status and lane, and never by address', () => {
    expect(api).toMatch(/qingkong_requests_total\{route="\/api\/v1\/warnings\/:id\/approve",method="POST",status="204",lane="raise"\} 1/);
    expect(api).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('explain every reason of /readyz', () => {
    const codes = [...read('libs/platform/src/health.ts').matchAll(/\['([a-z]+\.[a-z]+)', '[^']+\.', /g)].map(([, code]) => code!);
    expect(codes.length).toBeGreaterThanOrEqual(7);
    expect(codes.filter((code) => !guide.includes(`\`${code}\``))).toEqual([]);
  });
});

describe('/metrics', () => {
  const TOKEN = 'a-token-of-more-than-sixteen-characters';
  const asks = async (url: string, headers: Record<string, string> = {}): Promise<number> => (await fetch(url, { headers })).status;

  it('is for this machine itself, not for who comes through a proxy', async () => {
    const city = await City.wakes({ worker: false });
    expect(await asks(`${city.url}/metrics`)).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) expect(await asks(`${city.url}/metrics`, { [header]: '127.0.0.1' })).toBe(403);
    await city.sleeps();
  });

  it('asks for the token once there is one, at api and worker', async () => {
    const port = await freePort();
    const city = await City.wakes({ settings: { METRICS_TOKEN: TOKEN, WORKER_HEALTH_PORT: port } });
    for (const url of [`${city.url}/metrics`, `http://127.0.0.1:${port}/metrics`]) {
      expect(await asks(url)).toBe(403);
      expect(await asks(url, { authorization: `Bearer ${TOKEN}x` })).toBe(403);
      expect(await asks(url, { authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '10.0.0.9' })).toBe(200);
    }
    await city.sleeps();
  });
});
