import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDeadlines, type KnownTimes, type TimesRead } from './deadline.js';
import type { Deadline, Recurrence } from './draft.js';
import { linesOf, passageOf, sentenceOf, type Line } from './passage.js';

/** The originals lie beside the repository and are not copied into it. */
const SEEDS = join(__dirname, '../../../../../shared/seeds');
const PAGE = readFileSync(join(__dirname, 'deadlines.expected.md'), 'utf8');

const season = { from: '2021-10-01', to: '2022-03-31' };
const KNOWN: Record<string, KnownTimes> = {
  '001': { issuedOn: '2021-11-29', season },
  '002': { season },
  '003': { year: 2022 },
  '004': { issuedOn: '2021-11-25', season },
};
/** Halves of a title that is broken over two lines. */
const TITLE_LINES: Record<string, readonly number[]> = { '004': [6, 19] };

interface Expected {
  meanings: string;
  words: string;
}

const expected = new Map<string, Expected>(
  PAGE.split('\n')
    .filter((line) => /^\| 00\d /.test(line))
    .map((line) => {
      const [document, no, meanings = '', words = ''] = line.split('|').slice(1, -1).map((cell) => cell.trim());
      return [`${document} ${no}`, { meanings, words }] as const;
    }),
);

export function meaningOf(deadline: Deadline): string {
  switch (deadline.kind) {
    case 'by_date': return `by ${deadline.date ?? `event ${deadline.event}`}`;
    case 'until_date': return `until ${deadline.to}`;
    case 'during_phase': return `during ${deadline.phase}`;
    case 'from_event': return `from ${deadline.event}${deadline.offsetDays ? ` +${deadline.offsetDays}d` : ''}`;
    case 'window': return `window ${deadline.from}..${deadline.to ?? ''}`;
    case 'season': return deadline.from ? `season ${deadline.from}..${deadline.to}` : 'season';
    case 'recurring': return cadence(deadline.recurrence);
    default: return deadline.kind;
  }
}

function cadence({ freq, byDay, byMonthDay, timesAtLeast, timeFrom, timeTo, holidayShiftDays, dayKind }: Recurrence): string {
  const parts = [
    freq,
    byDay,
    byMonthDay && `day ${byMonthDay}`,
    timesAtLeast && `>=${timesAtLeast}`,
    (timeFrom ?? timeTo) && `${timeFrom ?? ''}-${timeTo ?? ''}`,
    holidayShiftDays && `shift ${holidayShiftDays}`,
    dayKind,
  ];
  return parts.filter(Boolean).join(' ');
}

/** A line of a table holds one text per cell. */
const timesOf = ({ no, text }: Line, known: KnownTimes | undefined): TimesRead => {
  const reads = text.split('\t').map((cell) => findDeadlines(sentenceOf(passageOf([{ no, text: cell }])).text, known));
  const once = new Map(reads.flatMap(({ deadlines }) => deadlines).toReversed().map((deadline) => [meaningOf(deadline), deadline]));
  return { deadlines: [...once.values()].toReversed(), unread: reads.flatMap(({ unread }) => unread) };
};

if (existsSync(SEEDS)) {
  describe.each(Object.keys(KNOWN))('every line of document %s', (document) => {
    const file = readdirSync(SEEDS).find((name) => name.startsWith(`${document}_`))!;
    const lines = linesOf(readFileSync(join(SEEDS, file), 'utf8')).filter(({ no }) => !TITLE_LINES[document]?.includes(no));
    const read = lines.map((line) => ({ no: line.no, times: timesOf(line, KNOWN[document]) }));

    it('gives the times that the eye finds, in their order and words, and no other', () => {
      const found = read.filter(({ times }) => times.deadlines.length > 0);
      const page = (no: number, { deadlines }: { deadlines: Deadline[] }) =>
        `${document} ${no} | ${deadlines.map(meaningOf).join('; ')} | ${deadlines.map(({ text }) => text).join(' ; ')}`;
      const eye = [...expected].filter(([key]) => key.startsWith(document)).map(([key, { meanings, words }]) => `${key} | ${meanings} | ${words}`);
      expect(found.map(({ no, times }) => page(no, times))).toEqual(eye);
    });

    it('leaves nothing unread', () => {
      expect(read.filter(({ times }) => times.unread.length > 0).map(({ no, times }) => `${no} ${times.unread.join()}`)).toEqual([]);
    });
  });
} else {
  // Named, so that the run says what it could not check; with the originals in place nothing is skipped.
  it.skip(`the original plan documents are not on this machine (looked for ${SEEDS})`, () => {});
}

it('the page of expectations covers 130 lines and more', () => {
  expect(expected.size).toBeGreaterThanOrEqual(130);
});
