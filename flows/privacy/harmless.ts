// What looks like a number of a person and is none: dates, times, prices, versions, identifiers of machines.

export interface Span { readonly start: number; readonly end: number }

const MONTH = 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const HARMLESS = new RegExp([
  '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', // UUID
  '(?<![0-9a-z])(?=[0-9]*[a-f][0-9]*[a-f])[0-9a-f]{16,}(?![0-9a-z])', // hash
  '(?<!\\d|\\d[-/.])(?:1[89]|2[01])\\d\\d(?:-(?:0?[1-9]|1[0-2])-(?:[0-2]\\d|3[01]|[1-9])|/(?:0?[1-9]|1[0-2])/(?:[0-2]\\d|3[01]|[1-9])|\\.(?:0?[1-9]|1[0-2])\\.(?:[0-2]\\d|3[01]|[1-9]))(?![-/.]?\\d)(?:[t ]{1,2}\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?:z|[+-]\\d{2}:?\\d{2})?)?',
  `(?:${MONTH})\\.?\\s\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s(?:19|20)\\d\\d)?(?!\\d)`, `(?<!\\d)\\d{1,2}(?:st|nd|rd|th)?\\s(?:of\\s)?(?:${MONTH})(?:,?\\s(?:19|20)\\d\\d)?(?!\\d)`,
  '(?<!\\d)(?:[01]?\\d|2[0-4]):[0-5]\\d(?::[0-5]\\d)?(?:\\.\\d{1,3})?(?!\\d)', // time of day
  '(?<![\\d.])\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?(?![\\d]|,\\d)', // 1,234,567.89
  '(?<!\\d)(?:0?[1-9]|1[0-2])/(?:[0-2]?\\d|3[01])/(?:19|20)\\d\\d(?!\\d)',
  '(?<!\\d)(?:[0-2]?\\d|3[01])[/.](?:0?[1-9]|1[0-2])[/.](?:19|20)\\d\\d(?!\\d)', // 24/11/2026
  '(?<![a-z])(?:ts|time|date|timestamp|epoch|clock|now|since|until|expires|exp|iat)["\']?\\s?[:=]\\s?1[5-9]\\d{8}(?:\\d{3})?(?!\\d)', // seconds or milliseconds since 1970
  '[¥￥$€£]\\s?\\d[\\d,]*(?:\\.\\d+)?',
  '(?<![\\d.])\\d{1,9}\\.\\d{1,2}(?![\\d.])', // price, measure
  `(?<![\\d.])${OCTET}(?:\\.${OCTET}){3}(?:[:/]\\d+)?(?![\\d.])`, // address of a machine
  '(?<![\\d.])0\\.\\d{1,16}(?![\\d.])', // a probability
  '(?<![\\d/])(?:0?[1-9]|1[0-2])/(?:[12]?\\d|3[01])(?![\\d/])', // 11/26
].join('|'), 'g');

/** Places in folded text whose digits belong to nobody. In `text`, as it was given, 247，700 are two numbers and 247,700 is one. */
export function harmlessSpans(folded: string, text = folded): Span[] {
  const spans: Span[] = [];
  for (const found of folded.matchAll(HARMLESS)) if (!text.slice(found.index, found.index + found[0].length).includes('，')) spans.push({ start: found.index, end: found.index + found[0].length });
  return spans;
}

/** What follows a count or an amount. */
export const UNIT_BEHIND = /^\s*(?:元|块|万|亿|千|百|美元|港币|人民币|rmb|yuan|cny|dollars?|usd|euros?|pounds?|%|％|人|件|个(?!人)|次|平方|平米|公里|千米|米|吨|公斤|克|km\b|kg\b|tons?\b|people\b|visitors\b|users\b|times\b|pieces\b|units?\b|(?:centi|milli|kilo)?met(?:re|er)s?\b|[cm]m\b|inch(?:es)?\b|litres?\b|grams?\b|degrees?\b|b\b|kb\b|mb\b|gb\b|路(?![一-龥]{0,4}\d)|登机口|教室|房(?!间)|号房|会议室|航班|次列车|号窗口|号柜台|号楼|楼|层|室|点|年|月|日|分钟|小时|秒|ms\b|bytes?\b)/;

/** What stands before a number that names a thing, not a person. */
export const THING_BEFORE = /(?:(?:wi-?fi|网络|无线).{0,3}密码|工单|编码|january|february|march|april|\bmay|june|july|august|september|october|november|december|订单|单号|运单|快递|流水号?|编号|工号|条码|条形码|货号|型号|产品|商品|sku|票号|航班|车次|房间|房号|窗口|柜台|登机口|(?<!手)机号|版本|发票|批次|序列号|取件码|取件口|取货码|提货码|验证码|校验码|动态码|血压|高压|坐标|进程号|[a-z]*bytes|\brss|heap|(?:issued|created|updated|started|ended|expires|sent|seen|last)_?at|timestamp|\bepoch|\bseq|offset|cursor|\bfree|\bused|\bpid|memory|\bsize|统一社会信用代码|信用代码|税号|邮编|库存|容量|order|tracking|parcel|shipment|barcode|serial|product|item|article|flight|train|room|window|counter|gate|version|invoice|batch|model|part(?!ial|y|ner|ly)|credit code|postcode|zip|booking|confirmation|verification|pick-?up|reservation)(?! (?:phone|contact|name))[^。；;,，\n]{0,12}$/;
