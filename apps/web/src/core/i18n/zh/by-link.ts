/** 免登签收: the page behind the link of a message. */
export default {
  title: '签收应急清单',
  what: '{measures} 项措施',
  for: '发给 {name}',
  means: '点“签收”表示清单已收到、本单位开始行动。不用登录；链接只能用一次，{until} 前有效。',
  next: '清单里有 {n} 条需要反馈，请登录后逐条办理。',
  signIn: '登录并办理清单',
  signInInstead: '登录查看',
  end: {
    done: { title: '已签收 {at}', text: '服务器已收到。签收时限已停止计时。' },
    used: { title: '已签收 {at}', text: '这个链接已由 {name} 使用过，不用再点。' },
    acknowledged: { title: '已签收 {at}', text: '{unit}的这份清单已经签收，不用再点。' },
    superseded: { title: '清单已更新', text: '这条消息之后又下发了新版清单。请打开最新一条消息里的链接，或登录办理。' },
    lifted: { title: '响应已解除', text: '不用再签收。请登录做解除反馈。' },
    expired: { title: '链接已过期', text: '这个链接 {at} 已失效。请登录办理，或请值班员重新发送。' },
    forged: { title: '链接不对', text: '可能没有复制完整。请回到消息里直接点开，或登录办理。' },
    contactEnded: { title: '链接已失效', text: '收到链接的联系方式已停用。请登录办理。' },
    nothing: { title: '这条消息不用签收', text: '请登录查看消息内容。' },
    tooMany: { title: '尝试次数太多', text: '请过几分钟再打开链接，或直接登录办理。' },
  },
};
