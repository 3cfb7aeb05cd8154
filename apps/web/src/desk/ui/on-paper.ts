/** What a style sheet cannot do for paper. Each part returns what puts it back. */
type PutBack = () => void;

const PICTURES_MS = 5_000;

/** A drawer or a dialog over the page, the topmost of several. The palette is no thing to print. */
export function inFront(): HTMLElement | null {
  const open = [...document.querySelectorAll<HTMLElement>('.el-overlay')].filter((one) => one.getClientRects().length > 0 && one.querySelector('.el-drawer, .el-dialog:not(.palette)'));
  return open.sort((a, b) => Number(getComputedStyle(a).zIndex) - Number(getComputedStyle(b).zIndex)).at(-1) ?? null;
}

/** Everything that is meant, laid out for paper. */
export function layOut(): PutBack {
  const front = inFront();
  const root = front ?? document.querySelector<HTMLElement>('main') ?? document.body;
  const all = [
    ...(front ? [sets(document.documentElement, 'data-paper', 'sheet'), sets(front, 'data-paper', 'sheet')] : []),
    ...[...root.querySelectorAll<HTMLDetailsElement>('details:not([open])')].map((one) => sets(one, 'open', '')),
    ...[...root.querySelectorAll<HTMLElement>('.el-table')].map(layTable),
    ...[...root.querySelectorAll<SVGElement>('.chart svg')].flatMap(scales),
  ];
  return () => all.forEach((putBack) => putBack());
}

function sets(element: Element, name: string, value: string): PutBack {
  element.setAttribute(name, value);
  return () => element.removeAttribute(name);
}

/** The kit keeps the head of a table in a table of its own, which a browser does not repeat on the next sheet: the body gets a copy. */
function layTable(table: HTMLElement): PutBack {
  const head = table.querySelector<HTMLElement>('.el-table__header-wrapper thead');
  const body = table.querySelector<HTMLElement>('.el-table__body');
  if (!head || !body) return () => undefined;
  const copy = head.cloneNode(true) as HTMLElement;
  copy.classList.add('head-on-paper');
  body.insertBefore(copy, body.querySelector('tbody'));
  const putBack = [sets(table, 'data-paper', ''), ...shares(body, head)];
  return () => {
    copy.remove();
    putBack.forEach((one) => one());
  };
}

/** The columns keep their shares of the width; one of buttons or of boxes to tick takes none. */
function shares(body: HTMLElement, head: HTMLElement): PutBack[] {
  const cells = [...head.querySelectorAll<HTMLElement>('th')];
  const cols = [...body.querySelectorAll<HTMLElement>('col')].map((col) => ({ col, width: Number(col.getAttribute('width')), isKept: cells.some((cell) => cell.classList.contains(col.getAttribute('name') ?? '') && !cell.matches('.acts, .el-table-column--selection')) }));
  const whole = cols.reduce((sum, { width, isKept }) => sum + (isKept ? width : 0), 0);
  return cols.map(({ col, width, isKept }) => {
    col.style.setProperty('--on-paper', isKept ? 'table-column' : 'none');
    if (whole > 0) col.style.setProperty('--share', `${(width / whole) * 100}%`);
    return () => ['--on-paper', '--share'].forEach((name) => col.style.removeProperty(name));
  });
}

/** A drawing has the width of the screen it was made for; with a view box it fits the width of the sheet. */
function scales(svg: SVGElement): PutBack[] {
  const boxes: PutBack[] = [sets(svg, 'viewBox', `0 0 ${svg.getAttribute('width') ?? 0} ${svg.getAttribute('height') ?? 0}`)];
  for (let one: Element | null = svg; one && !one.matches('.chart'); one = one.parentElement) boxes.push(sets(one, 'data-paper', 'drawing'));
  return boxes;
}

/** Photographs below the edge of the screen are not asked for until they are scrolled to; paper has them all. */
export async function picturesLoaded(): Promise<void> {
  const pictures = [...document.querySelectorAll<HTMLImageElement>('main img, .el-drawer img, .el-dialog img')];
  for (const one of pictures) one.loading = 'eager';
  await Promise.race([Promise.allSettled(pictures.map((one) => one.decode())), new Promise((late) => setTimeout(late, PICTURES_MS))]);
}
