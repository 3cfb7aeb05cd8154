import { EnvironmentProblem } from '#config/environment';
import { DatabaseProblem, Refusal, unreachable } from '#platform';
import { StartProblem } from './advice.js';

/** Ends a tool that failed: what the user can do something about in a sentence, everything else with its stack. */
export function failed(error: Error & { code?: string }): never {
  const known = [StartProblem, DatabaseProblem, EnvironmentProblem, Refusal].some((type) => error instanceof type) || error.code?.startsWith('ERR_PARSE_ARGS');
  const away = ['ECONNREFUSED', 'ENOTFOUND', '28P01', '28000', '3D000', '57P03', '53300', '53100'].includes(error.code ?? '');
  const url = process.env.DATABASE_URL;
  process.stderr.write(`${known ? error.message : away && url ? unreachable(url, error) : error.stack}\n`);
  process.exit(1);
}
