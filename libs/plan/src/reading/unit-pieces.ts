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

/** 涉农街道 in "各乡镇、涉农街道": a kind of place, no name. It continues the group printed before it. */
const BARE_KIND = /^(?:涉农|相关|有关)?(?:乡镇?|镇|街道?|街道办事处|园区|社区|村)(?:街道?)?$/;

/**
 * The names of a unit cell: one list for the text outside role brackets, one for each role bracket (…配合）. A bracket
 * without a role word belongs to a name, as in 各县（市、区）人民政府, and its separators split nothing.
 */
export function splitNames(cell: string): Piece[][] {
  const brackets = roleBracketsIn(cell);
  const outside = brackets.reduce(
    (text, { from, to }) => text.slice(0, from) + '\n'.repeat(to - from) + text.slice(to),
    cell,
  );
  const inside = brackets.map(({ from, to }) => piecesOf(cell.slice(from + 1, to - 1), from + 1));
  return [piecesOf(outside, 0), ...inside];
}

function roleBracketsIn(cell: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < cell.length; at++) {
    if (OPENS.test(cell[at]!) && depth++ === 0) from = at;
    if (CLOSES.test(cell[at]!) && depth > 0 && --depth === 0 && ROLE_WORD.test(cell.slice(from, at))) {
      found.push({ from, to: at + 1 });
    }
  }
  // A bracket that the document forgot to close ends with the cell.
  if (depth > 0 && ROLE_WORD.test(cell.slice(from))) found.push({ from, to: cell.length + 1 });
  return found;
}

function piecesOf(text: string, offset: number): Piece[] {
  const pieces: Piece[] = [];
  let depth = 0;
  let from = 0;
  const close = (to: number) => {
    const piece = text.slice(from, to);
    if (piece !== '' && !/^[/／—－-]+$/.test(piece)) add(pieces, { text: piece, from: offset + from, to: offset + to });
    from = to + 1;
  };
  for (let at = 0; at < text.length; at++) {
    if (OPENS.test(text[at]!)) depth++;
    if (CLOSES.test(text[at]!) && depth > 0) depth--;
    if (depth === 0 && SEPARATES.test(text[at]!)) close(at);
  }
  close(text.length);
  return pieces;

  function add(list: Piece[], piece: Piece): void {
    const before = list.at(-1);
    if (!before || !/^各/.test(before.text) || !BARE_KIND.test(piece.text)) return void list.push(piece);
    const joined = text.slice(before.from - offset, piece.to - offset);
    list[list.length - 1] = { text: joined, from: before.from, to: piece.to };
  }
}
