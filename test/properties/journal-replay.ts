import type { WarningLevel } from '#warning';
import type { AnswerWord } from './checklists-model.js';
import { nameOfUnit } from './district.js';
import { NightModel, type Kind, type MessageWord } from './night-model.js';
import type { PlanShape } from './plan-shape.js';
import type { Seen } from './seen.js';
import type { Telling } from './telling.js';

interface Entry {
  readonly type: string;
  readonly data: {
    readonly kind: Kind;
    readonly moved: 'drafted' | 'edited' | MessageWord;
    readonly from: WarningLevel | null;
    readonly to: WarningLevel;
    readonly revoked: boolean;
    readonly unitId: string;
    readonly answers: readonly { readonly line: number; readonly state: AnswerWord }[];
    readonly line: number;
    readonly verdict: 'accepted' | 'returned';
  };
}

const ENTRIES = `
  SELECT type, data FROM journal
   WHERE thread = $1 OR thread IN (SELECT id FROM response_response WHERE warning_id = $1) ORDER BY id`;

/** The night as the journal alone tells it, with nothing but the plan beside it. */
export async function replayed({ district, warningId }: Telling, plan: PlanShape): Promise<NightModel> {
  const model = new NightModel(plan);
  for (const { type, data } of await district.query<Entry>(ENTRIES, [warningId])) {
    if (type === 'warning.message-moved') moved(model, data);
    else if (type.startsWith('warning.')) signed(model, type, data);
    else if (type.startsWith('checklist.') && data.unitId) said(model, type, nameOfUnit(district, data.unitId), data);
    else if (type === 'response.closed') model.response!.state = 'closed';
  }
  return model;
}

function moved(model: NightModel, { kind, moved: to }: Entry['data']): void {
  if (to === 'drafted') model.message = { kind, level: null, state: 'draft', draftedBy: '' };
  else if (to !== 'edited') model.message!.state = to;
  model.warning ??= { state: 'drafted', level: null };
  if (to === 'withdrawn' && model.warning.state === 'drafted') model.warning.state = 'withdrawn';
}

function signed(model: NightModel, type: string, { from, to, revoked }: Entry['data']): void {
  const kinds: Record<string, Kind> = {
    'warning.level-raised': from === null ? 'issue' : 'raise',
    'warning.level-lowered': 'lower',
    'warning.suspended': 'suspend',
    'warning.resumed': 'resume',
    'warning.lifted': revoked ? 'revoke' : 'lift',
  };
  model.message!.state = 'approved';
  model.takesEffect(kinds[type]!, to ?? null);
}

function said({ checklists }: NightModel, type: string, unit: string, { answers, line, verdict }: Entry['data']): void {
  const list = checklists.lists.get(unit)!;
  if (type === 'checklist.delivered') list.delivered = true;
  if (type === 'checklist.read') checklists.seen(list);
  if (type === 'checklist.acknowledged') checklists.seen(list, true);
  if (type === 'checklist.items-answered') checklists.answered(unit, answers.map((answer) => [answer.line, answer.state]));
  if (type === 'checklist.item-reviewed') checklists.reviewed(unit, line, verdict, 0);
  if (type === 'checklist.stood-down') checklists.stoodDown(unit);
  if (type === 'checklist.excused') list.excused = true;
}

/** Which step a clock has reached is in the journal by response, not by checklist; the level of a message only once it is signed. */
export const withoutClocks = ({ warning, message, response, lists }: Seen): object => ({
  ...{ warning, response, message: message && { kind: message.kind, state: message.state } },
  lists: lists.map(({ steps: _steps, items, ...list }) => ({ ...list, items: items.map(({ step: _step, ...item }) => item) })),
});
