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
/** So many texts are looked at for each: the rest of what they share is what everybody says. A plan of a hundred measures is looked at whole. */
const LOOKED_AT = 4_096;
/** So many of those that share the most are weighed exactly: the time grows with the number of measures, not with its square. */
const WEIGHED = 16;
/** Where more than these share the same, nothing tells them apart any more. */
const RANKED = 512;

/**
 * Who is who in two lists. The same words are the same thing, under whatever number; then likeness decides, and a common number helps.
 * Each member of both lists stands in exactly one pair, and which list is called the former makes no difference.
 */
export function pairsOf(before: readonly Subject[], after: readonly Subject[]): Pairing[] {
  const pairs = sameWords(before, after);
  const [left, right] = [restOf(before, pairs.map(([i]) => i)), restOf(after, pairs.map(([, j]) => j))];
  const vocabulary = new Map<string, number>();
  const [mine, theirs] = [before, after].map((side) => side.map(({ text }) => gramsOf(text, vocabulary))) as [Grams[], Grams[]];
  const seen = [...nearest(before, after, left, right, [mine, theirs]), ...nearest(after, before, right, left, [theirs, mine]).map(({ i, j, score }) => ({ i: j, j: i, score }))];
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
function nearest(before: readonly Subject[], after: readonly Subject[], left: readonly number[], right: readonly number[], words: readonly [Grams[], Grams[]]): Candidate[] {
  const texts = right.map((j) => words[1][j]!);
  const places = placesOf(texts);
  const numbers = new Map<string, number[]>();
  right.forEach((j, k) => numbers.set(after[j]!.no, [...(numbers.get(after[j]!.no) ?? []), k]));
  return left.flatMap((i, at) => {
    const mine = words[0][i]!;
    const near = Array.from({ length: NEAREST }, (_, step) => at - NEAREST / 2 + step).filter((k) => k >= 0 && k < right.length);
    const weighed = new Set([...likely(mine, texts, places), ...near, ...(numbers.get(before[i]!.no) ?? [])]);
    const found = [...weighed].flatMap((k) => {
      const j = right[k]!;
      const likeness = (2 * sharedBy(mine, texts[k]!)) / (mine.total + texts[k]!.total);
      const oneNumber = before[i]!.no === after[j]!.no;
      return likeness >= (oneNumber ? ALIKE_UNDER_ONE_NUMBER : ALIKE) ? [{ i, j, score: likeness + (oneNumber ? WORTH_OF_NUMBER : 0), oneNumber }] : [];
    });
    return found.sort(byLikeness).filter(({ oneNumber }, rank) => rank < NEAREST || oneNumber);
  });
}

/** Those that share the most of what is rare, the rarest first until enough texts were looked at; of equals those of the same length. */
function likely({ ids, total }: Grams, texts: readonly Grams[], places: ReadonlyMap<number, readonly number[]>): number[] {
  const shared = new Uint16Array(texts.length);
  const classes = new Uint32Array(ids.length + 1);
  let looked = 0;
  for (const gram of [...ids].sort((a, b) => (places.get(a)?.length ?? 0) - (places.get(b)?.length ?? 0))) {
    const here = places.get(gram) ?? [];
    for (const k of here) {
      classes[shared[k]!]! -= 1;
      classes[++shared[k]!]! += 1;
    }
    if ((looked += here.length) > LOOKED_AT) break;
  }
  // Only those that can be among the first are ranked.
  let least = ids.length;
  for (let above = 0; least > 1 && (above += classes[least]!) < WEIGHED; ) least--;
  const first: number[] = [];
  for (let k = 0; k < shared.length && first.length < RANKED; k++) if (shared[k]! >= Math.max(1, least)) first.push(k);
  const away = (k: number): number => Math.abs(texts[k]!.total - total);
  return first.sort((one, other) => shared[other]! - shared[one]! || away(one) - away(other) || one - other).slice(0, WEIGHED);
}

/** Pairs of neighbouring characters as numbers in rising order, and how often each stands there. */
interface Grams {
  readonly ids: Int32Array;
  readonly times: Int32Array;
  readonly total: number;
}

/** In which texts each pair of characters stands. */
function placesOf(texts: readonly Grams[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  texts.forEach(({ ids }, k) => ids.forEach((gram) => (places.get(gram)?.push(k) ?? places.set(gram, [k]))));
  return places;
}

function sharedBy(mine: Grams, theirs: Grams): number {
  let [shared, a, b] = [0, 0, 0];
  while (a < mine.ids.length && b < theirs.ids.length) {
    const difference = mine.ids[a]! - theirs.ids[b]!;
    if (difference === 0) shared += Math.min(mine.times[a++]!, theirs.times[b++]!);
    else if (difference < 0) a++;
    else b++;
  }
  return shared;
}

/** Blanks do not count. Two pairs of characters have one number only if they are the same: the vocabulary grows with the texts. */
function gramsOf(text: string, vocabulary: Map<string, number>): Grams {
  const letters = [...`^${text.replace(/\s+/g, '').slice(0, CHARACTERS)}$`];
  const counts = new Map<number, number>();
  for (let at = 1; at < letters.length; at++) {
    const gram = letters[at - 1]! + letters[at]!;
    const id = vocabulary.get(gram) ?? vocabulary.size;
    vocabulary.set(gram, id);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const ids = Int32Array.from(counts.keys()).sort();
  return { ids, times: ids.map((id) => counts.get(id)!), total: letters.length - 1 };
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
