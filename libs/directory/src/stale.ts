import { RecordChangedMeanwhile } from '#platform';

/** Whoever saves says which version he read; what was changed since is not overwritten. */
export function refuseStale(noun: string, row: { readonly id: string; readonly version: number }, read: number | undefined): void {
  if (read !== undefined && read !== row.version) throw new RecordChangedMeanwhile(noun, row.id);
}
