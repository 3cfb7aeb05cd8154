import { defineNotice } from './notice.js';

/** 核实码: the one notice that goes to an address nobody has vouched for yet. Its digits are put in while it is written. */
export const CONTACT_CODE = 'contact.code';

defineNotice({ kind: CONTACT_CODE, asksAcknowledgement: false, say: ({ code }) => `核实码 ${String(code)}，十分钟内有效，请念给登记您联系方式的人` });
