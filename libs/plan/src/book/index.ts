export { annotated } from './annotating/annotated.js';
export type { CellNote } from './annotating/cell-note.js';
export { notesOf, notesOfDraft, notesOfFaults } from './annotating/notes-of-reading.js';
export { BOOK_MARK, bookOf } from './book.js';
export type { CellFault } from './faults.js';
export { fileOfPlan } from './file-of-plan.js';
export { PlanBookRefused, planFileOf, readBook } from './read-book.js';
export { wordOf } from './word-of-book.js';
export { workbookOf } from './workbook-of-book.js';
