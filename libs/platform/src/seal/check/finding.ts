/** Facts of a finding, for whoever tells it in another language. */
export type FindingFacts = Readonly<Record<string, string | number>>;

const said = (fact: string | number | undefined): string => String(fact ?? '');
const changed =
  (why: (facts: FindingFacts) => string) =>
  (facts: FindingFacts): string =>
    `the seal was changed: ${why(facts)}; it is the first of the ${said(facts.rows)} rows under it that cannot be trusted`;

/** Everything that a check can find, by a name that never changes, and how it is told in English. */
const SAYS = {
  'row-changed': () => 'the row was changed after it was sealed',
  'row-deleted': () => 'the row was deleted after it was sealed',
  'row-twice': () => 'the row stands there twice',
  'row-in-two-seals': () => 'two seals list the row',
  'row-inserted': () => 'the row was inserted beside the product: no seal lists it, and nothing would have sealed it',
  'row-late': () => 'the row should have been sealed by now. Is a worker running? If one is, see its log',
  'seal-missing': () => 'the seal is missing in the database',
  'seal-unlinked': changed(() => 'it does not follow the seal before it'),
  'seal-list': changed(() => 'its list of rows and its leaves differ in number'),
  'seal-leaves': changed(() => 'its leaves do not make its Merkle root'),
  'seal-root': changed(() => 'what it says does not make its root'),
  'seal-foreign-key': changed(({ key }) => `it was signed with a key that is not ours (${said(key)}…)`),
  'seal-signature': changed(() => 'its signature is wrong'),
  'seal-incomplete': ({ lacking }) => `the seal was changed: it has no ${said(lacking)}`,
  'seal-missing-exported': ({ file }) => `the seal is missing in the database; ${said(file)} has its root`,
  'seal-rewritten': ({ file }) => `the seal is not the one that was exported to ${said(file)}: it, or the rows under it, were written anew`,
  'end-cut': ({ count, last }) => `the journal ends before it: ${said(count)} rows up to entry ${said(last)} were sealed and exported, and the seal is gone`,
  'file-lines-removed': ({ file }) => `${said(file)} lacks this seal, but has later ones: lines were removed from it`,
  'file-ends-early': () => 'the exported file ends before this seal: lines were removed from it, or no worker writes it',
  'file-damaged': ({ line, file }) => `line ${said(line)} of ${said(file)} is damaged`,
} satisfies Record<string, (facts: FindingFacts) => string>;

export type FindingCode = keyof typeof SAYS;
export const FINDING_CODES = Object.keys(SAYS) as FindingCode[];

/** The first thing that is not as it was sealed. */
export interface Finding {
  /** Id of the first bad journal row; null when only a seal or the file is wrong and no row can be told. */
  readonly entry: string | null;
  readonly seal: string | null;
  readonly code: FindingCode;
  readonly facts: FindingFacts;
  readonly what: string;
}

/** Ends a check: everything before it was sound. */
export class Found extends Error {
  readonly finding: Finding;

  constructor(code: FindingCode, { entry, seal, ...facts }: { entry: string | null; seal: string | null } & Record<string, string | number | null>) {
    const told = Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null)) as FindingFacts;
    const finding = { entry, seal, code, facts: told, what: (SAYS[code] as (facts: FindingFacts) => string)(told) };
    super(inWords(finding));
    this.finding = finding;
  }
}

export function inWords({ entry, seal, what }: Pick<Finding, 'entry' | 'seal' | 'what'>): string {
  const place = [...(entry ? [`journal entry ${entry}`] : []), ...(seal ? [`seal ${seal}`] : [])].join(', ');
  return `${place ? `${place}: ` : ''}${what}`;
}
