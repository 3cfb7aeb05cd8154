import { useQuery } from '@tanstack/vue-query';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import { stageOf } from '../../../core/answering/stage';
import { ask, listChecklists, listHandovers, listHolidays, listReviews, listSilentUnits, listUnitsOutOfReach, listViolations, type Problem } from '../../../core/api';
import { useSayTime } from '../../../core/say-time';
import { has, isCommand, isUnit, me } from '../../../core/session';
import { shortTime } from '../../../core/time';
import { limitOf, stateOf } from '../responses/row-state';
import { isMine, useWaiting, waitingOf } from '../warnings/waiting';

export interface Todo {
  readonly key: string;
  readonly text: string;
  readonly note: string;
  readonly late: boolean;
  readonly to: RouteLocationRaw;
}

export interface TodoPart {
  readonly name: string;
  readonly items: readonly Todo[];
  /** More than are listed. */
  readonly more: number;
  /** And more than were counted: the list itself has further pages. */
  readonly isCut: boolean;
  readonly to: RouteLocationRaw;
  readonly problem: Problem | null;
  readonly isReading: boolean;
  readonly retry: () => unknown;
}

const MOST = 8;
interface Reading<Data> {
  readonly data: { readonly value: Data | undefined };
  readonly error: { readonly value: Problem | null };
  readonly isLoading: { readonly value: boolean };
  readonly refetch: () => unknown;
}
const partOf = <Data extends object>(name: string, to: RouteLocationRaw, query: Reading<Data>, itemsOf: (data: Data) => Todo[], total?: (data: Data) => number): TodoPart => {
  const data = query.data.value;
  const all = data === undefined ? [] : itemsOf(data);
  return { name, items: all.slice(0, MOST), more: Math.max(0, (data !== undefined && total ? total(data) : all.length) - Math.min(MOST, all.length)), isCut: !total && data !== undefined && 'nextCursor' in data && data.nextCursor !== null, to, problem: query.error.value, isReading: query.isLoading.value, retry: query.refetch };
};

/** 我的待办: what waits for me, by my roles; every list is the one its own page reads. */
export function useTodoParts(): ComputedRef<readonly TodoPart[]> {
  const { t } = useI18n();
  const { left, isOver } = useSayTime();
  const isOfficer = has('duty-officer');
  const isAdmin = has('system-admin');
  const reviews = has('duty-officer', 'commander', 'unit', 'unit-head');
  const waiting = useWaiting(isCommand.value);
  const handovers = useQuery({ queryKey: ['handovers', 'mine'], queryFn: () => ask(listHandovers({ query: { mine: 'true' } })), enabled: isOfficer });
  const toReview = useQuery({ queryKey: ['reviews', 'todo'], queryFn: () => ask(listReviews({ query: { limit: 50 } })), enabled: reviews });
  const lists = useQuery({ queryKey: ['checklists', 'mine', 'todo'], queryFn: () => ask(listChecklists({ query: { mine: 'true', limit: 50 } })), enabled: isUnit.value });
  const problems = (state: 'logged' | 'assigned' | 'reopened' | 'rectified', enabled: boolean) => useQuery({ queryKey: ['violations', 'todo', state], queryFn: () => ask(listViolations({ query: { state, limit: 50 } })), enabled });
  const logged = problems('logged', isOfficer);
  const assigned = problems('assigned', isUnit.value);
  const reopened = problems('reopened', isUnit.value);
  const rectified = problems('rectified', has('inspector'));
  const missing = useQuery({ queryKey: ['contacts', 'missing', 'todo'], queryFn: () => ask(listUnitsOutOfReach({ query: { limit: MOST } })), enabled: isAdmin || isOfficer });
  const silent = useQuery({ queryKey: ['accounts', 'missing', 'todo'], queryFn: () => ask(listSilentUnits({ query: { limit: MOST } })), enabled: isAdmin });
  const holidays = useQuery({ queryKey: ['holidays'], queryFn: () => ask(listHolidays()), enabled: isAdmin });

  const byWhen = (limit: string | null): string => (limit ? `${shortTime(limit)} (${left(limit)})` : '');
  type Violations = NonNullable<typeof logged.data.value>;
  const found = ({ items }: Violations): Todo[] =>
    items.map(({ id, unitName, category, rectifyBy, foundAt }) => ({ key: id, text: `${unitName} · ${t(`violationCategory.${category}`)}`, note: byWhen(rectifyBy) || shortTime(foundAt), late: isOver(rectifyBy), to: `/violations?open=${id}` }));

  return computed(() => {
    const parts: TodoPart[] = [];
    if (isCommand.value)
      parts.push(partOf('sign', '/warnings?scope=mine', waiting.query, ({ items }) => items.filter(isMine).map((one) => ({ key: one.id, text: one.number, note: t(`desk.overview.${waitingOf(one)}`), late: false, to: `/warnings/${one.id}` }))));
    if (isOfficer) parts.push(partOf('takeover', '/duty', handovers, ({ items }) => items.map((one) => ({ key: one.id, text: t('desk.todo.from', { name: one.givenByName }), note: shortTime(one.givenAt), late: false, to: '/duty' }))));
    if (isUnit.value)
      parts.push(
        partOf('lists', '/my?scope=toAnswer', lists, ({ items }) =>
          items
            .filter((row) => ['arrived', 'stand-down', 'working'].includes(stageOf(row)))
            .map((row) => ({ key: row.id, text: `${t('desk.my.heading', { level: t(`level.${row.warningLevel}`) })} ${row.number}`, note: [t(`desk.board.states.${stateOf(row).word}`), byWhen(limitOf(row))].filter(Boolean).join(' · '), late: row.overdue, to: `/my/${row.id}` })),
        ),
        partOf('rectify', '/violations?progress=assigned', { ...assigned, data: { get value() { const [a, b] = [assigned.data.value, reopened.data.value]; return a && b ? { ...a, items: [...b.items, ...a.items] } : undefined; } } }, (data) => found(data).filter((_one, n) => data.items[n]!.assignedUnitId === me.value?.unit?.id)),
      );
    if (reviews) parts.push(partOf('review', isCommand.value ? '/responses?state=active' : '/reviews', toReview, ({ items }) => items.map((one) => ({ key: one.itemId, text: `${one.unitName} · ${one.measureNo} ${one.text}`, note: shortTime(one.answeredAt), late: false, to: isCommand.value ? `/responses/${one.responseId}?tab=review` : '/reviews' }))));
    if (has('inspector')) parts.push(partOf('recheck', '/violations?progress=rectified', rectified, found));
    if (isOfficer) parts.push(partOf('assign', '/violations?progress=logged', logged, found));
    if (isAdmin) parts.push(partOf('accounts', '/directory?tab=missing', silent, ({ items }) => items.map((one) => ({ key: one.id, text: one.name, note: '', late: false, to: { path: '/directory', query: { tab: 'missing' } } })), ({ total }) => total));
    if (isAdmin || isOfficer) parts.push(partOf('contacts', '/directory?tab=missing', missing, ({ items }) => items.map((one) => ({ key: one.id, text: one.name, note: '', late: false, to: { path: '/directory', query: { tab: 'missing', missing: one.name } } })), ({ total }) => total));
    if (isAdmin) parts.push(partOf('holidays', '/holidays', holidays, ({ missing: years }) => years.map(({ year }) => ({ key: String(year), text: String(year), note: '', late: true, to: '/holidays' }))));
    return parts.filter(({ items, problem, isReading }) => items.length > 0 || problem || isReading);
  });
}
