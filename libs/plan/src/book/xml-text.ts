const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text inside an element or a quoted value. */
export const xmlText = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]!);

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
