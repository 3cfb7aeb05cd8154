import { createHash } from 'node:crypto';

/** What the drafter saw and the approver signs: plan version, levels, and the roster as its row count and the XOR of its rows. */
export interface Seen {
  readonly planVersionId: string;
  readonly from: string | null;
  readonly to: string;
  readonly rows: number;
  readonly mark: string;
}

export const previewHash = ({ planVersionId, from, to, rows, mark }: Seen): string =>
  createHash('sha256').update(JSON.stringify([planVersionId, from, to, rows, mark])).digest('hex');
