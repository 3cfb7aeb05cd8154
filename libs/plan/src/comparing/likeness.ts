/** One side of what is compared: a measure or a line, by its number and its words. */
export interface Subject {
  readonly no: string;
  readonly text: string;
}

/** Positions on both sides of what is one and the same thing; null where a side lacks it. */
export type Pairing = readonly [before: number | null, after: number | null];

/** Two texts of which this share of their pairs of characters is common are the same thing reworded. */
const ALIKE = 0.55;
/** Under the same number less will do: a measure that was rewritten keeps its place in the document. */
const ALIKE_UNDER_ONE_NUMBER = 0.3;
const WORTH_OF_NUMBER = 0.15;
/** The beginning of a requirement says what it is; likeness of the rest would only cost time. */
const CHARACTERS = 200;
/** Of a plan whose measures all sound the same, so many likenesses of each are weighed; without it two thousand of them would be weighed against two thousand. */
const NEAREST = 8;

/**
 * Who is who in two lists. The same words are the same thing, under whatever number; then likeness decides, and a common number helps.
 * Each member of both lists stands in exactly one pair, and which list is called the former makes no difference.
 */
export function pairsOf(before: readonly Subject[], after: readonly Subject[]): Pairing[] {
  const pairs = sameWords(before, after);
  const [left, right] = [restOf(before, pairs.map(([i]) => i)), restOf(after, pairs.map(([, j]) => j))];
  const seen = [...nearest(before, after, left, right), ...nearest(after, before, right, left).map(({ i, j, score }) => ({ i: j, j: i, score }))];
  pairs.push(...mostAlike(seen));
  const [gone, fresh] = [restOf(before, pairs.map(([i]) => i)), restOf(after, pairs.map(([, j]) => j))];
  return [...pairs, ...gone.map((i) => [i, null] as const), ...fresh.map((j) => [null, j] as const)];
}

const restOf = (subjects: readonly Subject[], taken: readonly number[]): number[] => {
  const known = new Set(taken);
  return subjects.map((_, at) => at).filter((at) => !known.has(at));
};

/** Equal texts: those that share a number too, then the others in the order of the document. */
function sameWords(before: readonly Subject[], after: readonly Subject[]): (readonly [number, number])[] {
  const byText = new Map<string, number[]>();
  after.forEach(({ text }, j) => byText.set(text, [...(byText.get(text) ?? []), j]));
  const pairs: (readonly [number, number])[] = [];
  const groups = new Map<string, number[]>();
  before.forEach(({ text }, i) => byText.has(text) && groups.set(text, [...(groups.get(text) ?? []), i]));
  for (const [text, here] of groups) {
    const there = byText.get(text)!;
    const under = new Map(there.map((j) => [after[j]!.no, j]));
    const numbered = here.flatMap((i) => (under.has(before[i]!.no) ? [[i, under.get(before[i]!.no)!] as const] : []));
    const [openHere, openThere] = [here.filter((i) => !numbered.some(([one]) => one === i)), there.filter((j) => !numbered.some(([, one]) => one === j))];
    pairs.push(...numbered, ...openHere.slice(0, openThere.length).map((i, k) => [i, openThere[k]!] as const));
  }
  return pairs;
}

interface Candidate {
  readonly i: number;
  readonly j: number;
  readonly score: number;
}

/** Of each on the left the nearest on the right, and the one of its own number. */
function nearest(before: readonly Subject[], after: readonly Subject[], left: readonly number[], right: readonly number[]): Candidate[] {
  const texts = right.map((j) => gramsOf(after[j]!.text));
  const places = placesOf(texts);
  return left.flatMap((i) => {
    const mine = gramsOf(before[i]!.text);
    const shared = new Int32Array(right.length);
    mine.counts.forEach((count, gram) => share(shared, places.get(gram), count));
    const found = right.flatMap((j, k) => {
      const likeness = (2 * shared[k]!) / (mine.total + texts[k]!.total);
      const oneNumber = before[i]!.no === after[j]!.no;
      return likeness >= (oneNumber ? ALIKE_UNDER_ONE_NUMBER : ALIKE) ? [{ i, j, score: likeness + (oneNumber ? WORTH_OF_NUMBER : 0), oneNumber }] : [];
    });
    return found.sort(byLikeness).filter(({ oneNumber }, rank) => rank < NEAREST || oneNumber);
  });
}

interface Grams {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Where each pair of characters stands, and how often: position, times, position, times … */
function placesOf(texts: readonly Grams[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  texts.forEach(({ counts }, k) => counts.forEach((times, gram) => (places.get(gram)?.push(k, times) ?? places.set(gram, [k, times]))));
  return places;
}

function share(shared: Int32Array, places: readonly number[] | undefined, count: number): void {
  if (!places) return;
  for (let at = 0; at < places.length; at += 2) shared[places[at]!]! += Math.min(count, places[at + 1]!);
}

/** Pairs of neighbouring characters with how often they stand there; blanks do not count. */
function gramsOf(text: string): Grams {
  const letters = [...`^${text.replace(/\s+/g, '').slice(0, CHARACTERS)}$`];
  const counts = new Map<string, number>();
  for (let at = 1; at < letters.length; at++) {
    const gram = letters[at - 1]! + letters[at]!;
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return { counts, total: letters.length - 1 };
}

/** The likest first, then the nearest: two candidates that compete never tie, so the answer is the same from both sides. */
const byLikeness = (a: Candidate, b: Candidate): number => b.score - a.score || Math.abs(a.i - a.j) - Math.abs(b.i - b.j) || a.i + a.j - (b.i + b.j);

function mostAlike(found: Candidate[]): (readonly [number, number])[] {
  const [here, there] = [new Set<number>(), new Set<number>()];
  return found.sort(byLikeness).flatMap(({ i, j }) => {
    if (here.has(i) || there.has(j)) return [];
    here.add(i);
    there.add(j);
    return [[i, j] as const];
  });
}
