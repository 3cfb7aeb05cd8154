import common from '../zh/common';
import phone from '../zh/phone';
import problems from '../zh/problems';

/** What the phone says in Chinese. */
export default { ...common, phone, problems };
