import { PLAN_FILE_FORMAT } from '../file/plan-file.js';
import type { OpenedDocument } from '../opening/opened-document.js';
import type { SourceFormat } from '../reading-source.js';

const SAYS_SO = /^format:\s*['"]?qingkong\.plan\/1['"]?\s*(#.*)?$/m;
/** A plan file says what it is in its first lines. */
const HEAD = 2_000;

/** Whether a file is a plan file, by what it says in it and never by its name. */
export const formatOf = ({ kind, text }: Pick<OpenedDocument, 'kind' | 'text'>): SourceFormat =>
  kind === 'text' && SAYS_SO.test(text.slice(0, HEAD)) ? PLAN_FILE_FORMAT : 'text';
