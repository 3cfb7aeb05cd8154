import type { GatewaySettings } from '../channels/channels-file.js';
import { EmailGateway } from './email.js';
import type { Gateway } from './gateway.js';
import { DingtalkGateway, FeishuGateway, WecomGateway } from './robots.js';
import { SmsGateway } from './sms.js';
import { WebhookGateway } from './webhook.js';

/** The adapter that speaks as this gateway's provider does. Its block of settings is there: the file was checked. */
export function openGateway({ channel, sms, email, webhook, robot, timeoutSeconds }: GatewaySettings): Gateway {
  switch (channel) {
    case 'sms':
      return new SmsGateway(sms!);
    case 'email':
      return new EmailGateway(email!, timeoutSeconds * 1000);
    case 'webhook':
      return new WebhookGateway(webhook!);
    case 'wecom':
      return new WecomGateway(robot!);
    case 'dingtalk':
      return new DingtalkGateway(robot!);
    case 'feishu':
      return new FeishuGateway(robot!);
  }
}
