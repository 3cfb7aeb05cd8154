import { inject, provide, reactive, ref, watch, type InjectionKey, type Ref } from 'vue';

/** One cell of the file of a list that is no table on the page. */
export interface FileCell<Row> {
  readonly label: string;
  readonly of: (row: Row) => string;
}

export interface ShownColumn {
  readonly label: string;
  readonly draw: (row: unknown) => unknown;
}

/** The columns of one list: which there are, and which somebody has put away in this browser. */
export interface ColumnBook {
  /** They stand on the page, where they can be put away. */
  readonly isDrawn: boolean;
  readonly columns: Map<number, ShownColumn>;
  readonly hidden: Ref<readonly number[]>;
  add(column: ShownColumn): number;
  remove(at: number): void;
  hide(columns: readonly number[]): void;
}

const BOOK: InjectionKey<ColumnBook> = Symbol('columns');
const keptAs = (name: string): string => `qingkong.columns.${name}`;

/** `name` is the list's, for what is remembered; columns are known by their order, which a list does not change while it stands. */
export function provideColumns(name: string): ColumnBook {
  const columns = reactive(new Map<number, ShownColumn>()) as Map<number, ShownColumn>;
  const hidden = ref<readonly number[]>(JSON.parse(localStorage.getItem(keptAs(name)) ?? '[]') as number[]);
  watch(hidden, (now) => localStorage.setItem(keptAs(name), JSON.stringify(now)));
  const book: ColumnBook = {
    isDrawn: true,
    columns,
    hidden,
    add: (column) => {
      const at = [...Array(columns.size + 1).keys()].find((n) => !columns.has(n))!;
      columns.set(at, column);
      return at;
    },
    remove: (at) => void columns.delete(at),
    hide: (now) => (hidden.value = now),
  };
  provide(BOOK, book);
  return book;
}

/** The columns of a file alone: of a feed, or of a desk for one thing at a time. Read anew each time, so that they are in the language of the page. */
export function fileColumns<Row>(cells: () => readonly FileCell<Row>[]): ColumnBook {
  return {
    isDrawn: false,
    get columns() {
      return new Map(cells().map(({ label, of }, at) => [at, { label, draw: of as (row: unknown) => string }]));
    },
    hidden: ref<readonly number[]>([]),
    add: () => -1,
    remove: () => undefined,
    hide: () => undefined,
  };
}

export const useColumns = (): ColumnBook | null => inject(BOOK, null);
