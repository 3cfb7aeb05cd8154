import { defineNotice } from '#notification';

/** What the notices of this context say to somebody who has not signed in. */
defineNotice({ kind: 'duty.due', asksAcknowledgement: false, say: () => '有常态任务今日到期，请办理' });
defineNotice({ kind: 'holidays.missing', asksAcknowledgement: false, say: () => '有年度的放假安排尚未录入，请系统管理员录入' });
