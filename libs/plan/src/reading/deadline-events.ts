import type { DeadlineForm } from './deadline-forms.js';

const CLAUSE_START = String.raw`(?<=^|[，。；：“])`;
/** An event is named within one clause; the bound keeps the search linear on text without punctuation. */
const EVENT = '[^，。；：“”]{1,60}';
const SEASON = String.raw`(?:\d{4}年|今年|本年度?)?(?:(?:秋冬|冬|夏|汛)季|(?:采暖|供暖|取暖)[季期])`;
const FEAST = '春节|元旦|国庆节?|中秋节?|劳动节|端午节?|清明节?';
const BROUGHT_ABOUT = '投运|投产|投用|投入使用|投入运行|开工|竣工|交付使用';
const ACHIEVED = '完成|验收|合格|达标|到位|解除|批准|同意';
const HAPPENED = '结束|解除|发布|启动|印发|下达';

/** "…后10日内" counts calendar days; hours and workdays stay in the words of the event. */
function within(event: string, days: string | undefined, other: string | undefined) {
  return { kind: 'from_event' as const, event: `${event}${other ?? ''}`, ...(days && { offsetDays: Number(days) }) };
}

const DAYS = String.raw`(?<days>\d{1,3})[日天](?:之|以)?内|(?<other>\d{1,3}(?:个工作日|个?小时)(?:之|以)?内)`;

export const EVENTS: readonly DeadlineForm[] = [
  {
    // A ban until something is achieved: the event keeps its 前.
    pattern: new RegExp(String.raw`${CLAUSE_START}(?<event>(?:[^，。；：（）]{0,16}(?:${ACHIEVED})|未[^，。；：（）\d]{1,14})前)(?=，?(?:不得|禁止|严禁|一律)|$)`, 'gu'),
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
  {
    pattern: new RegExp(`(?<event>(?:${SEASON}|入冬|入夏|汛期|(?:\\d{4}年|今年|明年)?(?:${FEAST}))(?:来临|到来|开始)?(?:之前|以前|前(?!后|期|夕)))`, 'gu'),
    read: ({ event }) => ({ kind: 'by_date', date: null, event: event! }),
  },
  {
    pattern: new RegExp(String.raw`${CLAUSE_START}(?<event>[^，。；：（）]{0,20}(?:${BROUGHT_ABOUT})(?:之前|以前|前))`, 'gu'),
    read: ({ event }) => ({ kind: 'by_date', date: null, event: event! }),
  },
  {
    pattern: new RegExp(String.raw`[自从]?(?<event>${EVENT}?)之日起(?:${DAYS})?`, 'gu'),
    read: ({ event, days, other }) => within(event!.replace(/^[自从]/, ''), days, other && `之日起${other}`),
  },
  { pattern: /[自从]?(?<event>即日)起/gu, read: ({ event }) => ({ kind: 'from_event', event: event! }) },
  {
    pattern: /按照?(?<event>[^，。；]{1,12}(?:确定|规定|明确)的[^，。；]{0,6}时间)/gu,
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
  {
    pattern: new RegExp(`一旦(?<event>${EVENT})`, 'gu'),
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
  {
    pattern: new RegExp(`${CLAUSE_START}当(?<event>${EVENT}?)时(?=，|$)`, 'gu'),
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
  {
    pattern: new RegExp(`${CLAUSE_START}(?<event>[^，。；：]{1,12}天气)后(?=，|$)`, 'gu'),
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
  {
    pattern: new RegExp(String.raw`(?:${CLAUSE_START}|(?<=在))(?<event>[^，。；：在]{1,24}?)后(?:${DAYS})`, 'gu'),
    read: ({ event, days, other }) => within(event!, days, other && `后${other}`),
  },
  {
    pattern: new RegExp(String.raw`(?:${CLAUSE_START}|(?<=在))(?<event>[^，。；：在]{1,20}?(?:${HAPPENED})|[接收]到[^，。；：]{1,16}?)后(?!续|的)`, 'gu'),
    read: ({ event }) => ({ kind: 'from_event', event: event! }),
  },
];
