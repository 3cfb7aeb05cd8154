import { defineNotice } from '#notification';

/** What the notices of this context say to somebody who has not signed in. */
defineNotice({ kind: 'problem.assigned', asksAcknowledgement: false, say: () => '有一个问题交办给贵单位，请登录查看并按期整改' });
defineNotice({ kind: 'problem.reopened', asksAcknowledgement: false, say: () => '有一个问题未整改到位，已退回重新整改，请登录查看' });
