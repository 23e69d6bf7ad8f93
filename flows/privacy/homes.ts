// Where somebody lives: a street with a number or a flat in an estate, behind words that say whose home it is.

const NUMBER = '[0-9零〇一幺二两三四五六七八九十百]{1,7}';
const NO_PLACE = '(?!窗口|柜台|线|出口|登机口|门|厅|台|桌|车|机|座位|口)';
const ESTATE = '(?:小区|花园|家园|公寓|新村|苑|城|园|府|湾|庭|里|居|大厦|广场|天街|国际|公馆|华庭|家属院|宿舍|江南|桂园|庄|村)';
const STREET = `(?:路|街|大道|道|巷|弄|胡同|里|条|桥|村|镇|庄)(?:[东西南北中一二三四五六七八九十]{1,2}[段里])?(?:[东西南北中])?\\s?[甲乙丙丁附临]?`;
const FLAT = `(?:${NUMBER}\\s?(?:号楼|号院|栋|幢|单元|号(?!楼)${NO_PLACE}|弄|室|座|户|组)|(?:栋|幢|单元|楼|座|号)\\s?${NUMBER}(?:室|户)?|${NUMBER}\\s?楼\\s?[a-z\\d]{1,4}\\s?[座室]?|[a-z]\\s?[座栋幢](?:\\s?${NUMBER})?)`;
const PART = new RegExp(`\\p{Script=Han}{1,8}\\s?${STREET}\\s?${NUMBER}\\s?[号弄](?!线)${NO_PLACE}|${NUMBER}\\s?(?:号楼|栋|幢|单元|弄)|\\p{Script=Han}{2,10}${ESTATE}\\s?${NUMBER}`, 'gu');
const A_PART = new RegExp(PART.source, 'u');
const LAST = new RegExp(`${FLAT}|\\p{Script=Han}{1,4}${ESTATE}(?!\\p{Script=Han}{3})`, 'gu');
/** 三幢 406: the number of the flat without its word. */
const LAST_NUMBER = new RegExp(`^\\s?(?:${NUMBER}\\s?(?:室|号|户)?(?!\\p{Script=Han}))`, 'u');
const SAYS_HOME = /(?:家庭住址|住址|(?<!网|ip|写|填|改|换|个)地址|我家(?:就|现在)?(?:住|在|是)+|我们家(?:就|现在)?(?:住|在|是)+|家(?:就|现在)?住在?|我(?:就|现在|目前)?住在?|现住在?|居住在?|租住在?|住在|户口(?:所在地)?(?:是|在)?|户籍(?:所在地)?(?:是|在)?|籍贯|寄[到去给往]|[送派发运搬][到去往](?!家)|邮到|来(?:到|我家|家)|师傅[到去来]|上门[到去]?|家[是在]|回家?到|送货|收货|收件|取件)(?:就?是|为|在|到|[:：\s"“'])*/g;
const STOP = /[，。；;！!？?\n"“”'<>{}[\]|\p{Extended_Pictographic}]|,(?!\s?\p{Script=Han})/u;
const ASKED = /地址|送到哪|寄到哪|住在?哪|住址|上门/;

const WORD_NUMBER = '(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|double|and)';
const STREET_EN = `(?:\\d{1,5}[a-z]?(?:[-/]\\d{1,4})?|${WORD_NUMBER}(?:[\\s-]+${WORD_NUMBER}){0,6})(?:,?\\s+(?:[a-z0-9'’.-]{1,20}\\s+){1,4}?)(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|boulevard|blvd|garden|gardens|close|way|place|court|mews|wharf|quay|promenade|circus|hill|gate|path|crescent|terrace|square|crescent|row|hill|estate|alley|building|tower|mansions?|parkway|highway)\\b\\.?`;
const FLAT_EN = '(?:apt|apartment|unit|room|flat|building|block|suite|floor)';
const HOME_EN = new RegExp(`(?:^|\\b)((?:${FLAT_EN}\\.?\\s?#?[a-z0-9-]{1,6},?\\s+)?${STREET_EN}(?:[,\\s]+${FLAT_EN}\\.?\\s?#?(?:${WORD_NUMBER}\\b[\\s-]?)*[a-z0-9-]*)*(?:,\\s?[a-z][a-z .'-]{1,30}(?=[,.;!?]|$)){0,3})`, 'g');
const A_HOME_EN = new RegExp(HOME_EN.source);
const SAYS_HOME_EN = /(?:\baddress(?: is|'s|:| would be)?|\b(?:live|lives|living|stay|staying|reside|residing|resides)(?: at| on| in)?|\b(?:deliver|delivered|delivery|send|sent|ship|shipped|mail|mailed|post|bring|forward|courier)\b[^.;!?]{0,24}?\bto|\bhome(?: is)?(?: at)?|\bmy (?:house|flat|place|apartment|home)(?: is)?(?: at| on)?|\bpick(?:ed)?(?: \w+)?(?: \w+)? ?up (?:from|at)|\bmove[ds]? to|\bcome to)[\s:?,"“]*$/;
const ASKED_EN = /address|where (?:shall|should|do|can) (?:we|i)|where do you live/;

/** A flat says by itself that it is a home: 碧桂园6幢4单元502, 文化西路246弄52号705室, 27栋2004室. Offices have rooms as well, but no units. */
const N = '[0-9零〇一幺二两三四五六七八九十百]';
const A_FLAT = new RegExp(`(?:社区|村|坝|湾)\\s?${N}{1,3}\\s?[组社队]\\s?${N}{0,4}\\s?号?|(?<=(?:号院?|院|广场|大厦|中心|公寓|国际)\\s?)(?:${N}{1,3}\\s?(?:号楼|栋|幢)|[a-z]\\s?[座塔栋])\\s?${N}{3,5}\\s?室?|${N}{1,5}\\s?(?:号楼|栋|幢|座|号院?|弄)?\\s?${N}{1,4}\\s?单元\\s?(?:${N}{1,3}\\s?(?:楼|层)\\s?)?${N}{0,5}\\s?(?:室|号|户)?|${N}{1,5}\\s?弄\\s?${N}{1,4}\\s?号\\s?(?:${N}{3,5}\\s?室?)?|(?:(?<=[园城苑湾府里南庭区街村寓轩居郡邸墅]\\s?)|(?<=路\\s?${N}{1,5}号\\p{Script=Han}{0,10}))${N}{1,4}\\s?(?:号楼|栋|幢|座)\\s?(?:${N}{1,3}\\s?(?:楼|层|门)\\s?)?${N}{0,5}\\s?(?:室|号|户)?|(?<=[园城苑湾府里南庭区街村寓轩居郡邸墅])\\s?${N}{1,2}-${N}{1,2}-${N}{3,4}`, 'gu');
const PUBLIC_PLACE = /^(?:去|到|从|在|请问|怎么走|那边|这边|旁边|对面|\s)*$|自助|窗口|柜台|大厅|会议|教室|办公|客房|停车|食堂|展厅/;
const BEFORE_A_HOME = /^.*(?:地址|住在?|家在|家是|家住|送到?|寄到?|搬[到去]|来到?|[到在是给]|把|我家?|[，,：:;；\s])/u;
/** 西安市雁塔区小寨东路11号: a whole postal address; whose it is says what stands beside it. */
const CHAIN = /\p{Script=Han}{2,3}(?:市|县|州)\p{Script=Han}{2,4}(?:区|县|镇|街道)\p{Script=Han}{2,8}(?:路|街|道|巷|村)(?:[东西南北中]?[一二三四五六七八九十]?[段里])?\s?\d{1,4}号?(?:院|附\d+号)?/gu;
const ABOUT_HOME = /(?:住户?|业主|去|到|接|寄|送|发|家|在|是|[:：])\s?$/;
const TROUBLE = /^[,，]?\s?(?:接|漏|停[水电气]|报修|报停|有空|上门|来[接修]|修|堵|坏)/;
/** My own estate, without a number. */
const OWN_ESTATE = /(?:我家|我们家|家里|老家|本人|我)(?:就|现在|目前|是|也)?(?:住在?|在|是|住)\s?(\p{Script=Han}{2,20}?(?:小区|花园|家园|公寓|新村|雅苑|苑|家属院|公馆|华庭|府|湾|村[一二三四五六七八九十\d]*组?|国际[一二三四]期))/gu;
/** 阳光花园3栋1单元502 is a home whoever speaks of it. */
function flats(folded: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const flat of folded.matchAll(A_FLAT)) {
    const [before] = /[\p{Script=Han}\d\s-]{0,32}$/u.exec(folded.slice(0, flat.index)) ?? [''];
    const cue = BEFORE_A_HOME.exec(before)?.[0].length ?? 0;
    const place = before.slice(cue);
    const unit = flat[0].includes('单元') && /单元\s?[0-9零〇一幺二两三四五六七八九十]/.test(flat[0]);
    if (PUBLIC_PLACE.test(folded.slice(flat.index, flat.index + flat[0].length + 6)) || (!unit && !/[路街道巷园城苑湾府里南庭区村寓轩居郡邸墅弄坝]/.test(place + flat[0]))) continue;
    if (!unit && !/\d{3}|[零〇一幺二两三四五六七八九]{3}|[室户]|[楼层]$|弄|[组社队]/.test(flat[0])) continue;
    found.push({ start: flat.index - place.length, end: flat.index + flat[0].trimEnd().length });
  }
  return found;
}

/** A street with a number or a flat. */
export function looksLikeHome(value: string): boolean {
  const low = value.toLowerCase();
  return A_PART.test(low) || A_HOME_EN.test(low);
}

function homeFrom(folded: string, at: number): { start: number; end: number } | null {
  const rest = folded.slice(at, at + 70);
  const stop = STOP.exec(rest)?.index ?? rest.length;
  const text = rest.slice(0, stop);
  if (!A_PART.test(text)) return null;
  let end = 0;
  for (const part of text.matchAll(LAST)) {
    // Words between two parts of an address are its own: an estate, no sentence.
    if (end > 0 && part.index - end > 12) break;
    end = part.index + part[0].length;
  }
  end = Math.max(end, ...[...text.matchAll(PART)].map((part) => part.index + part[0].length));
  const behind = LAST_NUMBER.exec(text.slice(end));
  if (behind) end += behind[0].trimEnd().length;
  const lead = /^[\s:：]*/.exec(text)?.[0].length ?? 0;
  return end > lead ? { start: at + lead, end: at + end } : null;
}

/** Everything that looks like a home, whoever's: for a visit in which one was told. */
export function homesAnywhere(folded: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const part of folded.matchAll(PART)) {
    const from = Math.max(0, ...[...folded.slice(0, part.index + 1).matchAll(/[,，。；;！!？?\n"“”:：\s]/g)].map((stop) => stop.index + 1));
    const home = found.some((one) => one.start <= part.index && one.end > part.index) ? null : homeFrom(folded, Math.min(from, part.index));
    if (home) found.push(home);
  }
  for (const place of folded.matchAll(HOME_EN)) found.push({ start: place.index, end: place.index + place[0].trimEnd().length });
  return found;
}

/** The homes of folded text. `asked`: what was asked before it. */
export function homes(folded: string, asked = ''): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = /单元|弄|[栋幢座塔组社队]|号楼|\d-\d/.test(folded) ? flats(folded) : [];
  for (const chain of folded.matchAll(CHAIN)) if (ABOUT_HOME.test(folded.slice(Math.max(0, chain.index - 6), chain.index)) || TROUBLE.test(folded.slice(chain.index + chain[0].length, chain.index + chain[0].length + 8))) found.push({ start: chain.index, end: chain.index + chain[0].length });
  for (const own of folded.matchAll(OWN_ESTATE)) found.push({ start: own.index + own[0].length - (own[1] ?? '').length, end: own.index + own[0].length });
  for (const says of folded.matchAll(SAYS_HOME)) {
    const home = homeFrom(folded, says.index + says[0].length);
    if (home) found.push(home);
  }
  if (found.length === 0 && ASKED.test(asked)) {
    const home = homeFrom(folded, 0);
    if (home) found.push(home);
  }
  if (/[a-z]{2}/.test(folded)) for (const place of folded.matchAll(HOME_EN)) {
      const before = folded.slice(Math.max(0, place.index - 60), place.index);
      if (SAYS_HOME_EN.test(before) || ((ASKED_EN.test(asked) || ASKED.test(asked)) && before.length <= 24)) found.push({ start: place.index, end: place.index + place[0].trimEnd().length });
    }
  return found;
}
