import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressWithoutSecrets } from '#config/tracing';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { demoDatabase, type TestDatabase } from '../harness/database.js';
import { Person } from '../harness/person.js';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly attributes: readonly { key: string; value: { stringValue?: string } }[];
}

/** Takes traces as a collector does, and keeps them. */
class Collector {
  readonly spans: Span[] = [];
  raw = '';
  private readonly server: Server = createServer((request, reply) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      this.raw += body;
      const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
      this.spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)));
      reply.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });

  async opens(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  closes(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

const accounts = JSON.parse(readFileSync(process.env.TEST_DEMO_ACCOUNTS!, 'utf8')) as { username: string; password: string }[];

describe('tracing, in the real processes', () => {
  let database: TestDatabase;
  const children: ChildProcess[] = [];

  const starts = (which: 'api' | 'worker', port: number, more: Record<string, string>): ChildProcess => {
    const env = { ...process.env, NODE_ENV: 'test', DATABASE_URL: database.url, DATA_DIR: mkdtempSync(path.join(tmpdir(), 'qingkong-data-')), PORT: String(port), SERVE_CONSOLE: 'false', LOG_LEVEL: 'fatal', ...more };
    const child = fork(path.resolve(__dirname, `../../dist/apps/${which}/src/main.js`), { env, execArgv: ['--import', path.resolve(__dirname, 'loaded.mjs')], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    children.push(child);
    return child;
  };
  const ready = async (url: string): Promise<void> => {
    while (!(await fetch(`${url}/readyz`).then((reply) => reply.ok, () => false))) await sleep(50);
  };
  const loadedBy = async (child: ChildProcess): Promise<string[]> => {
    child.send('loaded?');
    const [{ loaded }] = (await once(child, 'message')) as [{ loaded: string[] }];
    return loaded;
  };
  const ends = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };

  beforeAll(async () => {
    database = await demoDatabase();
  });
  afterAll(async () => {
    await Promise.all(children.map(ends));
    await database.drop();
  });

  it('loads nothing of OpenTelemetry when no address is set', async () => {
    const port = await freePort();
    const child = starts('api', port, {});
    await ready(`http://127.0.0.1:${port}`);
    expect(await loadedBy(child)).toEqual([]);
    await ends(child);
  });

  jest.setTimeout(180_000);
  it('sends spans of HTTP, of commands with the number that the journal knows, of PostgreSQL and of batches', async () => {
    const collector = new Collector();
    const OTEL_EXPORTER_OTLP_ENDPOINT = await collector.opens();
    const port = await freePort();
    const [api] = [starts('api', port, { OTEL_EXPORTER_OTLP_ENDPOINT }), starts('worker', port, { OTEL_EXPORTER_OTLP_ENDPOINT })];
    const url = `http://127.0.0.1:${port}`;
    await ready(url);
    expect((await loadedBy(api)).length).toBeGreaterThan(10);
    const person = (name: string): Person => new Person(url, name, accounts.find(({ username }) => username === name)!.password);
    const [officer, approver] = [person('zhiban01'), person('shenpi01')];
    const { id } = await officer.does<{ id: string }>('/warnings', { basis: 'own_forecast', reason: '预测', level: 'orange' });
    await officer.does(`/warnings/${id}/submit`);
    const { previewHash } = await approver.reads<{ previewHash: string }>(`/warnings/${id}/preview`);
    await approver.does(`/warnings/${id}/approve`, { previewHash });
    const seen = (pattern: RegExp): Span[] => collector.spans.filter(({ name }) => pattern.test(name));
    while (!(seen(/^command DraftWarning$/).length && seen(/^pg(\.query|-pool)/).length && seen(/^POST/).length && seen(/^batch$/).length)) await sleep(100);
    const [command] = seen(/^command DraftWarning$/);
    const requestId = command!.attributes.find(({ key }) => key === 'qingkong.request_id')!.value.stringValue;
    const [entry] = await database.query<{ request_id: string }>(`SELECT request_id FROM journal WHERE subject = $1 ORDER BY id LIMIT 1`, [`warning/${id}`]);
    expect(requestId).toBe(entry!.request_id);
    // The request, its command and its statements are one trace.
    const together = collector.spans.filter(({ traceId }) => traceId === command!.traceId).map(({ name }) => name);
    expect(together.some((name) => name.startsWith('POST'))).toBe(true);
    expect(together.some((name) => name.startsWith('pg'))).toBe(true);
    expect(collector.raw).not.toContain('预测');
    await Promise.all(children.map(ends));
    collector.closes();
  });
});

describe('an address in a trace', () => {
  it.each([
    ['/api/v1/warnings/01912345-89ab-7def-8123-456789abcdef/approve?x=secret', '/api/v1/warnings/01912345-89ab-7def-8123-456789abcdef/approve'],
    ['/api/v1/acknowledgements/Q7aQm2Zx9LkPq3Rt5Vw8YbN1cDe', '/api/v1/acknowledgements/…'],
    ['/api/v1/checklists/17/items/3/confirm', '/api/v1/checklists/17/items/3/confirm'],
  ])('%s becomes %s', (address, said) => expect(addressWithoutSecrets(address)).toBe(said));
});
