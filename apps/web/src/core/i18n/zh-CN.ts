import common from './zh/common';
import desk from './zh/desk';
import phone from './zh/phone';
import problems from './zh/problems';

export default { ...common, desk, phone, problems };
