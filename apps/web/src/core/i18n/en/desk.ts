import account from './desk/account';
import air from './desk/air';
import audit from './desk/audit';
import check from './desk/check';
import contact from './desk/contact';
import duty from './desk/duty';
import directory from './desk/directory';
import frame from './desk/frame';
import holiday from './desk/holiday';
import journal from './desk/journal';
import my from './desk/my';
import notice from './desk/notice';
import overview from './desk/overview';
import plan from './desk/plan';
import planEditing from './desk/plan-editing';
import response from './desk/response';
import roster from './desk/roster';
import sheet from './desk/sheet';
import shell from './desk/shell';
import violation from './desk/violation';
import warning from './desk/warning';

/** Texts of the desk, one file per place. */
export default { ...account, ...air, ...audit, ...check, ...contact, ...directory, ...duty, ...frame, ...holiday, ...journal, ...my, ...notice, ...overview, ...plan, ...planEditing, ...response, ...roster, ...sheet, ...shell, ...violation, ...warning };
