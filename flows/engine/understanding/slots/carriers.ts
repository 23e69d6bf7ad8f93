// Words that carry an answer without being part of it ("我想约…吧", "it's … please"). An answer is strict when nothing else is left.
import type { Language } from '../../../protocol/language.ts';

const BEFORE_ZH = new RegExp(`^(?:${(
  '我们|我的|我想|我要|我就|我|咱们|您|你|就要|就是|就|那就|那么|那|是的|是|要|想|选择|选|请|帮我|帮忙|帮|给我|给|麻烦|预约|预订|约|订|定|改成|改到|改为|改|换成|换到|换|大概是|大概|大约|差不多|应该是|应该|可能|' +
  '嗯|呃|额|啊|哦|喔|好的|好吧|好|行|对|可以|手机号码|手机号|手机|电话号码|电话号|电话|联系方式|座机|号码|身份证号码|身份证号|身份证|证件号码|证件号|日期|时间|在|到|来|去|一共|总共|共|充值|充|交|缴|付|买|取|寄|存|转|' +
  '取件码|取货码|取餐码|验证码|编号|单号|订单号|快递单号|运单号|会员号|会员卡号|卡号|户号|房间号|房号|房间|桌号|工号|尾号是?|后四位|最后四位|前面|金额|人数|数量|价格|重量|重|叫做|叫|把|名字|姓名|称呼我|贵姓|免贵|' +
  '车牌号码|车牌号|车牌|地址|住在|住|位于|号|的|为|[:：]| |也|先|还是|只|只有|只要|不对|不是|错了|说错了|应当|有|得|个|第|打|给|评|今年|咱|哎|诶|那个|这个|请记'
)})*$`, 'u');
const AFTER_ZH = new RegExp(`^(?:${(
  '吧|就行了?|就好了?|就可以了?|可以吗|可以|行吗|行不行|行|好吗|好了|好的|好|的话|的|了|啊|呀|呢|哦|喔|嘛|哈|啦|谢谢您?你?|多谢|麻烦您?了?|左右|上下|那天|这天|的时候|时候|之前|以前|以后|之后|来|去|过来|过去|去办|来办|办理|办|有空|有时间|比较方便|方便|' +
  '比较好|都可以|都行|都好|这个|那个|那种|这种|[个张位人份件次本间晚天块元钱名口辆瓶盒斤袋箱杯只条双台部包套分星]|选项|小朋友|大人|取|寄|到|那一?个|号|选|要|我| |没错|是的|对|一起|就它|套餐|码|尾号|先生|女士|小姐|同志|开始|拿'
)})*$`, 'u');
const CARRIERS_EN = new Set((
  'i id im i\'m i\'d i\'ll would like want to please the a an for on at in it it\'s its is are be was my our me we us number phone mobile cell telephone contact just only make that that\'s that\'ll this book come coming about around ' +
  'maybe let lets let\'s say about pick choose choice go with take give have need think option one ones date time day of and oh um uh er okay ok well so yes yeah yep sure right thanks thank you very much then actually ' +
  'no not hello hi hey you can sorry wait mean rather instead change thanks name names called call will should people person persons guests tickets ticket items item pieces piece copies copy nights night seats seat table party adults adult ' +
  'total amount top up pay dollars yuan bucks code pick-up pickup order card id identity account room member exactly probably roughly approximately some prefer works fine good great be there here by do get myself reserve reservation appointment schedule morning\'s all together points point stars star marks me'
).split(' '));

/** Whether what is left around an answer says nothing more. */
export function onlyCarriers(before: string, after: string, language: Language): boolean {
  if (language === 'zh') return BEFORE_ZH.test(before) && AFTER_ZH.test(after);
  const words = `${before} ${after}`.split(/[\s:-]+/).filter((word) => word !== '');
  if (/\b(?:what|where|when|which|who|why)\b/.test(before) || /\bhow (?!about\b)/.test(before)) return false;
  return words.every((word) => CARRIERS_EN.has(word) || word === 'how');
}
