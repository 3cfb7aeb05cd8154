import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength, validateSync } from 'class-validator';
import path from 'node:path';
import { IsRedisUrl } from './redis-address.js';

export { redisNodes } from './redis-address.js';

const toNumber = () => Transform(({ value }) => (value === '' || value === undefined ? undefined : Number(value)));
const toBoolean = () => Transform(({ value }) => (value === undefined ? undefined : value === true || value === 'true' || value === '1'));
const toPath = () => Transform(({ value }) => (value ? path.resolve(String(value)) : undefined));

/**
 * Everything that may be set from outside, in one class; nothing else reads process.env.
 * The names are the names of the environment variables (docker-compose.yml is tested against them).
 */
export class Environment {
  @IsIn(['production', 'development', 'test'])
  NODE_ENV: 'production' | 'development' | 'test' = 'production';

  /** Address the api listens on. */
  @IsString() @MinLength(1)
  HOST = '127.0.0.1';

  @toNumber() @IsInt() @Min(1) @Max(65535)
  PORT = 3000;

  /** Folder of everything that outlives a process: embedded database, photos, demo accounts. */
  @toPath() @IsString()
  DATA_DIR = path.resolve('.data');

  /** Where the roots of the journal's seals are written, one a line; empty: DATA_DIR/seals/roots.jsonl. Best on a disk that the database's people cannot write. */
  @toPath() @IsOptional() @IsString()
  SEAL_FILE = '';

  /** Which demo `npm start` loads into an empty data folder: a file name of config/demo without .yaml; absent: qingchuan. Your own database never gets one. */
  @IsOptional() @Matches(/^[a-z0-9][a-z0-9-]*$/, { message: 'DEMO must be the name of a file in config/demo, without .yaml' })
  DEMO?: string;

  /** `on`: with the demo, one response that is over and one that runs, made by the same commands as people's; absent: a calm district. */
  @IsOptional() @IsIn(['on', 'off'])
  DEMO_NIGHTS?: 'on' | 'off';

  /** Your own PostgreSQL (15 or newer). Absent only for `npm start`, which brings its own. */
  @IsOptional() @Matches(/^postgres(ql)?:\/\/.+/, { message: 'DATABASE_URL must look like postgres://user:password@host:5432/name' })
  DATABASE_URL?: string;

  /** Moves the queues from PostgreSQL to Redis (6.2 or newer, maxmemory-policy noeviction); several nodes, separated by commas, are a Redis Cluster. */
  @IsOptional() @IsRedisUrl()
  REDIS_URL?: string;

  /** Certificate (PEM) of the authority that signed Redis's own, for rediss:// with a private certificate. */
  @IsOptional() @toPath() @IsString()
  REDIS_CA_FILE?: string;

  /** Where browsers reach the product; an https address makes the session cookie Secure. */
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  PUBLIC_URL?: string;

  /** By which gateways notices leave the product (YAML, mode 0600, see channels.example.yaml). Absent: nothing goes outside. */
  @IsOptional() @toPath() @IsString()
  CHANNELS_FILE?: string;

  /** Folder of the districts' outlines (*.geojson, WGS-84, `name` is the district's): the map without tiles. */
  @toPath() @IsString()
  DISTRICT_MAPS = path.resolve('config/maps');

  /** Addresses or CIDR blocks of reverse proxies whose X-Forwarded-For is believed, separated by commas. */
  @IsOptional() @IsString()
  TRUSTED_PROXIES?: string;

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL = 'info';

  /** Port of the worker's own /healthz; 0 switches it off. */
  @toNumber() @IsInt() @Min(0) @Max(65535)
  WORKER_HEALTH_PORT = 0;

  /** Database connections of one process for ordinary work; leaders and queues have a few more. */
  @toNumber() @IsInt() @Min(2) @Max(100)
  DATABASE_POOL = 12;

  /** Connections of an api for what is only looked at: lists and pages can take no others, however many ask. */
  @toNumber() @IsInt() @Min(1) @Max(100)
  DATABASE_VIEW_POOL = 4;

  /** Live streams that one api process serves at most; beyond that pages read their lists every few seconds. */
  @toNumber() @IsInt() @Min(1) @Max(100_000)
  FEED_MAX_CLIENTS = 2_000;

  /** Whoever bears it may read /metrics from anywhere; without it only this machine itself may. */
  @IsOptional() @MinLength(16, { message: 'METRICS_TOKEN must have at least 16 characters' })
  METRICS_TOKEN?: string;

  /** Called while the whole chain works, so that a watcher outside rings when Qingkong falls silent. */
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  HEARTBEAT_URL?: string;

  /** Seconds between two calls of HEARTBEAT_URL. */
  @toNumber() @IsInt() @Min(1) @Max(3_600)
  HEARTBEAT_SECONDS = 60;

  /** Traces go there (OTLP over HTTP); without it nothing of OpenTelemetry is loaded. */
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['http', 'https'], require_protocol: true })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** How many jobs of one lane a worker runs side by side. */
  @toNumber() @IsInt() @Min(1) @Max(64)
  WORKER_CONCURRENCY = 4;

  /** A job whose worker died is taken up by another after this many seconds. Its batch row fences it, so a job that ran on does no harm. */
  @toNumber() @IsInt() @Min(1) @Max(300)
  QUEUE_LOCK_SECONDS = 10;

  /** Largest photo that is accepted, in bytes. */
  @toNumber() @IsInt() @Min(100_000) @Max(100_000_000)
  PHOTO_MAX_BYTES = 15_000_000;

  /** How long the api goes on answering after it was told to end, while /readyz says 503: time for a load balancer to turn elsewhere. */
  @toNumber() @IsInt() @Min(0) @Max(20)
  DRAIN_SECONDS = 5;

  /** Serves the console from this process; off behind a CDN or another web server. */
  @toBoolean() @IsBoolean()
  SERVE_CONSOLE = true;

  /** Named points where a test wants this process to die, hang or throw, e.g. `relay.placed:2:kill`. Read only under NODE_ENV=test. */
  @IsOptional() @IsString()
  FAILPOINTS?: string;
}

/** The environment is wrong; the message names every variable and what it should be. */
export class EnvironmentProblem extends Error {}

/** Reads and checks the environment once. Unknown variables are left alone: a machine has many. */
export function readEnvironment(raw: NodeJS.ProcessEnv = process.env): Environment {
  const known = Object.keys(new Environment()).concat('DEMO', 'DEMO_NIGHTS', 'DATABASE_URL', 'REDIS_URL', 'REDIS_CA_FILE', 'PUBLIC_URL', 'TRUSTED_PROXIES', 'CHANNELS_FILE', 'METRICS_TOKEN', 'HEARTBEAT_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'FAILPOINTS');
  const given = Object.fromEntries(known.filter((name) => raw[name] !== undefined && raw[name] !== '').map((name) => [name, raw[name]]));
  const environment = plainToInstance(Environment, given, { exposeDefaultValues: true });
  const problems = validateSync(environment).flatMap((error) => Object.values(error.constraints ?? {}).map((text) => `  ${text} (now: ${JSON.stringify(raw[error.property])?.replace(/(:\/\/[^@\s]*:)[^@\s]*@/g, '$1…@')})`));
  if (problems.length > 0) throw new EnvironmentProblem(`Please correct the environment:\n${problems.join('\n')}`);
  return environment;
}

/** What `${NAME}` in another configuration file stands for: secrets stay in the environment. */
export const secretVariable = (name: string): string | undefined => process.env[name];
