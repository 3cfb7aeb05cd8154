/** Who is told to act inside a task sentence, beside the units of its columns. */
const BODY =
  '(?:(?:省|市)(?:委|政府|直[^，。；、及和与]{0,4}(?:部门|单位))' +
  '|各[县市区](?:（[县市区、]+）|[县市区])*(?:人民政府|政府)?)';

const ORDERED = new RegExp(
  `(?<=^|[，。；：“])${BODY}(?:[及和与、]${BODY})*(?=也?(?:要|应|须|负责|成立|组织|制定|牵头))`,
  'gu',
);

/** Governments and their departments that a clause orders to do something: "市政府成立…", "各县（市）区也要…". */
export function bodiesOrdered(sentence: string): string[] {
  return [...sentence.matchAll(ORDERED)].map(([body]) => body);
}

/**
 * A row that as a whole helps a body of the plan above ("配合市生态环境局开展…"). A row that only opens that way and
 * goes on with demands of its own is an own task.
 */
export function contributesToPlanAbove(requirement: string): boolean {
  return /^配合(?:省|市)[^，。；]{2,12}(?:局|委|厅|办)[^。；]*。?$/.test(requirement);
}
