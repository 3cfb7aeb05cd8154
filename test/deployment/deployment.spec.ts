import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { Environment, EnvironmentProblem, readEnvironment } from '#config/environment';

interface Service {
  readonly image?: string;
  readonly environment?: Record<string, string>;
  readonly healthcheck?: { test: string[] };
  readonly command?: string[];
}

const root = path.resolve(__dirname, '../..');
const compose = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as { services: Record<string, Service> };
const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
const known = new Set([...Object.keys(new Environment()), 'DEMO', 'DATABASE_URL', 'REDIS_URL', 'REDIS_CA_FILE', 'PUBLIC_URL', 'TRUSTED_PROXIES', 'CHANNELS_FILE', 'METRICS_TOKEN', 'HEARTBEAT_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT']);
const ours = ['migrate', 'api', 'worker'];
/** `${NAME:-default}` and `${NAME:?message}` as an operator's .env would fill them. */
const filled = (text: string): string => String(text).replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/\$\{\w+:\?[^}]*\}/g, 'secret');

describe('docker-compose.yml', () => {
  it('has a database, a queue, an api, workers and a migration, each with a health check or an end', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['api', 'migrate', 'postgres', 'redis', 'worker']);
    for (const name of ['postgres', 'redis', 'api', 'worker']) expect(compose.services[name]!.healthcheck?.test.length).toBeGreaterThan(1);
  });

  it.each(ours)('sets only variables that the configuration class knows, to values that it takes: %s', (name) => {
    const environment = compose.services[name]!.environment!;
    expect(Object.keys(environment).filter((variable) => !known.has(variable))).toEqual([]);
    const values = Object.fromEntries(Object.entries(environment).map(([variable, value]) => [variable, filled(value)]));
    expect(readEnvironment(values)).toMatchObject({ NODE_ENV: 'production', DATABASE_URL: 'postgres://qingkong:secret@postgres:5432/qingkong', REDIS_URL: 'redis://:secret@redis:6379' });
  });

  it('runs Redis without eviction and PostgreSQL 15 or newer', () => {
    expect(compose.services.redis!.command!.join(' ')).toContain('--maxmemory-policy noeviction');
    expect(Number(compose.services.postgres!.image!.split(':')[1])).toBeGreaterThanOrEqual(15);
  });

  it('starts what the build makes', () => {
    const started = [...dockerfile.matchAll(/dist\/[\w/-]+\.js/g), ...ours.flatMap((name) => [...(compose.services[name]!.command ?? []).join(' ').matchAll(/dist\/[\w/-]+\.js/g)])].map(([file]) => file);
    expect(new Set(started)).toEqual(new Set(['dist/apps/api/src/main.js', 'dist/apps/worker/src/main.js', 'dist/apps/standalone/src/migrate.js']));
  });
});

describe('Dockerfile', () => {
  it('builds on Node 24, runs as an ordinary user, and sets only known variables', () => {
    expect(dockerfile).toMatch(/FROM node:24/);
    expect(dockerfile).toMatch(/^USER node$/m);
    const set = [...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, pairs]) => pairs!.split(' ').map((pair) => pair.split('=')[0]!));
    expect(set.filter((variable) => !known.has(variable))).toEqual([]);
  });
});

describe('the environment', () => {
  it('takes a Redis, a Redis behind TLS and the nodes of a cluster, and says what is wrong with anything else', () => {
    const read = (REDIS_URL: string) => readEnvironment({ REDIS_URL });
    for (const url of ['redis://h:6379', 'rediss://user:secret@h:6380/2', 'redis://:secret@a:1,redis://:secret@b:2, redis://:secret@c:3']) expect(read(url).REDIS_URL).toBe(url);
    expect(() => read('http://h')).toThrow(/REDIS_URL must be redis:/);
    expect(() => read('redis://a:1,')).toThrow(/REDIS_URL must be redis:/);
    expect(() => read('redis://a:1,rediss://b:2')).toThrow(/REDIS_URL mixes redis:\/\/ and rediss:\/\//);
    expect(() => read('redis://a:1/1,redis://b:2')).toThrow(/REDIS_URL names a database number/);
    expect(() => read('redis://:secret@a:1,rediss://:secret@b:2')).toThrow(/^(?![\s\S]*secret)/);
  });

  it('names every wrong variable at once and says what it should be', () => {
    const read = () => readEnvironment({ PORT: 'eighty', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' });
    expect(read).toThrow(EnvironmentProblem);
    expect(read).toThrow(/PORT[\s\S]*DATABASE_URL must look like postgres:\/\/[\s\S]*LOG_LEVEL|DATABASE_URL[\s\S]*PORT/);
  });

  it('knows no demo unless one is named, and no name that is a path', () => {
    expect(readEnvironment({}).DEMO).toBeUndefined();
    expect(readEnvironment({ DEMO: 'yunling' }).DEMO).toBe('yunling');
    expect(() => readEnvironment({ DEMO: '../plans/x' })).toThrow(/DEMO must be the name of a file in config\/demo/);
  });

  it('takes its defaults from the class and paths from where it was started', () => {
    expect(readEnvironment({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', SERVE_CONSOLE: true });
    expect(path.isAbsolute(readEnvironment({ DATA_DIR: 'somewhere' }).DATA_DIR)).toBe(true);
    expect(readEnvironment({ SERVE_CONSOLE: 'false' }).SERVE_CONSOLE).toBe(false);
  });
});
