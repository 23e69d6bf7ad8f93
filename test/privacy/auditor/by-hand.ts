// Three hundred sentences written by hand, no two from one mould. What must go stands in braces; " | " parts turns, "K:" is the kiosk.
import type { Plant, Said } from './plant.ts';

const SENTENCES = `
师傅你好，我这个手机{13920714486}欠费停机了，能不能先给我开两个小时
我老伴儿的电话我背一下啊，{幺五八，零二三，九一，七七四零六}
不是不是，你听我说，是{一八六}不是一八五，{一八六零零七四二九五一}
前面138，| 后面{1380 7264 419}
我打过来用的就是这个号{17702983316}你们系统没显示吗
要不你加我吧，手机微信一个号，{19951207733}
K:请留下回电号码 | 行，{六二三四八八一七}，找我就行
K:请说一下您的手机号 | {幺三九} | K:嗯 | {四四二七} | K:好的 | {八八一三}
单位的：{028-85417762}转3，下班就没人接了
我没有手机，家里座机{0571 8820 3345}
这边是香港的号码，{+852 6123 9087}，能收短信吗
My number's a UK one, plus four four, {seven nine one one, two three four, nine oh six}
it's {07911 380 254}, you'll need the +44
Just ring me on {one three eight, double oh, six two, nine nine four one} when it's ready
Text {138-0062-9941}.
my US cell: {(415) 555-0199}
phone? uh, {one five nine}, | K: yes? | {seven seven two oh} | {three one one eight}
喂你好，我想问一下，我上个礼拜用{18604417290}这个号报的名，现在啥情况
号码是壹叁捌开头的，完整的{壹叁捌贰柒零肆玖捌壹陆}
我爱人手机，{1 3 3 0 7 4 4 9 9 2 8}，你给他打
我把联系方式发你了哈：{13344720918}（李）
{１８８２２９０４４７１}打这个
打我助理的，{139.1102.4857}
号码别念出来啊，{15210447739}
13点到，电话{13011749928}
A023号，电话{18290447163}，三号窗口
卡号给你报一下，{六二二二 零二零二 零零一一 二二三三 九四七}
我的信用卡{4392 2600 1187 4326}，后面三位要吗
工行的，{6222021001098765432}，里面就两千块
card ending, well the whole thing is {4111 1111 1111 1111}
It's an Amex, {3782 822463 10005}
{5500-0000-0000-0004} mastercard, it got eaten by the ATM
我把卡插进去它就吞了，卡号{6217 0013 7002 8841 903}
退到原卡吧，尾号不知道，反正是{6228480402564890018}
K:请报卡号 | {6214} | {8312} | {0098} | {7745}
对公账户{1100 1042 7000 5301 8842}
公积金卡{623094 1180 0045 7829}转到外地
他说要转账，让我打到{6225880137700942}，是不是骗子啊
身份证我念你听，{五一零一零七 一九八八 零三 一七 二二四一}
{11010519491231002X}这个号能查到吗
{320506 1975 0812 4417}我出生日期是对的吧
我儿子的，{51010720140301}后面四位{0098}
身份证号码尾号X：{44030619910722314X}
K:请输入身份证号 | {330106} | {19660409} | {2215}
我以前老证{510107660309221}，现在换成新的还能用吗
证件复印件上写的是{130102197711058834}
ID number: {440305 19830911 5527}
my Chinese ID card is {four four oh three oh five, one nine eight three, oh nine one one, five five two seven}
护照我拿着呢，{E82914470}
I've got a British passport, {533401892}
passport EB{2047713}
The passport is {G 4471 0928} and it expires in May
我是台湾来的，台胞证{04418827}
港澳居民来往内地通行证{H10447829}
回乡证号码H{0 4 8 1 7 7 2 9} 零一
HKID {A123987}(4)
我身份证是香港的，{Y447812}括号3
居留许可上的号码不记得，护照{P7729041A}
车停外面了，{川A·7K290}
{京N 8J 062}，灰色的帕萨特
粤B{D 4 4 1 7 2}，绿牌
我车{沪C 八二七六九}进不来，杆子不抬
开{鄂A点零六九二七}那个车主在不在，挡我道了
苏E{三个八}{K二}，八八八K二
津C{F20948}是新能源，停车免费吗
牌照是闽D后面{四九零二七}
渝{A-90L27}
the white Tesla, plate {沪A D 70 92 8}
我忘了车停哪了，车牌粤Z{7741}港
车牌号湘A{7 2 K 0 9}，交一下停车费
K:请说车牌号 | 浙A | {7K702}
K:请说车牌号 | 鲁B{二二} | {七K九}
邮箱{zhao.lin88}@163.com发我就行
发票发到{lhy0417}艾特qq点com
email it to {tom.wilkins}@btinternet.com please
{marketing_wu2019}@company.com.cn
it's {j underscore harker} at gmail dot com
我邮箱是{四四七一零九二八}@qq.com
我扣扣{447109283}，发文件用
企鹅{87204419}加一下
微信号 {luckymoon_77}
我微信就是{dd-laowang}，头像是只狗
加V {zhuzhu1990s}
wechat: {piaoliangjie520}
我的微信：{wxid_8h2kq0z71m}
我WX{qingfeng_0920}备注办社保
不方便扫码，搜{aaa-baobao-2012}，是我微信
我叫{诸葛明轩}，诸葛亮的诸葛
你好，{刘春花}，来拿体检报告
我{陈建军}，早上打过电话的
免贵{马}，马上的马
{赵铁柱}让我来的，说你们这能办
这是{何婉清}的身份证，我替她拿
我叫{小雨}，全名{林小雨}
姓名{阿依古丽·吐尔逊}
订了个包间，{宋}先生，六个人
K:请问您贵姓 | {钱}，钱多多的钱 | K:全名呢 | {钱学礼}
K:您的名字是？ | {尉迟恭敬}
帮我查查{孙悦然}在哪个班
我要给{周桂兰}交电费
{吴天明}的包裹到了没有
我是{郑凯}的妈妈，来接他放学
我女儿{蒋诗涵}走丢了，穿红衣服
我跟{韩梅梅}约好了在这碰头
找一下你们的{罗志祥}经理
客户{黄秋燕}，投诉工单
我们公司老板{曾国强}要来开户
我姓{夏}，夏天的夏，单名一个{荷}
双人间，{潘伟杰}和{潘伟业}两个人住
登记的是{苏轼之}，不是苏轼
病人{石磊磊}，挂骨科
请广播找一下{白雪飞}
我名字{龙腾}，龙年生的
本人{温如玉}现申请退卡
学生{方一诺}，高二三班
户主是我公公，叫{段德昌}
前台说找{戴小姐}
我就是{孔令辉}
乘机人{文静}
收货人写{鲁大海}
这个号是{易中天}先生登记的
我朋友叫{Kevin陈}
叫我{阿强}就行
{李大爷}，家住二楼那个
大名{高兴旺}，小名旺旺
护照上是{ZHANG XIAOLING}
Hi, {Fiona Abercrombie}, I've got a reservation
The name's {Bond}, James {Bond}
It's booked under {Takahashi}
I'm {Siobhan}, I rang earlier
We're the {Henderson} party, table of six
My husband, {Gareth Pugh}, has our tickets
could you page {Lakshmi Narayanan} please
This is Dr. {Feng} from the clinic
surname {Okonkwo}, first name {Chidi}
Name? {Wong Siu Ling}.
I'd like to check in, {Anders Lindqvist}
K:May I have your name? | {Beatrix} | K: And the surname? | {Kowalczyk}
my son's name is {Oliver Grant}, he's six
I'm here to see Mrs {Papadopoulos}
parcel for {D. Fernandez}
Put it under {Yuki Mori}
passenger {MULLER/HANS}
call me {Sasha}
it's {Priya} again
the account holder is {Theodora Vance}
家里地址：{武侯区桐梓林东路8号附3号}
我住{金牛区沙湾路会展花园12栋2单元1503}
寄到{合肥市蜀山区潜山路888号百利中心南塔2608}
送外卖到{三里屯SOHO B座1107}
我家{桂花苑七栋三单元六楼左手}停电了
上门修空调，{望江名门5-2-1802}
收货地址是{广东省深圳市南山区科苑路15号科兴科学园A栋}
你让师傅来{青年路甲12号院3号楼502}
我家在{紫荆小区}
老家{四川省仁寿县文林镇清水村四组}
快递放{丰巢，逸都国际二期}门口
住{酒店1708}，不对家住{玉林北路七巷四号}
I live at {22 Acacia Avenue}
deliver to {Flat 9B, Tower 3, Taikoo Shing}
my address? {14 Glebe Crescent, Stirling}
send the taxi to {88 Queensway, room 1204}
we're staying at my aunt's, {5 Lockhart Road 12/F}
home is {301 West 4th Street}
订单20261124001，收货{王小虎}，{13700447712}
{张三丰} {15900337741} {青城路5号院}
姓名 {李四光} 电话 {13377180294} 身份证 {510107195208113349}
{"name":"{崔永年}","phone":"{18144907723}"}
/api/v1/user?mobile={13599204417}&name={%E5%BC%A0%E4%BC%9F}&t=1764038400
ERROR sms gateway 400: invalid mobile {+8613599204417}
    at sendSms (sms.ts:44) to={17744028819}
user {18800447712} logged in from 10.0.0.3
card=**** {6222600110047728193} declined code=51
plate:{粤A12K87},lane:3,ts:1764038400123
key "{zhangsan1987}@126.com" already exists
body: 'id={44030519901104221X}&n=2'
[debug] asr final="我手机号是{一三五八八二零四四七一}" conf=0.81
asr.partial text={幺三九零四四} | asr.partial text={幺三九零四四二八}
sip:{13918827740}@10.1.1.4
tel:{+86-21-6247-8890}
wx openid not found for {wxid_k2l99f0a7d}
insert into t values ('{汪国真}','{13021447098}')
Authorization failed for account {6013821900047728193}
K:请问怎么联系您 | 你就打{八八七四四二零九}，白天都在家
K:还有别的电话吗 | 有，{159} | {0447} | {1928}
我打错了，刚才说的{13588204471}最后一位是{2}，{13588204472}
我手机{一三五}，等一下我看看啊，{八八二零}，嗯，{四四七一}
幺八八那个号不用了，现在用{一七七四四零二八八一九}
{十三亿的十三，八八二零，四四七一}电话
号码一百{三十九}，然后{四四二七 八八一三}
拨打{一三九四四二七八八一三}联系我本人
我手机{l39 4427 88l3}
联系{1394427 八八一三}
{13944278813}，{13944278814}，两个都行
手机号：139****8813，完整的是{139 4427 8813}
他的尾号是{8813}，前面是{1394427}
电话{1394427881三}
手机（{139}）{4427}-{8813}
打{139}空格{4427}空格{8813}
你记 {139} 再记 {4427} 再记 {8813}
tel {1‑3‑9‑4‑4‑2‑7‑8‑8‑1‑3}
{yao san jiu} si si er qi {ba ba yao san}
My number is {139 double four 27 double eight 13}
my WhatsApp is {+44 7700 900147}
my Line id is {sakura_1122}
银行卡{六二二五八八零一三七七零零九四二}有效期零六二九
卡背面三位{471}，卡号{6225880137700942}
社保卡号{A04471928}
驾驶证号和身份证一样{510107198803172241}
医保卡{5101071988031722}
军官证 军字第{1044728}号
学号{2023141460028}
手机IMEI{860447029918273}
会员卡号{8800447712093}
存折账号{4402 2510 0104 4719}
水电户号我不知道，户名{曹志远}，地址{琴台路31号}
明天九点来的客人{郭美玲}，两位，电话{13644720918}
这孩子叫{王子轩}，他妈电话{13799204417}
我叫{张三}
我是{张三}
我是来办社保的{张三}
姓{张}名{三}
A015号请到3号窗口
我是A015，轮到了吗
现在是下午三点二十五分
三号窗口一二三四五号都叫完了
十二点十五到一点四十五休息
二零二六年十一月二十四号星期二
10点10分，12号窗口，34号，5楼
请B0123到12号，B0124到13号，B0125到14号
1 2 3 4 5 6 7 能听到吗
一二三四五六七八九十，测试测试
12345热线打不通
95588转人工按几
400-820-8820
拨打010-12345可以吗
你们这里邮编610041对吧
上次的回执编号是20261103
今天11月24日，明天25日，后天26日
2026-11-24 09:30:00
3号楼2楼205室办什么
去A区12排34座
一共一千三百八十八块八
余额13800.50
定期三年利率百分之一点五五
1380元一晚贵不贵
CA1381几点飞
G1386次到哪
我坐3U8881来的
MU5138登机口在哪
取件码5-2-1043
取餐号138
我的号是138，还有几个
前面是138号，我是139号
iPhone 15 Pro 256G 8999元
格力KFR-35GW/NhAa1BAj
订单尾号9527
密码输错三次锁了
我忘了身份证带
我想改手机号
我的微信支付不了
微信号怎么注册
我叫的外卖到了吗
我叫了号怎么没反应
叫张三的有好多人吧
名字太长打不下
姓名栏怎么填
车牌摇号结果
京A开头的车能进吗
沪牌多少钱
住宿费能报销吗
我住得远
送到门口加钱吗
寄到北京要几天
地址栏填哪里
你们在人民路几号
人民路123号是你们吗
请问天府大道北段1700号怎么走
坐12路到人民公园
我是老师，有优惠吗
我是来自北京的
我是谁不重要
我就是问问
我是下午来的
这是我的护照
我找厕所
找零钱
我姓名打错了
何时可以领证
高铁票
金牌会员
石头剪刀布
毛笔哪里买
马路对面
白天黑夜
钱包丢了
万一不行呢
龙卡信用卡
牛肉面加蛋
李子多少钱一斤
黄瓜新鲜吗
周末上班吗
严重吗
安检排队
何不早说
唐诗三百首第12首
一去二三里，烟村四五家
window 3, ticket A015
it's ten past nine
from 9:30 to 11:45
call 999
I'm number 42
I am hungry
I'm from room 1203
room 1203 please
table for two at seven thirty
flight BA 038 at 14:20
call me a cab
my name was called
this is ridiculous
is this seat taken
under ten dollars
I'm Chinese
I'm vegetarian
Is Dr. Pepper sold here
open from one to two thirty
twenty twenty six
one two three four five
platform nine and three quarters
iPhone 17 costs 999
the King's Arms pub
I need to call home
K:请问您贵姓 | 我不想说
K:您的手机号？ | 我没有手机
K:请问几位 | 四位，六点半
K:请说一下您的手机号 | 等一下我找找
K:May I have your name? | Why do you need it?
K:您的联系电话是多少？ | 不方便留
`;
export interface ByHand { readonly plant: Plant | undefined; readonly text: string }

/** Each sentence; one without braces must come out as it went in. */
export function byHand(): ByHand[] {
  return SENTENCES.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const secrets = [...line.matchAll(/\{([^{}"]+)\}/g)].map((match) => match[1] ?? '');
    const bare = line.replace(/\{([^{}"]+)\}/g, '$1');
    const says: Said[] = bare.split(/ ?\| ?/).map((turn) => (turn.startsWith('K:') ? { who: 'other', text: turn.slice(2).trim() } : { who: 'visitor', text: turn }));
    if (secrets.length === 0) return { plant: undefined, text: bare };
    const log = /^[{/[]|^(?:ERROR|user |card=|plate:|key |body|sip|tel:|wx |insert|Author|\s+at)/.test(line);
    return { text: bare, plant: { kind: 'by-hand', channel: log ? 'log' : 'speech', ...(log ? { line: { text: bare } } : { says }), secret: { words: secrets } } };
  });
}
