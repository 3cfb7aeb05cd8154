/** A plan file as it was chosen on this computer. */
export interface ChosenFile {
  readonly name: string;
  readonly text: string;
  readonly encoding: 'UTF-8' | 'GB18030';
  readonly format: 'text' | 'qingkong.plan/1';
  readonly bytes: number;
}

export type FileFault = 'wrongType' | 'tooLarge' | 'empty';
const MOST_CHARACTERS = 2_000_000;

/** Reads the file as text. What is no UTF-8 is read as GB18030, in which Windows writes Chinese text by default. */
export async function readPlanFile(file: File): Promise<ChosenFile | FileFault> {
  const extension = /\.(txt|ya?ml)$/i.exec(file.name)?.[1]?.toLowerCase();
  if (!extension) return 'wrongType';
  if (file.size > MOST_CHARACTERS * 4) return 'tooLarge';
  const { text, encoding } = decode(await file.arrayBuffer());
  if (text.trim() === '') return 'empty';
  if (text.length > MOST_CHARACTERS) return 'tooLarge';
  return { name: file.name, text, encoding, format: extension === 'txt' ? 'text' : 'qingkong.plan/1', bytes: file.size };
}

function decode(bytes: ArrayBuffer): Pick<ChosenFile, 'text' | 'encoding'> {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GB18030' };
  }
}
