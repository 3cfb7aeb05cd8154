import fc from 'fast-check';
import { ApproveMessage, DraftWarning, EditMessage, MoveMessage, OpenMessage, WARNING_LEVELS, type WarningLevel } from '#warning';
import { Act, type Both } from './act.js';
import type { Officer } from './district.js';
import { isOpenMessage, type NightModel } from './night-model.js';
import type { Telling } from './telling.js';

type Again = 'never' | 'same' | 'other';
type Kind = Parameters<NightModel['open']>[0];

const own = { basis: 'own_forecast' as const, reason: '预测日AQI持续偏高' };
const level = fc.constantFrom(...WARNING_LEVELS);
const drafter = fc.constantFrom<Officer>('officer', 'both');
const again = fc.constantFrom<Again>('never', 'never', 'same', 'other');
/** One time in twelve. */
export const rarely = fc.nat(11).map((n) => n === 0);
const hasBegun = ({ warning }: Readonly<NightModel>): boolean => warning !== null;

async function drafts(model: NightModel, telling: Telling, to: WarningLevel, by: Officer, repeat: Again): Promise<Both> {
  const actor = telling.district.officer(by);
  const { verdict, id } = await telling.creates('draft', actor, () => new DraftWarning(actor, { ...own, level: to }), repeat);
  if (id) telling.warningId = id;
  return { product: verdict, model: model.draft(to, by) };
}

async function opens(model: NightModel, telling: Telling, kind: Kind, to: WarningLevel, by: Officer, repeat: Again): Promise<Both> {
  const actor = telling.district.officer(by);
  const input = kind === 'adjust' ? { ...own, level: to } : own;
  const { verdict } = await telling.creates('open', actor, () => new OpenMessage(actor, telling.warningId, kind, input), repeat);
  return { product: verdict, model: model.open(kind, kind === 'adjust' ? to : null, by) };
}

async function moves(model: NightModel, telling: Telling, move: 'submitted' | 'returned' | 'withdrawn', by: Officer): Promise<Both> {
  const actor = telling.district.officer(by);
  const command = new MoveMessage(actor, telling.warningId, move, move === 'returned' ? { reason: '起止时间不对' } : {});
  const product = await telling.does(move === 'submitted' ? 'submit' : null, actor, telling.warningId, command);
  return { product, model: move === 'submitted' ? model.submit() : move === 'returned' ? model.returnMessage(by) : model.withdraw() };
}

async function approves(model: NightModel, telling: Telling, by: Officer, seen: 'now' | 'nothing' | 'another'): Promise<Both> {
  const actor = telling.district.officer(by);
  const { level: to } = model.message!;
  const now = to && seen === 'now' ? await telling.previewHash(to) : undefined;
  const command = new ApproveMessage(actor, telling.warningId, { previewHash: seen === 'another' ? 'of-yesterday' : now });
  const product = await telling.does('approve', actor, telling.warningId, command);
  return { product, model: model.approve(by, by !== 'officer', seen) };
}

/** Submitted and signed in one go, so that a sequence gets somewhere. */
async function signs(model: NightModel, telling: Telling): Promise<Both> {
  const both = await moves(model, telling, 'submitted', 'officer');
  return both.model === null && both.product === null ? approves(model, telling, 'approver', 'now') : both;
}

const inOneGo = async (model: NightModel, telling: Telling, first: Promise<Both>): Promise<Both> => {
  const both = await first;
  return both.model === null && both.product === null ? signs(model, telling) : both;
};

const drafting = fc
  .tuple(level, drafter, again)
  .map(([to, by, repeat]) => new Act(`draft ${to} by ${by}, again ${repeat}`, (model) => model.mayDraft, (model, telling) => drafts(model, telling, to, by, repeat)));
export const issue = (to: WarningLevel): Act => new Act(`issue ${to}`, (model) => model.mayDraft, (model, telling) => inOneGo(model, telling, drafts(model, telling, to, 'officer', 'never')));
const issuing = level.map(issue);
const opening = fc
  .tuple(fc.constantFrom<Kind>('adjust', 'suspend', 'resume', 'lift', 'revoke'), level, drafter, again, rarely)
  .map(([kind, to, by, repeat, anywhere]) => {
    const mayBe = (model: Readonly<NightModel>): boolean => hasBegun(model) && (anywhere || model.maySign(kind, to));
    return new Act(`open ${kind} ${to} by ${by}, again ${repeat}`, mayBe, (model, telling) => opens(model, telling, kind, to, by, repeat));
  });
export const move = (kind: Kind, to: WarningLevel = 'orange', anywhere = true): Act => {
  const mayBe = (model: Readonly<NightModel>): boolean => hasBegun(model) && (anywhere || model.maySign(kind, to));
  return new Act(`${kind} ${kind === 'adjust' ? to : ''}`.trim(), mayBe, (model, telling) => inOneGo(model, telling, opens(model, telling, kind, to, 'officer', 'never')));
};
/** Mostly where it can be done; at times anywhere, to be refused. */
const moving = (kind: Kind) => fc.tuple(level, rarely).map(([to, anywhere]) => move(kind, to, anywhere));
const signing = fc.constant(new Act('sign', (model) => hasBegun(model) && isOpenMessage(model.message!), signs));
/** What can be done to a message of this kind is tried on others only rarely. */
const toMessage = (words: string, states: readonly string[], does: (model: NightModel, telling: Telling) => Promise<Both>) =>
  rarely.map((anywhere) => new Act(words, (model) => hasBegun(model) && (anywhere || states.includes(model.message!.state)), does));
const submitting = toMessage('submit', ['draft', 'returned'], (model, telling) => moves(model, telling, 'submitted', 'officer'));
const approving = fc
  .tuple(fc.constantFrom<Officer>('approver', 'both', 'both', 'officer'), fc.constantFrom('now' as const, 'now' as const, 'nothing' as const, 'another' as const))
  .chain(([by, seen]) => toMessage(`approve by ${by}, having seen ${seen}`, ['submitted'], (model, telling) => approves(model, telling, by, seen)));
const sendingBack = fc.constantFrom<Officer>('approver', 'both').chain((by) => toMessage(`return by ${by}`, ['submitted'], (model, telling) => moves(model, telling, 'returned', by)));
const withdrawing = toMessage('withdraw', ['draft', 'submitted', 'returned'], (model, telling) => moves(model, telling, 'withdrawn', 'officer'));
const editing = level.chain((to) =>
  toMessage(`edit to ${to}`, ['draft', 'returned'], async (model, telling) => {
    const actor = telling.district.officer('officer');
    const product = await telling.does(null, actor, telling.warningId, new EditMessage(actor, telling.warningId, { level: to }));
    return { product, model: model.edit(to) };
  }),
);

/** Single steps, with all that can be wrong about them. */
export const STEPS = [drafting, opening, opening, signing, submitting, submitting, approving, approving, sendingBack, withdrawing, editing];
/** How a night begins: nearly always with a warning in force. */
export const BEGINNING = fc.oneof({ weight: 9, arbitrary: issuing }, { weight: 1, arbitrary: drafting });
/** Whole acts, so that a sequence gets far. Lifting ends most of what can happen, so it is rare. */
export const WHOLE = [issuing, moving('adjust'), moving('adjust'), moving('adjust'), moving('suspend'), moving('resume'), moving('resume')];
export const ENDING = [moving('lift'), moving('revoke')];
