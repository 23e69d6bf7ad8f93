// Personal data that is words: e-mail addresses, chat accounts, names and homes where the sentence says that they come.

export interface WordFound { kind: 'email' | 'wechat' | 'qq' | 'name' | 'address' | 'passport'; start: number; end: number }

const EMAIL = /[a-z0-9][a-z0-9._%+-]{0,63}\s?@\s?[a-z0-9-]+(?:\s?\.\s?[a-z0-9-]+)*\s?\.\s?[a-z]{2,}/g;
/** at qq dot com; 艾特一六三点康姆. What stands before it is walked back word by word. */
const SPOKEN_DOMAIN = /(?:\bat\b|艾特|爱特|圈a|@)\s*[a-z0-9零〇一幺二两三四五六七八九](?:\s?[a-z0-9零〇一幺二两三四五六七八九-]){0,24}\s*(?:\bdot\b|点|\.)\s*(?:com|cn|net|org|edu|gov|康姆|抗母|hk|io)(?![a-z])(?:\s*(?:\bdot\b|点|\.)\s*cn)?/g;
const NO_MAILBOX = /^(?:is|email|mail|address|my|me|it|it's|its|the|to|at|send|an|a|can|you|reach)$/;

const WECHAT = /(?:微信号?|薇信|威信|wechat|weixin|\bwx|\bvx|(?<![a-z0-9])v信)(?:\s?(?:id|account|号码?|号))?(?:就?是|为|叫|\s+is|["'=:：\s])*([a-z][a-z0-9_-]{5,19}|[a-z0-9_-]*\d[a-z0-9_-]{4,})/g;
const QQ = /(?<![a-z])(?:qq|扣扣)(?:\s?(?:号码?|number|account|id))?(?:就?是|为|\s+is|[:：\s])*((?:[0-9零〇一幺二两三四五六七八九][\s-]?){5,12}|(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\s?){5,12})/g;
const PASSPORT = /(?:护照|通行证|回乡证|台胞证|居留证|passport|permit|travel document)(?:\s?(?:号码?|number|no\.?|id))?(?:就?是|为|\s+is|[:：#\s])*((?=[a-z\s-]*\d)(?=(?:[a-z0-9]\s?-?\s?){6,}(?![a-z]))(?:[a-z]{0,3}\s?-?\s?(?:\d[\s-]?){5,11}[a-z]?))/g;
const HK_ID = /(?<![a-z0-9])[a-z]{1,2}\s?\d{6}\s?\([0-9a]\)/g;
const HK_ID_NAMED = /(?:身份证|hkid|identity card|id card)[^\d]{0,12}?([a-z]{1,2}\d{6}[0-9a])(?![0-9a-z])/g;

const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄仲虞敖巩明佘池查麻苑迟邝';
const DOUBLE = '欧阳|上官|司马|诸葛|司徒|皇甫|尉迟|东方|夏侯|令狐|慕容|公孙|长孙|宇文|端木|西门|南宫|独孤';
const NAME_ZH = new RegExp(`((?<![帮给替让请为])我叫|我的名字(?:是|叫)?|名字(?:是|叫|[:：])|姓名(?:是|为|叫|[:：\\s])?|本人(?:姓名)?(?:叫|是)?|联系人(?:是|叫|[:：])?|收件人(?:是|叫|[:：])?|收货人(?:是|叫|[:：])?|患者(?:姓名)?(?:是|叫|[:：])|户主(?:是|叫|[:：])?|持卡人(?:是|叫|[:：])?|申请人(?:是|叫|[:：])?|就叫我)([:：\\s]{0,2})((?:${DOUBLE}|[${SURNAMES}])\\p{Script=Han}{1,3})`, 'gu');
/** What cannot go on a name: the sentence has moved on. */
const AFTER_NAME = /^(?:的|我|要|想|来|是|在|了|手|电|身|号|今|住|和|跟|与|，|预|挂|办|取|这|那|请|麻|谢|不|就|还|有|可|能|已|没|订|约|找|去|到|给|把|生|性|年|单|不过|您|你|吗|呢|吧|啊|嗯|呃)/;
const NO_NAME = /^(?:管理员|管理处|保安|经理|金额|车|号|成|应|时|和|全|单|解|包|安|明|白|高|方|万|连|关|成)(?:了|号|个|不|子|们|过|到|一|辆|什么|错|完|功|好|生)/;
const NAME_EN = /\b(my (?:full |first |last )?name is|my name's|name\s?:|i am called|i'm called|the name is|the name's|under the name(?: of)?|contact name(?: is)?|surname(?: is)?|first name(?: is)?|last name(?: is)?)\s+((?!(?:not|mis\w+|spel\w+|wrong|missing|on|in|the|a|an|and|or|listed|under|changed?|different|is|are|too|very|hard|long|what|card|id|you|your|of|for|to|with|it)\b)(?:(?:mr|mrs|ms|miss|dr)\.?\s+)?[a-z][a-z'.-]+(?:\s+(?!and\b|my\b|i\b|i'm\b|phone\b|number\b|please\b|here\b|from\b|is\b|with\b|for\b|but\b|so\b|to\b|the\b|a\b|on\b|in\b|at\b|can\b|could\b|would\b|it's\b|thanks?\b|thank\b)[a-z][a-z'-]+){0,2}|\p{Script=Han}{2,4})/gu;
const ADDRESS = /(?:家庭住址|家庭地址|收货地址|收件地址|联系地址|通讯地址|户籍地址|住址|地址(?=是|为|[:：])|我家(?:住)?在|我家住|我住在?|我现在住|家住在?)(?:就?是|为|[:：\s])*([^，,。；;！!？?\n]{2,48}?(?:号楼|号院|单元|弄|栋|幢|座|室|号|村|组|户|小区|花园|公寓)(?:[^，,。；;！!？?\n]{0,14}?(?:单元|室|号|栋|楼|户))*)/g;
const ADDRESS_EN = /\b(?:my (?:home )?address is|i live (?:at|on)|home address\s?:?|deliver (?:it )?to)\s+(\d{1,5}[a-z]?[,\s]+[a-z0-9' .-]{2,40}?\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|court|boulevard|blvd|building|apartment|apt|block|garden|close|way)\b(?:[,\s]+(?:apt|apartment|unit|room|flat|building|block|suite)\.?\s?[a-z0-9-]+)*)/g;

function nameEnd(candidate: string): number {
  const surname = new RegExp(`^(?:${DOUBLE})`, 'u').test(candidate) ? 2 : 1;
  let length = surname;
  while (length < Math.min(candidate.length, surname + 2) && !AFTER_NAME.test(candidate.slice(length))) length += 1;
  return length > surname ? length : 0;
}

/** Where the name before the "at" begins; `at` itself when none stands there. */
function mailboxFrom(folded: string, at: number): number {
  let from = at;
  for (let words = 0; words < 12; words++) {
    const word = /([a-z0-9']+|[零〇一幺二两三四五六七八九]+|点|下划线|横杠|[._-])\s*$/.exec(folded.slice(Math.max(0, from - 40), from));
    if (!word || NO_MAILBOX.test(word[1] ?? '')) break;
    from -= word[0].length;
  }
  if (from < at || !/(?:邮箱|邮件|email)(?:地址)?(?:就?是)?\p{Script=Han}{2,4}\s*$/u.test(folded.slice(0, at))) return from;
  return from - (/\p{Script=Han}{2,3}\s*$/u.exec(folded.slice(0, at))?.[0].length ?? 0);
}

/** Personal words of folded text. */
export function personalWords(folded: string): WordFound[] {
  const found: WordFound[] = [];
  const group = (pattern: RegExp, kind: WordFound['kind'], index: number): void => {
    for (const match of folded.matchAll(pattern)) {
      const inner = match[index];
      if (inner === undefined) continue;
      const start = index === 0 ? match.index : match.index + match[0].lastIndexOf(inner);
      const trimmed = inner.trimEnd();
      found.push({ kind, start: start + (trimmed.length - trimmed.trimStart().length), end: start + trimmed.length });
    }
  };
  if (folded.includes('@')) group(EMAIL, 'email', 0);
  if (/\bat\b|艾特|爱特|圈a|@/.test(folded) && /dot|点|\./.test(folded)) for (const match of folded.matchAll(SPOKEN_DOMAIN)) {
      const start = mailboxFrom(folded, match.index);
      if (start < match.index) found.push({ kind: 'email', start, end: match.index + match[0].length });
    }
  if (/信|wechat|weixin|wx|vx/.test(folded)) group(WECHAT, 'wechat', 1);
  if (/qq|扣扣/.test(folded)) group(QQ, 'qq', 1);
  if (/护照|证|passport|permit|document/.test(folded)) { group(PASSPORT, 'passport', 1); group(HK_ID_NAMED, 'passport', 1); }
  if (/\([0-9a]\)/.test(folded)) group(HK_ID, 'passport', 0);
  if (/叫|名|人|患者|户主/.test(folded)) {
    for (const match of folded.matchAll(NAME_ZH)) {
      const candidate = match[3] ?? '';
      const length = NO_NAME.test(candidate) ? 0 : nameEnd(candidate);
      const start = match.index + (match[1] ?? '').length + (match[2] ?? '').length;
      if (length > 0) found.push({ kind: 'name', start, end: start + length });
    }
  }
  if (/name|called/.test(folded)) group(NAME_EN, 'name', 2);
  if (/址|住/.test(folded)) group(ADDRESS, 'address', 1);
  if (/address|live|deliver/.test(folded)) group(ADDRESS_EN, 'address', 1);
  return found;
}
