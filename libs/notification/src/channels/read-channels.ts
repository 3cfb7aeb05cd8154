import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { EnvironmentProblem, secretVariable } from '#config/environment';
import { ChannelsFile, faultsBetween, type GatewaySettings } from './channels-file.js';

/** Reads and checks CHANNELS_FILE; every fault is a sentence that names its place. No file: nothing goes outside. */
export function readChannels(file: string | undefined): readonly GatewaySettings[] {
  if (!file) return [];
  refuseOpenFile(file);
  const document = parseDocument(readFileSync(file, 'utf8'));
  refuse(file, document.errors.map((error) => error.message));
  const missing: string[] = [];
  const filled = fill(document.toJS() ?? {}, '', missing);
  refuse(file, missing);
  const channels = plainToInstance(ChannelsFile, filled, { exposeDefaultValues: true });
  refuse(file, validateSync(channels, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }).flatMap((error) => sentences(error, '')));
  refuse(file, faultsBetween(channels.gateways));
  // A file that was cut short, or is just being written, must not silence a city: who wants no ways outside names no file.
  refuse(file, channels.gateways.length === 0 ? ['gateways: none is named. Name one, or leave CHANNELS_FILE empty.'] : []);
  return channels.gateways;
}

/** Whoever may read it may speak in the city's name. */
function refuseOpenFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new EnvironmentProblem(`CHANNELS_FILE names ${file}, and there is no such file.`);
  if (process.platform === 'win32' || (found.mode & 0o077) === 0) return;
  throw new EnvironmentProblem(`${file} holds secrets and may be read by others (mode ${(found.mode & 0o777).toString(8)}). Run: chmod 600 ${file}`);
}

function refuse(file: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new EnvironmentProblem(`Please correct ${file}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
}

/** Puts the environment's values in place of `${NAME}`, so that the file itself can be shown to a colleague. */
function fill(value: unknown, place: string, missing: string[]): unknown {
  if (Array.isArray(value)) return value.map((each, n) => fill(each, `${place}[${n}]`, missing));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, place ? `${place}.${name}` : name, missing)]));
  }
  if (typeof value !== 'string') return value;
  return value.replace(/\$\{([A-Z][A-Z0-9_]*)\}/g, (_all, name: string) => {
    const secret = secretVariable(name);
    if (secret === undefined) missing.push(`${place}: the environment variable ${name} is not set.`);
    return secret ?? '';
  });
}

function sentences(error: ValidationError, before: string): string[] {
  const place = /^\d+$/.test(error.property) ? `${before}[${error.property}]` : before ? `${before}.${error.property}` : error.property;
  return [...Object.values(error.constraints ?? {}).map((text) => `${place}: ${text}.`), ...(error.children ?? []).flatMap((child) => sentences(child, place))];
}
