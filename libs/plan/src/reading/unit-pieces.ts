/** A stretch of a unit cell between two separators, as printed. */
export interface Piece {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const OPENS = /[（(〔[]/;
const CLOSES = /[）)〕\]]/;
const SEPARATES = /[、，,；;。\s]/;
const ROLE_WORD = /牵头|配合|负责|落实|协助|协办|参加|参与/;

/** Two names run together: 区发改局区工信局, 区发改局各镇（街道）, 甲街道办事处乙街道办事处. */
const RUN_TOGETHER =
  /(?<=局|委|办事处)(?=[各区市县]\p{Script=Han})|(?<=办事处)(?!等|牵头|配合|负责|落实|协|参)(?=\p{Script=Han})/gu;

/** 涉农街道 in "各乡镇、涉农街道": a kind of place, no name. It continues the group printed before it. */
const BARE_KIND = /^(?:涉农|相关|有关)?(?:乡镇?|镇|街道?|街道办事处|园区|社区|村)(?:街道?)?$/;

/** 各县、区人民政府: two kinds of place share one word. */
const LONE_KIND = /^各(?:县|市|区|旗|镇|乡|街道)$/;
const GOVERNMENTS = /^(?:县|市|区|旗|镇|乡|街道){1,2}(?:人民政府|政府|办事处|管委会)(?:[（(][^（）()]{1,8}[）)])?(?:按?职责)?(?:负责落实|落实|负责|配合)?$/;

/**
 * The names of a unit cell: one list for the text outside role brackets, one for each role bracket (…配合）. A bracket
 * without a role word belongs to a name, as in 各县（市、区）人民政府, and its separators split nothing.
 */
export function splitNames(cell: string): Piece[][] {
  const brackets = roleBracketsIn(cell);
  let outside = '';
  for (const { from, to } of brackets) outside += cell.slice(outside.length, from) + '\n'.repeat(to - from);
  outside += cell.slice(outside.length);
  const inside = brackets.map(({ from, to }) => piecesOf(cell.slice(from + 1, to - 1), from + 1));
  return [piecesOf(outside, 0), ...inside];
}

function roleBracketsIn(cell: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < cell.length; at++) {
    const before = depth;
    depth = step(depth, cell[at]!);
    if (before === 0 && depth === 1) from = at;
    if (before === 1 && depth === 0 && ROLE_WORD.test(cell.slice(from, at))) found.push({ from, to: at + 1 });
  }
  // A bracket that the document forgot to close ends with the cell.
  if (depth > 0 && ROLE_WORD.test(cell.slice(from))) found.push({ from, to: cell.length + 1 });
  return found;
}

function piecesOf(text: string, offset: number): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { at, width } of [...cutsIn(text), { at: text.length, width: 0 }]) {
    const words = text.slice(from, at);
    if (words !== '' && !/^[/／—－-]+$/.test(words)) pieces.push({ text: words, from: offset + from, to: offset + at });
    from = at + width;
  }
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    const continues = before?.text.startsWith('各') && (BARE_KIND.test(piece.text) || (LONE_KIND.test(before.text) && GOVERNMENTS.test(piece.text)));
    if (!before || !continues) joined.push(piece);
    else joined.splice(-1, 1, { ...before, text: text.slice(before.from - offset, piece.to - offset), to: piece.to });
  }
  return joined;
}

/** Where one name ends and the next begins; a joint between names run together is a cut of no width. */
function cutsIn(text: string): { at: number; width: 0 | 1 }[] {
  const joints = new Set([...text.matchAll(RUN_TOGETHER)].map(({ index }) => index));
  const balanced = depthAfter(text) === 0;
  const cuts: { at: number; width: 0 | 1 }[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    depth = balanced ? step(depth, text[at]!) : 0;
    if (depth > 0) continue;
    if (SEPARATES.test(text[at]!)) cuts.push({ at, width: 1 });
    else if (joints.has(at)) cuts.push({ at, width: 0 });
  }
  return cuts;
}

function depthAfter(text: string): number {
  return [...text].reduce(step, 0);
}

function step(depth: number, sign: string): number {
  if (OPENS.test(sign)) return depth + 1;
  return CLOSES.test(sign) && depth > 0 ? depth - 1 : depth;
}
