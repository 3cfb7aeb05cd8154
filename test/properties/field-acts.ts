import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { AcknowledgeChecklist, ExcuseUnit, ReadChecklist, RecordDelivery, ReviewItem, StandDown } from '#checklist';
import type { Actor } from '#platform';
import { Act, type Both } from './act.js';
import { rarely } from './desk-acts.js';
import { isAnswered, isOpen, type ItemModel } from './checklists-model.js';
import type { GivenAnswer, NightModel } from './night-model.js';
import { BUREAU, SECOND_BUREAU, UNITS } from './plan-shape.js';
import type { Telling } from './telling.js';

const unit = fc.constantFrom(...UNITS);
const inForce = ({ response }: Readonly<NightModel>): boolean => response !== null;
/** A line that no plan of these tests has. */
const NO_SUCH_LINE = 999;

interface Choice {
  readonly nth: number;
  /** Any item of any unit, to be refused. */
  readonly wild: boolean;
}

type Place = readonly [unit: string, line: number, item: ItemModel];

/** The items that fit, or, when `wild`, all; what does not exist, if there is none. */
function pick(model: Readonly<NightModel>, fits: (item: ItemModel) => boolean, { nth, wild }: Choice): { unit: string; line: number } {
  const all = [...model.checklists.lists].flatMap(([of, { items }]) => [...items].map(([line, item]): Place => [of, line, item]));
  const fitting = all.filter(([, , item]) => wild || fits(item));
  const [of, line] = fitting[nth % Math.max(1, fitting.length)] ?? [BUREAU, NO_SUCH_LINE];
  return { unit: of, line: wild && nth === 0 ? NO_SUCH_LINE : line };
}

const choice: fc.Arbitrary<Choice> = fc.record({ nth: fc.nat(60), wild: rarely });
const someAnswer = fc.record({
  choice,
  answer: fc.constantFrom('done' as const, 'partly' as const, 'cannot' as const, 'not_applicable' as const),
  note: rarely.map((no) => !no),
  proof: rarely.map((no) => !no),
  until: fc.oneof({ weight: 8, arbitrary: fc.constant('later' as const) }, { weight: 1, arbitrary: fc.constantFrom('none' as const, 'past' as const) }),
});
const isOwed = (item: ItemModel): boolean => item.role === 'responsible' && isOpen(item.state);
const has = (fits: (item: ItemModel) => boolean, anywhere: boolean) => (model: Readonly<NightModel>) =>
  inForce(model) && (anywhere || [...model.checklists.lists.values()].some(({ items }) => [...items.values()].some(fits)));

/** One to three lines of one unit. */
const confirming = fc.tuple(fc.array(someAnswer, { minLength: 1, maxLength: 3 }), rarely).map(
  ([some, anywhere]) =>
    new Act(`confirm ${JSON.stringify(some)}`, has(isOwed, anywhere), (model, telling) => {
      const places = some.map((one) => pick(model, isOwed, one.choice));
      const answers = some.flatMap(({ answer, note, proof, until }, at): GivenAnswer[] => {
        const { unit: of, line } = places[at]!;
        const isFirst = places.findIndex((place) => place.line === line) === at;
        return of === places[0]!.unit && isFirst ? [{ line, answer, note, proof, until: answer === 'cannot' || until === 'past' ? until : 'none' }] : [];
      });
      return confirms(model, telling, places[0]!.unit, randomUUID(), answers);
    }),
);

async function confirms(model: NightModel, telling: Telling, of: string, key: string, answers: readonly GivenAnswer[]): Promise<Both> {
  const product = await telling.confirms(of, key, answers);
  return { product, model: model.confirm(of, key, answers) };
}

/** Everything that one unit owes, answered in words. */
export const answerAll = (of: string, answer: 'partly' | 'not_applicable'): Act =>
  new Act(`${of} answers all: ${answer}`, (model) => [...(model.checklists.lists.get(of)?.items.values() ?? [])].some(isOwed), (model, telling) => {
    const owed = [...model.checklists.lists.get(of)!.items].filter(([, item]) => isOwed(item));
    return confirms(model, telling, of, randomUUID(), owed.map(([line]) => ({ line, answer, note: true, proof: false, until: 'none' })));
  });
const answeringAll = fc.tuple(unit, fc.constantFrom('partly' as const, 'not_applicable' as const)).map(([of, answer]) => answerAll(of, answer));

/** A phone that had no answer sends again; or, which no phone of ours does, something else under the same key. */
const again = fc.tuple(fc.nat(50), fc.boolean()).map(
  ([nth, other]) =>
    new Act(`confirm number ${nth} again${other ? ' with another body' : ''}`, inForce, async (model, telling) => {
      const mayBe = telling.confirmations.filter(({ request, night }) => night === telling.warningId && (!other || request.outcome === 'ok'));
      const sent = mayBe[nth % Math.max(1, mayBe.length)];
      if (!sent) return { product: null, model: null };
      const answers = other ? sent.answers.map((answer) => ({ ...answer, note: !answer.note })) : sent.answers;
      const product = await telling.confirms(sent.unit, sent.key, answers, sent);
      return { product, model: model.confirm(sent.unit, sent.key, answers) };
    }),
);

