import common from '../en/common';
import phone from '../en/phone';
import problems from '../en/problems';

/** What the phone says in English. */
export default { ...common, phone, problems };
