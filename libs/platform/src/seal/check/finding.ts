/** The first thing that is not as it was sealed. */
export interface Finding {
  /** Id of the first bad journal row; null when only a seal or the file is wrong and no row can be told. */
  readonly entry: string | null;
  readonly seal: string | null;
  readonly what: string;
}

/** Ends a check: everything before it was sound. */
export class Found extends Error {
  constructor(readonly finding: Finding) {
    super(inWords(finding));
  }
}

export function inWords({ entry, seal, what }: Finding): string {
  const place = [...(entry ? [`journal entry ${entry}`] : []), ...(seal ? [`seal ${seal}`] : [])].join(', ');
  return `${place ? `${place}: ` : ''}${what}`;
}
