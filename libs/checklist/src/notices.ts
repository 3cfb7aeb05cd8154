import { defineNotice, type NoticeWords } from '#notification';

/** 短信、邮件、群机器人: what the notices of this context say to somebody who has not signed in. */
const LEVELS: Readonly<Record<string, string>> = { yellow: '黄色', orange: '橙色', red: '红色' };
const OWED: Readonly<Record<string, string>> = { unacknowledged: '清单尚未签收', unanswered: '尚有条目未反馈', not_stood_down: '尚未办理解除反馈' };
const LATE: Readonly<Record<string, string>> = { acknowledge: '未按时签收', confirm: '未按时反馈落实情况', stand_down: '未按时办理解除反馈' };

const levelOf = ({ warning, level }: Readonly<Record<string, unknown>>): string => (warning && level ? `${LEVELS[String(warning)] ?? ''}预警${String(level)}级响应` : '应急响应');

const silence = (clock: string): NoticeWords =>
  defineNotice({ kind: `clock.${clock}`, asksAcknowledgement: false, say: ({ checklists }) => `${Number(checklists ?? 1)}份清单${LATE[clock]}，请立即办理或督促` });

defineNotice({ kind: 'checklist.issued', asksAcknowledgement: true, say: (facts) => `${levelOf(facts)}已启动，任务清单已下发，请立即签收并落实` });
defineNotice({ kind: 'checklist.revised', asksAcknowledgement: true, say: (facts) => `已调整为${levelOf(facts)}，任务清单有变化，请重新签收` });
defineNotice({ kind: 'checklist.lifted', asksAcknowledgement: false, say: () => '应急响应已解除，请办理解除反馈' });
defineNotice({ kind: 'checklist.reminder', asksAcknowledgement: false, say: ({ about }) => `催办：${OWED[String(about)] ?? '清单待办理'}，请尽快办理` });
defineNotice({ kind: 'checklist.returned', asksAcknowledgement: false, say: () => '有一条反馈被退回，请重新办理' });
for (const clock of Object.keys(LATE)) silence(clock);
