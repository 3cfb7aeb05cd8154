import { inject, provide, reactive, ref, watch, type InjectionKey, type Ref } from 'vue';

export interface ShownColumn {
  readonly label: string;
  readonly draw: (row: unknown) => unknown;
}

/** The columns of one list: which there are, and which somebody has put away in this browser. */
export interface ColumnBook {
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

export const useColumns = (): ColumnBook | null => inject(BOOK, null);
