/** Refusals that are met in the field: photos, and what inspectors log. */
export default {
  evidence: {
    'not-a-picture': '这个文件不是完整的图片，请换一张或重新拍摄。',
    'format-not-accepted': '只接收 JPEG、PNG、WebP 图片。苹果手机请在“相机—格式”中选“兼容性最佳”。',
    'too-many-pixels': '图片像素过大，请在相机里选小一些的尺寸。',
    'too-large': '文件超过 {mb} MB，请换小一些的图片。',
    'storage-full': '服务器照片空间已满，暂时不能上传。请联系系统管理员。',
    'photo-not-yours': '有照片不是本人上传的或已失效，请重新上传。',
    'file-missing': '照片文件暂时不在服务器上，已通知系统管理员。',
  },
  inspection: {
    'no-response-in-force': '发现的时候没有进行中的响应。请核对发现时间；如是日常检查，请选“日常检查”后再登记。',
    'place-missing': '请写明地点，或提供定位。',
    'measure-unknown': '本次响应没有这条措施，请重新选择。',
    'unit-unknown': '通讯录里没有这个单位，请重新选择，或请系统管理员先登记。',
    'problem-not-there': '问题已经走到别的环节，请看最新状态。',
    'problem-seen-otherwise': '您填写之后问题又有了新的办理。没有覆盖任何内容，请看最新状态，再决定是否提交。',
    'rectification-unexplained': '请写明怎样整改的。',
    'reopening-unexplained': '请写明哪里没有整改到位，责任单位会看到。',
    'rechecker-rectified': '整改人不能自己回头看，请由他人复查。',
    'closer-involved': '登记人和整改人不能销号，请由他人办理。',
  },
};
