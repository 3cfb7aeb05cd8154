import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { parseDocument } from 'yaml';
import { refuseMalformed, type FieldFault } from '#platform';
import { PlanFileRefused } from '../plan.refusals.js';
import { ruleFaults } from './plan-file-rules.js';
import { PlanFile } from './plan-file.js';

/** Reads a plan file. Every fault is told at once: by line where it is no YAML, else by measure number, field and rule. */
export function readPlanFile(text: string): PlanFile {
  const raw = yaml(text);
  refuseMalformed(raw, 'file');
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw new PlanFileRefused([{ field: 'file', code: 'format', message: 'the file holds no plan, but a single value or a list.' }]);
  }
  const { file, faults } = checkedPlanFile(raw);
  if (faults.length > 0) throw new PlanFileRefused(faults);
  return file;
}

/** A plan file whatever it was written in, with its faults: of single fields first, and only without these of rules between fields. */
export function checkedPlanFile(raw: object): { file: PlanFile; faults: FieldFault[] } {
  const file = plainToInstance(PlanFile, withoutNulls(raw));
  const faults = validateSync(file, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }).flatMap((error) => faultsOf(error, []));
  return { file, faults: faults.length > 0 ? faults.map((fault) => placed(fault, raw)) : ruleFaults(file) };
}

/** A field that says nothing (`lines:` and no more) is a field that is not there. */
function withoutNulls(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(withoutNulls);
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(Object.entries(raw).flatMap(([key, value]) => (value === null ? [] : [[key, withoutNulls(value)]])));
}

function yaml(text: string): unknown {
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  const faults = document.errors.map(({ code, message, linePos }) => ({
    field: `line ${linePos?.[0].line ?? '?'}`,
    code,
    message: message.split('\n')[0]!.replace(/:$/, ''),
  }));
  if (faults.length > 0) throw new PlanFileRefused(faults);
  try {
    return document.toJS();
  } catch (error) {
    throw new PlanFileRefused([{ field: 'file', code: 'yaml', message: (error as Error).message }]);
  }
}

interface Found {
  readonly path: readonly string[];
  readonly code: string;
  readonly message: string;
}

function faultsOf({ property, constraints, children }: ValidationError, above: readonly string[]): Found[] {
  const path = [...above, property];
  const own = Object.entries(constraints ?? {}).map(([code, message]) => ({ path, code, message }));
  return [...own, ...(children ?? []).flatMap((child) => faultsOf(child, path))];
}

/** The place in the words of the plan: the number of the measure and of the line, where they have one, not their index. */
function placed({ path, code, message }: Found, raw: unknown): FieldFault {
  let here = raw;
  const words = path.map((step) => {
    here = (here as Record<string, unknown> | null | undefined)?.[step];
    const { no, name } = (typeof here === 'object' && here !== null ? here : {}) as { no?: unknown; name?: unknown };
    const called = [no, name].find((word) => typeof word === 'string' || typeof word === 'number');
    return /^\d+$/.test(step) && called !== undefined ? String(called) : step;
  });
  const measure = path[0] === 'measures' && words.length > 1 ? `Measure ${words[1]}: ` : '';
  return { field: words.join('.'), code, message: `${measure}${measure ? words.slice(2).join('.') : words.join('.')}: ${message}` };
}
