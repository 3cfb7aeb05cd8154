import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { AcknowledgeChecklist, ExcuseUnit, ReviewItem, StandDown } from '#checklist';
import { ApproveMessage, MoveMessage, OpenMessage, type WarningLevel } from '#warning';
import { isAnswered, isOpen, type ItemModel } from './checklists-model.js';
import type { GivenAnswer, NightModel, Verdict } from './night-model.js';
import { TOWNS } from './plan-shape.js';
import type { Telling } from './telling.js';

/** Something that one person does while others do something else: to the product now, and to a model in whatever order. */
export interface Doing {
  readonly words: string;
  product(telling: Telling): Promise<Verdict>;
  model(model: NightModel): Verdict;
}

/** A doing, once the night is known in which it is done. */
export type Plan = (model: NightModel) => Doing;

/** Told by its words when a batch fails. */
const named = (words: string, plan: Plan): Plan => Object.assign(plan, { [fc.toStringMethod]: () => words });
const own = { basis: 'own_forecast' as const, reason: '同时办理' };
const nth = fc.nat(7);

/** The place of the n-th item that fits, over all units: a small number, so that several people meet at one. */
function place(model: NightModel, at: number, fits: (item: ItemModel) => boolean): { unit: string; line: number } {
  const all = [...model.checklists.lists].flatMap(([unit, { items }]) => [...items].flatMap(([line, item]) => (fits(item) ? [{ unit, line }] : [])));
  return all[at % Math.max(1, all.length)] ?? { unit: TOWNS[0], line: 1 };
}

const confirm = fc.tuple(nth, fc.constantFrom('done' as const, 'partly' as const), fc.constantFrom('one', 'two', null)).map(([at, answer, shared]) =>
  named(`confirm ${at} ${answer} ${shared}`, (model) => {
    const { unit, line } = place(model, at, (item) => item.role === 'responsible' && (isOpen(item.state) || isAnswered(item.state)));
    const given: GivenAnswer[] = [{ line, answer, note: true, proof: true, until: 'none' }];
    // Two of these may be the same phone, sending the same again.
    const key = shared ? `${shared} ${unit} ${line}` : randomUUID();
    return { words: `${unit} confirms ${line} ${answer} under ${key}`, product: (telling) => telling.confirms(unit, key, given), model: (now) => now.confirm(unit, key, given) };
  }),
);

const review = fc.tuple(nth, fc.constantFrom('accepted' as const, 'returned' as const)).map(([at, verdict]) =>
  named(`review ${at} ${verdict}`, (model) => {
    const { unit, line } = place(model, at, (item) => isAnswered(item.state));
    const reason = verdict === 'returned' ? `不清楚 ${randomUUID()}` : null;
    const product = async (telling: Telling): Promise<Verdict> => {
      const [by, list] = [telling.district.officer('officer'), await telling.listOf(unit)];
      return telling.does(verdict === 'accepted' ? 'accept' : 'return', by, `${list}/${line}`, new ReviewItem(by, list, String(line), verdict, reason), reason ? { reason } : undefined);
    };
    return { words: `${unit} ${line} is ${verdict}`, product, model: (now) => now.review({ unit: null, isOffice: true }, unit, line, verdict) };
  }),
);

const whole = fc.tuple(fc.constantFrom('acknowledge' as const, 'stand-down' as const, 'excuse' as const), fc.constantFrom(...TOWNS)).map(([verb, unit]) =>
  named(`${unit} ${verb}`, () => {
    const product = async (telling: Telling): Promise<Verdict> => {
      const [officer, by, list] = [telling.district.officer('officer'), telling.district.unit(unit), await telling.listOf(unit)];
      if (verb === 'excuse') return telling.does(verb, officer, list, new ExcuseUnit(officer, list, { reason: '停电' }));
      return telling.does(verb, by, list, verb === 'acknowledge' ? new AcknowledgeChecklist(by, list) : new StandDown(by, list));
    };
    const model = (now: NightModel): Verdict => (verb === 'excuse' ? now.excuse(unit) : verb === 'acknowledge' ? now.acknowledge(unit) : now.standDown(unit));
    return { words: `${unit} ${verb}`, product, model };
  }),
);

const open = fc.constantFrom<['adjust' | 'suspend' | 'resume' | 'lift', WarningLevel]>(['adjust', 'yellow'], ['adjust', 'red'], ['suspend', 'red'], ['resume', 'red'], ['lift', 'red']).map(([kind, level]) =>
  named(`open ${kind} ${level}`, () => {
    const to = kind === 'adjust' ? level : null;
    const product = async (telling: Telling): Promise<Verdict> => {
      const by = telling.district.officer('officer');
      return (await telling.creates('open', by, () => new OpenMessage(by, telling.warningId, kind, to ? { ...own, level: to } : own), 'never')).verdict;
    };
    return { words: `open ${kind} ${to ?? ''}`, product, model: (now) => now.open(kind, to, 'officer') };
  }),
);

const submit = fc.constant(named('submit', () => {
  const product = (telling: Telling): Promise<Verdict> => {
    const by = telling.district.officer('officer');
    return telling.does('submit', by, telling.warningId, new MoveMessage(by, telling.warningId, 'submitted'));
  };
  return { words: 'submit', product, model: (now) => now.submit() };
}));

/** Signed by one of two people, by the preview that was on the screen before all of this began. */
const approve = fc.constantFrom('approver' as const, 'both' as const).map((by) =>
  named(`approve by ${by}`, (before) => {
    const level = before.message!.level;
    const product = async (telling: Telling): Promise<Verdict> => {
      const previewHash = level ? await telling.previewHash(level) : undefined;
      return telling.does('approve', telling.district.officer(by), telling.warningId, new ApproveMessage(telling.district.officer(by), telling.warningId, { previewHash }));
    };
    return { words: `approve by ${by}`, product, model: (now) => now.approve(by, true, now.message!.level === level ? 'now' : 'another') };
  }),
);

/** Weighted so that a batch is mostly people in the field, at times with a change of level among them. */
export const somePlans = fc.array(
  fc.oneof({ weight: 6, arbitrary: confirm }, { weight: 3, arbitrary: review }, { weight: 3, arbitrary: whole }, { weight: 2, arbitrary: open }, { weight: 1, arbitrary: submit }, { weight: 2, arbitrary: approve }),
  { minLength: 2, maxLength: 5 },
);
