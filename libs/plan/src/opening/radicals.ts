/**
 * Some fonts make a PDF say a radical (⼟, ⻋) where the character of the same shape (土, 车) is printed. The first block of
 * radicals has a standard mapping (to 戶 where 户 is printed); of the second, these are the ones that are also characters.
 */
const OWN_MAPPING: Readonly<Record<string, string>> = Object.fromEntries(
  ['⼾户', '⺠民', '⻁虎', '⻄西', '⻅见', '⻆角', '⻉贝', '⻋车', '⻓长', '⻔门', '⻘青', '⻙韦', '⻚页', '⻛风', '⻜飞', '⻝食', '⻢马', '⻣骨', '⻤鬼', '⻥鱼', '⻦鸟', '⻨麦', '⻩黄', '⻬齐', '⻮齿', '⻰龙', '⻳龟', '⺟母', '⺎兀', '⺒巳', '⺝月'].map((pair) => [...pair]),
);

export function withoutRadicals(text: string): string {
  return text.replace(/[\u2E80-\u2FD5]/g, (sign) => OWN_MAPPING[sign] ?? sign.normalize('NFKC'));
}
