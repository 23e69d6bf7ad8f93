// Names of fields that promise what is in them, in documents and in lines of text: phone, mobileNo, 身份证号, realName.
import type { PersonalKind } from './personal.ts';

const BY_NAME: readonly [RegExp, PersonalKind][] = [
  [/^(?:.*[_-])?(?:phone|mobile|tel|telephone|cell|cellphone|msisdn)(?:[_-]?(?:number|no|num))?$|^(?:手机号?码?|电话(?:号码)?|联系电话|联系方式)$/i, 'phone'],
  [/^hk[_-]?id(?:[_-]?(?:card|number|no))*$/i, 'passport'],
  [/^(?:.*[_-])?(?:id[_-]?(?:number|card(?:[_-]?(?:number|no))?|no)|identity(?:[_-]?(?:number|no|card))?|cert(?:ificate)?[_-]?(?:number|no)|card[_-]?id)$|^(?:身份证号?码?|证件号码?)$/i, 'id-card'],
  [/^(?:bank)?[_-]?card[_-]?(?:number|no|num)$|^bank[_-]?card$|^(?:bank[_-]?)?account[_-]?(?:number|no)$|^(?:iban|pan)$|^(?:银行)?卡号$/i, 'bank-card'],
  [/^(?:car[_-]?|vehicle[_-]?)?(?:license[_-]?|licence[_-]?)?plate(?:[_-]?(?:number|no|num))?$|^车牌号?码?$/i, 'plate'],
  [/^passport(?:[_-]?(?:number|no|num|id))?$|^travel[_-]?doc(?:ument)?(?:[_-]?(?:number|no))?$|^护照号?码?$/i, 'passport'],
  [/^(?:.*[_-])?e-?mail(?:[_-]?address)?$|^(?:电子)?邮箱$/i, 'email'], [/^we[_-]?chat(?:[_-]?(?:id|no|number))?$|^(?:weixin|wxid|wx|vx)(?:[_-]?(?:id|no))?$|^微信号?$/i, 'wechat'],
  [/^qq(?:[_-]?(?:number|no|id)|号码?)?$/i, 'qq'],
  [/^(?:full|person|people|visitor|guest|patient|real|holder|contact|customer|client|passenger|recipient|receiver|sender|student|parent|member|owner|user|first|last|family|given|booker|applicant|resident|caller)[_-]?name$|^(?:patient|holder|passenger|recipient|receiver|surname)$|^(?:姓名|真实姓名|联系人|收件人|收货人|乘客|旅客|患者|预订人|申请人)$/i, 'name'],
  [/^(?:home|street|delivery|shipping|mailing|postal|billing|residential|visit|pickup|pick[_-]?up)[_-]?addr(?:ess)?$|^(?:家庭|收货|收件|联系|通讯|户籍|上门|取件)?(?:住址|地址)$/i, 'address'],
];
/** 张伟, Mary Johnson, Susan van Dijk, David V. Chen. */
export const A_PERSON = /^(?:[\p{Script=Han}]{2,4}|[\p{Script=Han}]{2,8}[·•][\p{Script=Han}]{2,8}|[A-Z][a-zA-Z'’-]+(?: (?:[A-Z]\.|van|de|der|da|di|bin|al|el|von|la|[A-Z][a-zA-Z'’-]+)){1,3})$/u;

/** The kind a field's name promises; null for any other field. `idCard` and `id_card` are the same. */
export function kindByName(name: string): PersonalKind | null {
  const plain = /[a-z][A-Z]/.test(name) ? name.replaceAll(/([a-z])([A-Z])/g, '$1_$2') : name;
  for (const [pattern, kind] of BY_NAME) if (pattern.test(plain)) return kind;
  return null;
}