const REVIEWERS = { office: null, [BUREAU]: BUREAU, [SECOND_BUREAU]: SECOND_BUREAU, 甲镇: '甲镇' } as const;
type Reviewer = keyof typeof REVIEWERS;
export const review = (by: Reviewer, which: Choice, verdict: 'accepted' | 'returned'): Act =>
  new Act(`${by} reviews ${JSON.stringify(which)}: ${verdict}`, has((item) => isAnswered(item.state), which.wild), async (model, telling) => {
    const { unit: of, line } = pick(model, (item) => isAnswered(item.state), which);
    const actor = REVIEWERS[by] === null ? telling.district.officer('officer') : telling.district.unit(by);
    const list = await telling.listOf(of);
    const reason = verdict === 'returned' ? `不清楚 ${randomUUID()}` : null;
    const command = new ReviewItem(actor, list, String(line), verdict, reason);
    const product = await telling.does(verdict === 'accepted' ? 'accept' : 'return', actor, `${list}/${line}`, command, reason ? { reason } : undefined);
    return { product, model: model.review({ unit: REVIEWERS[by], isOffice: by === 'office' }, of, line, verdict) };
  });
const reviewing = fc
  .tuple(fc.constantFrom<Reviewer>('office', 'office', BUREAU, SECOND_BUREAU, '甲镇'), choice, fc.constantFrom('accepted' as const, 'returned' as const))
  .map(([by, which, verdict]) => review(by, which, verdict));

/** What a unit does with its whole checklist. */
const simply = (verb: 'read' | 'acknowledge' | 'stand-down', make: new (actor: Actor, list: string) => ReadChecklist | AcknowledgeChecklist | StandDown, tell: (model: NightModel, of: string) => string | null) =>
  unit.map(
    (of) =>
      new Act(`${of} ${verb}`, inForce, async (model, telling) => {
        const list = await telling.listOf(of);
        const product = await telling.does(verb, telling.district.unit(of), list, new make(telling.district.unit(of), list));
        return { product, model: tell(model, of) };
      }),
  );
const reading = simply('read', ReadChecklist, (model, of) => model.read(of));
const acknowledging = simply('acknowledge', AcknowledgeChecklist, (model, of) => model.acknowledge(of));
const standingDown = simply('stand-down', StandDown, (model, of) => model.standDown(of));

const fetching = unit.map(
  (of) =>
    new Act(`a device of ${of} fetches`, inForce, async (model, telling) => {
      const product = await telling.does(null, telling.district.unit(of), '', new RecordDelivery(telling.district.unit(of), [await telling.listOf(of)]));
      const list = model.checklists.lists.get(of);
      if (list) list.delivered = true;
      return { product, model: null };
    }),
);
const excusing = unit.map(
  (of) =>
    new Act(`${of} is excused`, inForce, async (model, telling) => {
      const [by, list] = [telling.district.officer('officer'), await telling.listOf(of)];
      const product = await telling.does('excuse', by, list, new ExcuseUnit(by, list, { reason: '通信中断' }));
      return { product, model: model.excuse(of) };
    }),
);
type ForAll = (model: NightModel, telling: Telling, of: string, list: string) => Promise<Both>;
const everybody = (words: string, mayBe: (model: Readonly<NightModel>) => boolean, does: ForAll): Act =>
  new Act(`everybody ${words}`, (model) => inForce(model) && mayBe(model), async (model, telling) => {
    for (const of of [...model.checklists.lists.keys()]) {
      const both = await does(model, telling, of, await telling.listOf(of));
      if (both.product !== both.model) return both;
    }
    return { product: null, model: null };
  });
const everybodyDown = everybody('stands down', ({ response }) => response!.state === 'lifted', async (model, telling, of, list) => {
  const by = telling.district.unit(of);
  return { product: await telling.does('stand-down', by, list, new StandDown(by, list)), model: model.standDown(of) };
});
export const everybodyExcused = everybody('is excused', () => true, async (model, telling, of, list) => {
  const by = telling.district.officer('officer');
  return { product: await telling.does('excuse', by, list, new ExcuseUnit(by, list, { reason: '全市停电' })), model: model.excuse(of) };
});
export const pass = (minutes: number): Act =>
  new Act(`${minutes} minutes pass`, () => true, async (model, telling) => {
    await telling.district.passes(minutes);
    model.now += minutes;
    return { product: null, model: null };
  });
const passing = fc.constantFrom(10, 20, 30, 60, 130).map(pass);

export const ANSWERING = [confirming, confirming, confirming, answeringAll, again, again, reviewing, reviewing, reviewing];
export const SAYING = [reading, acknowledging, fetching, passing, passing];
export const LEAVING = [standingDown, excusing, fc.constantFrom(everybodyDown, everybodyExcused)];
