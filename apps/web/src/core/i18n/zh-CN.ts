import chart from './zh/chart';
import common from './zh/common';
import desk from './zh/desk';
import phone from './zh/phone';
import problems from './zh/problems';
import screen from './zh/screen';

export default { ...common, chart, desk, phone, problems, screen };
