/** One place of one file: what stands there, and what shall stand there. */
interface Hunk {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface FilePatch {
  /** Relative to the built tree. */
  readonly file: string;
  readonly hunks: readonly Hunk[];
}

/** The place that a patch means is not there, or there more than once. */
export class PatchDoesNotFit extends Error {}

/** Reads a unified diff. Line numbers are ignored: a place is known by what stands there, so that it may wander. */
export function readPatch(text: string): FilePatch[] {
  const patches: { file: string; hunks: { before: string[]; after: string[] }[] }[] = [];
  for (const line of text.split('\n')) {
    const patch = patches.at(-1);
    const hunk = patch?.hunks.at(-1);
    if (line.startsWith('--- a/')) patches.push({ file: line.slice(6).trim(), hunks: [] });
    else if (line.startsWith('@@')) patch!.hunks.push({ before: [], after: [] });
    else if (line.startsWith('+++ ') || !hunk) continue;
    else if (line.startsWith('-')) hunk.before.push(line.slice(1));
    else if (line.startsWith('+')) hunk.after.push(line.slice(1));
    else if (line.startsWith(' ')) [hunk.before, hunk.after].forEach((side) => side.push(line.slice(1)));
  }
  return patches;
}

/** The text with every hunk in its place. */
export function applied({ file, hunks }: FilePatch, text: string): string {
  return hunks.reduce((lines, hunk) => replaced(file, lines, hunk), text.split('\n')).join('\n');
}

function replaced(file: string, lines: readonly string[], { before, after }: Hunk): string[] {
  const places = lines.flatMap((_, at) => (before.every((line, n) => lines[at + n] === line) ? [at] : []));
  const [place] = places;
  if (place === undefined || places.length > 1) throw new PatchDoesNotFit(`${file}: ${places.length === 0 ? 'nowhere' : `${places.length} times`} stands\n${before.join('\n')}`);
  return [...lines.slice(0, place), ...after, ...lines.slice(place + before.length)];
}
