import { Refusal, type RefusalKind } from '#platform';

/** Why a file cannot be read as a plan, and what its owner can do about it. The codes are stable; the console has a text for each. */
const PROBLEMS = {
  'plan.document-too-large': 'The file is larger than 20 MB. Remove pictures from it, or save its text as a .txt file.',
  'plan.document-kind-unknown': 'The file is no .txt, .docx, .xlsx, .pdf or .doc file. Save the plan in one of these formats.',
  'plan.document-broken': 'The file is damaged and cannot be opened. Open it in the office program it comes from and save it again.',
  'plan.document-too-big-inside': 'The file unpacks to more than 64 MB or 2,000 parts. It is not opened, because such a file can bring the server down. Save only the plan itself as a new file.',
  'plan.document-macros': 'The file holds macros and is not opened. Save it without macros, as .docx or .xlsx.',
  'plan.document-encrypted': 'The file is protected by a password. Remove the password and save it again.',
  'plan.document-scanned': 'The PDF holds pictures of pages and no text. Ask the issuer for the Word file, or run text recognition (OCR) over it first.',
  'plan.document-too-long': 'The file has more than 500 pages, 50,000 rows or 1,000,000 cells. Split it and read the parts one by one.',
  'plan.document-too-slow': 'Reading the file took too long and was stopped. Save its text as a .txt file and read that.',
  'plan.document-old-format': 'This older format cannot be read here. Open the file in Word, Excel or WPS and save it as .docx or .xlsx.',
  'plan.document-encoding': 'The text is neither UTF-8 nor UTF-16 nor GB18030. Save it as a UTF-8 .txt file.',
  'plan.document-no-workbook': 'Only a workbook (.xlsx) comes back annotated. Answer the questions of other documents on the page of the plan.',
  'plan.document-empty': 'There is no text in the file.',
} as const;

export type DocumentProblem = keyof typeof PROBLEMS;
export const DOCUMENT_PROBLEMS = Object.keys(PROBLEMS) as DocumentProblem[];

/** A file that is not opened; nothing of it has been kept. */
export class DocumentRefused extends Refusal {
  readonly kind: RefusalKind = 'unprocessable';

  constructor(readonly code: DocumentProblem) {
    super(PROBLEMS[code]);
  }
}
