import type { NightModel } from './night-model.js';
import type { Telling } from './telling.js';

interface SeenItem {
  readonly line: number;
  readonly role: string;
  readonly state: string;
  readonly answerLine: number | null;
  readonly step: number;
}

/** What anybody could see of a night, the same from the product and from the model. */
export interface Seen {
  readonly warning: { state: string; level: string | null } | null;
  readonly message: { kind: string; state: string; level: string | null } | null;
  readonly response: { state: string; level: string; revision: number } | null;
  readonly lists: readonly (SeenList & { readonly items: readonly SeenItem[] })[];
}

interface SeenList {
  readonly unit: string;
  readonly revision: number;
  readonly facts: string;
  readonly counts: string;
  readonly steps: string;
}

/** Facts as a word of letters, so that a difference can be read: Sent, Delivered, Read, Acknowledged, stood doWn, eXcused. */
const LISTS = `
  SELECT list.unit_id AS unit, list.revision,
         concat(CASE WHEN sent_at IS NOT NULL THEN 'S' END, CASE WHEN delivered_at IS NOT NULL THEN 'D' END, CASE WHEN read_at IS NOT NULL THEN 'R' END,
                CASE WHEN acknowledged_at IS NOT NULL THEN 'A' END, CASE WHEN stood_down_at IS NOT NULL THEN 'W' END, CASE WHEN excused_at IS NOT NULL THEN 'X' END) AS facts,
         format('%s/%s/%s answers %s reviews %s', items_total, items_answered, items_accepted,
                (SELECT count(*) FROM checklist_answer answer WHERE answer.checklist_id = list.id), (SELECT count(*) FROM checklist_review review WHERE review.checklist_id = list.id)) AS counts,
         format('%s %s', acknowledge_step, stand_down_step) AS steps,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('line', line_id, 'role', role, 'state', item.state, 'answerLine', answer_line, 'step', confirm_step) ORDER BY line_id), '[]')
            FROM checklist_item item WHERE item.checklist_id = list.id) AS items
    FROM checklist_checklist list JOIN response_response response ON response.id = list.response_id
   WHERE response.warning_id = $1`;

export async function seenIn({ district, warningId }: Telling): Promise<Seen> {
  if (!warningId) return { warning: null, message: null, response: null, lists: [] };
  const [warning] = await district.query<NonNullable<Seen['warning']>>('SELECT state, level FROM warning_series WHERE id = $1', [warningId]);
  const [message] = await district.query<NonNullable<Seen['message']>>('SELECT kind, state, level FROM warning_message WHERE warning_id = $1 ORDER BY ordinal DESC LIMIT 1', [warningId]);
  const [response] = await district.query<NonNullable<Seen['response']>>('SELECT state, level, revision FROM response_response WHERE warning_id = $1', [warningId]);
  const lists = await district.query<Seen['lists'][number]>(LISTS, [warningId]);
  const names = new Map([...district.units].map(([name, id]) => [id, name]));
  return { warning: warning!, message: message!, response: response ?? null, lists: inOrder(lists.map((list) => ({ ...list, unit: names.get(list.unit)! }))) };
}

export function toldBy({ warning, message, response, checklists }: NightModel): Seen {
  const lists = [...checklists.lists].map(([unit, list]) => {
    const items = [...checklists.lists.get(unit)!.items].sort(([one], [other]) => one - other);
    const owed = items.map(([, item]) => item).filter(({ role, state }) => role === 'responsible' && state !== 'withdrawn');
    const answered = owed.filter(({ state }) => state !== 'open' && state !== 'returned').length;
    const accepted = owed.filter(({ state }) => state === 'accepted').length;
    const facts: [string, boolean][] = [['S', true], ['D', list.delivered], ['R', list.read], ['A', list.acknowledged], ['W', list.stoodDown], ['X', list.excused]];
    return {
      unit,
      revision: list.revision,
      facts: facts.flatMap(([letter, is]) => (is ? [letter] : [])).join(''),
      counts: `${owed.length}/${answered}/${accepted} answers ${list.answers} reviews ${list.reviews}`,
      steps: `${list.acknowledgeStep} ${list.standDownStep}`,
      items: items.map(([line, { role, state, answerLine, step }]) => ({ line, role, state, answerLine, step })),
    };
  });
  return {
    warning: warning && { state: warning.state, level: warning.level },
    message: message && { kind: message.kind, state: message.state, level: message.level },
    response: response && { state: response.state, level: response.level, revision: response.revision },
    lists: inOrder(lists),
  };
}

const inOrder = <List extends SeenList>(lists: readonly List[]): List[] => [...lists].sort((one, other) => (one.unit < other.unit ? -1 : 1));
