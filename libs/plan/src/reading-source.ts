import { planFileOf } from './book/index.js';
import { askedBy, measuresOf } from './drafting.js';
import { DEFAULT_CLOCKS, DEFAULT_LEVELS } from './defaults.js';
import { contentOf, decidedIn } from './file/content-of-file.js';
import { PLAN_FILE_FORMAT, type PlanFile, type PlanFileGroup } from './file/plan-file.js';
import { readPlanFile } from './file/read-plan-file.js';
import type { Place } from './opening/opened-document.js';
import type { PlanContent } from './plan.js';
import { NothingReadFromDocument } from './plan.refusals.js';
import type { NewQuestion } from './question.js';
import type { PlanDraft } from './reading/draft.js';
import { readPlan } from './reading/index.js';

export const SOURCE_FORMATS = ['text', PLAN_FILE_FORMAT] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

export interface Source {
  readonly sourceName: string;
  readonly text: string;
  /** Where each line stood in its file, so that what is wrong in an exported plan is named by sheet and row. */
  readonly places?: readonly Place[];
  readonly format: SourceFormat;
}

/** A source as understood by itself, before anybody is looked up in the directory. */
export interface ReadSource {
  readonly title: string;
  readonly issuer: string | null;
  readonly number: string | null;
  readonly issuedOn: string | null;
  readonly season: { readonly from: string; readonly to: string } | null;
  /** What the reader or the file said, kept as it was. */
  readonly draft: object;
  readonly content: PlanContent;
  readonly asked: readonly NewQuestion[];
  readonly groups: readonly PlanFileGroup[];
}

export function readSource(source: Source, told?: (done: number, total: number) => void): ReadSource {
  // A plan that was exported and comes back is taken at its word, not recognised anew.
  const file = source.format === 'text' ? planFileOf({ text: source.text, places: source.places ?? [] }) : readPlanFile(source.text);
  return file ? ofFile(file) : readDocument(source, told);
}

function readDocument({ sourceName, text }: Source, told?: (done: number, total: number) => void): ReadSource {
  const draft = readPlan(text, told);
  if (draft.tasks.length === 0) throw new NothingReadFromDocument(sourceName);
  const { title, issuer, number, issuedOn } = draft.document;
  return {
    title: title ?? sourceName.replace(/\.[a-z]{2,5}$/i, ''),
    issuer,
    number,
    issuedOn,
    season: draft.season,
    draft,
    content: contentOfDraft(draft),
    asked: askedBy(draft),
    groups: [],
  };
}

/** Units of task forces are names here: nothing is ever sent to them as such. */
function contentOfDraft(draft: PlanDraft): PlanContent {
  const { document, targets, taskForces } = draft;
  const names = (units: readonly { name: string }[]): string[] => units.map(({ name }) => name);
  return {
    levels: DEFAULT_LEVELS,
    clocks: DEFAULT_CLOCKS,
    measures: measuresOf(draft),
    ...(document.parent && { parent: { planId: null, ...document.parent } }),
    ...(targets.length > 0 && { targets }),
    ...(taskForces.length > 0 && { taskForces: taskForces.map(({ name, lead, members }) => ({ name, lead: names(lead), members: names(members) })) }),
  };
}

function ofFile(file: PlanFile): ReadSource {
  return {
    title: file.title,
    issuer: file.issuer ?? null,
    number: file.number ?? null,
    issuedOn: file.issuedOn ?? null,
    season: file.season ?? null,
    draft: file,
    content: contentOf(file),
    asked: decidedIn(file),
    groups: file.groups ?? [],
  };
}
