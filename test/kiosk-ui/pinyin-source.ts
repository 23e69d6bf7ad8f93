// Makes the table of the pinyin keyboard from pinyin-pro: which characters a syllable may be, the likely ones first. What is
// likely: everyday Chinese, the words of halls and counters, surnames, given names, addresses. `node test/kiosk-ui/pinyin-source.ts`
// writes it; a test holds the written table against it.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pinyin } from 'pinyin-pro';

/** The commonest characters of written Chinese, commonest first. */
const EVERYDAY =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重' +
  '并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基' +
  '眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运';

/** Those of counters and halls, commonest first. */
const COUNTERS =
  '吗的。有一么了不能我哪电在上号要机到人怎个里以点多费办什可没请是时证天几用来车手下少开间台行十钱和好门你子小取换带收元、打大还三票件说卡口务会房这修报分课五过位话班二业码服停保去单份员退想水最地看家们身餐前期日六帮网出问走信内约理查您工找给学交包四免自线发改柜月公年八晚楼零登价先' +
  '东快寄充次器西周现老两儿买或户区套就后窗孩店再金坐些货安记方每钟补付都菜进生照叫面款等别外账箱路动明住对道物午回送预通本名久订放拿李中候边重装提洗丢便量师转表存场新吃排作也座息半九程经无营国热流起接算室全银早度加七飞厅得运客谁百入假站着比事合关高递者品长试宜短烟宝空值坏签数教询花' +
  '护失同航结检当右近按张消火料诉字领层留正密完原错被做满椅轮头意清申所左忘屏太辣语录休灯险调系托定见需赔岁让管牌格今马址助额衣慢贵节直听扫借景准投山宽样平咨微游饭跟气梯卖风超共知成厕忙块优己导如傅种幕桌推折已只音障急架低选租招酒材连代第条限活光项谢视把积支司印扣冰之购置居产蛋米标处' +
  '解续商文奶顾末告他随队红真拍常食销那财维刷资很至肉玩堂书联惠婴复掉落斤从为法输油心铁片体干利券验跳色童弄挂延床备质民差声含医万设式效部素稍漏旧市夜纸离汽附考往讲病敏亮骗插卫驾题除序冷级旁抽币特园配贷贴瓶基英舱应称社测果断压主雨谷认袋省杀妈狗救实规受速适药编猫广味另布专饮鸡茶类步填' +
  '吸裹更制际计母划镜豆池整南驶湖毛捡拆响双养院闸误股碍核易侧鱼索段欠写像散峰喝友凭示桩故搬够介迟绍因变鲜迎跑络星才升千云顶注尿宠婚始偷首白朋软私封型具馆损孕姓剩醒议般脑海底容啥余露观确由率押呼习黄麻盒琴牛宾远该目画港啡咖古副警舞统紧泡板控总待反供临聘碎播执态伞竹监爬溪泄刀亏香靠邮评' +
  '破烧杯倒须隐阶荐温止情影刹冒于防禁档普抢引建团镇诈缴盘浴残概指拉巾屋城围北其乘礼盖历催陪闭糕移燃澳汤扔尽刚凉享乐锅脚糖炸摔呀各兆税独旅政操寺喂违角蓝胎疾派替拨异寸季吉况腿笔求晕厨初偿龄集链途碗相盲炒源死智春恢思征坡黑锁训美王抱抬弹图伤页静遍轻言职绿欢显持截志垃圾吧化仪钥赶街舒益瑜' +
  '爸滤摄并培匙冻频闪脏翻粉答校感怀女功伽企麸鞋邻辆缺缸章疑煤洞松施据必局妇召达较趟血科犬然归库宿委墙售任钢读融脸烘歉栈抵庭庆力剪删创颤非青难责译背纹立穿瀑波未昨拜扰廊参切减储驿载纪硬璃玻毒椒晶掌审净亲逛负识蔬育焙汇栋担承宴境博乳骚韩许绑稳牙滴湿杆木拖批增呢乱举蹈象详访蒜葱茄范腐累激' +
  '滚河术暑拔均列决兑骑震阀铃酸遇跨练突睡狮灭涨根晨搜援技怕尾壳吵及劫军册健众逾逃触虾脱罚绩端祝础砍疏猴猪爆熟滨滑液济棚撤拼拦抖抄巴婆堵垫啊启吞向兼丁骨隔阳遥肚石皮番环父澡江棒束权暂携描懂律刻凌使雾雷逼虫膜胶耳简犯版爱煮炉灾漫殊棋桶官娃夕喘厘刮';

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒' +
  '阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满' +
  '闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由';

const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文辉红宇浩轩梓涵欣怡子雨佳琪博思晨晓婷雪慧颖莹璐倩瑶萌嘉睿泽铭俊鹏飞凯鑫志峰斌波海燕梅琴云淑珍凤莲春花香月菊萍小宝祥福贵荣昌德仁义礼智信诗琳瑞曦诺一依萱若希语彤妍可馨悦';
const ADDRESS = '省市区县镇乡村路街道巷弄号楼单元室栋幢座苑园院里大门期层组队庄桥口坊湾城府庭居阁轩花新东西南北中前后上下左右内外一二三四五六七八九十百零幺';

const WORDS = `
小区 花园 新村 家园 公寓 大厦 大楼 广场 中心 大道 大街 街道 公路 胡同 社区 单元 号楼 号院 门口 一号 二号 三号 四号 五号 六号 七号 八号 九号 十号 一楼 二楼 三楼 一单元 二单元 三单元 四单元 东门 西门 南门 北门 东路 西路 南路 北路 中路 东街 西街 南街 北街 一路 二路 三路 环路 二环路 三环路 一段 二段 三段 四段 别墅 山庄 宿舍 学校 医院 大学 中学 小学 幼儿园 酒店 宾馆 商场 超市 银行 车站 火车站 地铁站 汽车站 机场 工业园 开发区 高新区 科技园 产业园 公园 体育馆 图书馆 派出所 居委会 物业
人民路 解放路 中山路 建设路 和平路 幸福路 文化路 新华路 胜利路 友谊路 长江路 黄河路 南京路 北京路 上海路 天府大道 人民南路 人民北路 人民东路 人民西路 中山东路 中山西路 解放大道 建国路 建国门 长安街 学院路 大学路 科技路 工业路 滨江路 滨河路 沿江路 江滨路 湖滨路 环城路 迎宾路 迎宾大道 世纪大道 朝阳路 朝阳区 光明路 青年路 健康路 团结路 东风路 红旗路 五一路 八一路 民主路 民生路 富强路 振兴路 兴业路 金融街 春熙路 玉林路 桂花苑 桂花路 阳光小区 阳光花园 幸福小区 幸福里 幸福家园 锦绣花园 翠苑 丽苑 梅园 兰园 竹园 菊园 牡丹园 万科城 恒大 碧桂园 保利 金地 龙湖 中海 绿地 融创 华润
北京 北京市 上海 上海市 天津 天津市 重庆 重庆市 河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海
石家庄 太原 沈阳 大连 长春 哈尔滨 南京 苏州 无锡 常州 杭州 宁波 温州 合肥 福州 厦门 泉州 南昌 济南 青岛 烟台 郑州 洛阳 武汉 长沙 广州 深圳 珠海 佛山 东莞 海口 三亚 成都 成都市 绵阳 贵阳 昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐 呼和浩特 南宁 桂林 海淀区 西城区 东城区 丰台区 浦东新区 黄浦区 徐汇区 静安区 武侯区 锦江区 青羊区 金牛区 成华区 天河区 越秀区 福田区 南山区 罗湖区 江北区 渝中区 历下区 鼓楼区 玄武区 西湖区 滨江区
欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 端木 长孙 宇文 南宫 先生 女士 小姐 小明 小红 小王 小李 建国 建军 志强 志明 国强 国庆 文静 晓明 晓东 丽华 秀英 桂英 玉兰 淑芬 海燕 雪梅 春梅 子轩 浩然 梓涵 欣怡 雨欣 子涵 一诺 思远 嘉怡 佳琪 王伟 李娜 张伟 王芳 李强 张敏 刘洋 陈静 杨帆 赵磊 黄丽 周杰 吴刚 徐明 王小明 李小红 张三 李四 王五
我要 我想 请问 怎么 什么 多少 多少钱 哪里 在哪里 什么时候 几点 可以 不可以 需要 不需要 办理 查询 预约 取消 修改 退款 退货 换货 投诉 建议 缴费 充值 开户 挂失 补办 身份证 户口本 护照 驾照 银行卡 信用卡 手机号 电话 地址 姓名 密码 发票 收据 会员 会员卡 优惠 打折 活动 停车 停车场 车牌 行李 寄件 取件 快递 包裹 房间 房卡 入住 退房 早餐 午餐 晚餐 菜单 点菜 外卖 米饭 面条 饮料 啤酒 水 热水 空调 冰箱 洗衣机 电视 热水器 油烟机 维修 安装 保修 漏水 不制冷 不工作 坏了 停电 没电 电线 电表 电费 水费 燃气 宽带 网络 流量 套餐 话费 登机 登机口 航班 值机 托运 安检 门票 景区 导游 讲解 课程 报名 学费 老师 孩子 家长 作业 考试 今天 明天 后天 上午 下午 晚上 现在 马上 谢谢 您好 你好 再见 没有 不是 是的 好的 不要 不用 这里 那里 附近 旁边 对面 楼上 楼下 卫生间 洗手间 厕所 出口 入口 电梯 楼梯 服务 服务员 工作人员 人工 帮助 麻烦 一点 少放 不放 辣椒 香菜 葱 蒜 打包 堂食 靠窗 安静 包间 儿童 座椅 轮椅 老人 宝宝 生日 蛋糕`;

const LEVELS = [0xb0, 0xd8, 0xf8] as const; // GB 2312: everyday characters up to the second, rare ones behind it

/** Every character of GB 2312 in its order. */
function everyCharacter(): { sign: string; rare: boolean }[] {
  const decoder = new TextDecoder('gb18030');
  const found: { sign: string; rare: boolean }[] = [];
  for (let row = LEVELS[0]; row < LEVELS[2]; row += 1) for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
    const sign = decoder.decode(new Uint8Array([row, cell]));
    if (/^\p{Script=Han}$/u.test(sign)) found.push({ sign, rare: row >= LEVELS[1] });
  }
  return found;
}

const rankIn = (list: string): Map<string, number> => new Map([...list].map((sign, i) => [sign, i] as const).reverse());

/** The text of `kiosk-ui/pinyin/table.ts`. */
export function tableSource(): string {
  const [everyday, counters, surnames, given, address] = [EVERYDAY, COUNTERS, SURNAMES, GIVEN, ADDRESS].map(rankIn) as [Map<string, number>, Map<string, number>, Map<string, number>, Map<string, number>, Map<string, number>];
  const worth = (sign: string): number => {
    const part = (list: Map<string, number>, weight: number): number => { const at = list.get(sign); return at === undefined ? 0 : weight / (at + 40); };
    return part(everyday, 1) + part(counters, 1.2) + part(surnames, 1.2) + part(given, 0.4) + part(address, 0.8);
  };
  const table = new Map<string, { sign: string; worth: number }[]>();
  for (const { sign, rare } of everyCharacter()) {
    const readings = [...new Set(pinyin(sign, { multiple: true, type: 'array', toneType: 'none', v: true }))];
    readings.forEach((syllable, i) => {
      if (!/^[a-z]{1,6}$/.test(syllable) || (rare && i > 1)) return;
      table.set(syllable, [...(table.get(syllable) ?? []), { sign, worth: worth(sign) * (i === 0 ? 1 : 0.15) + (rare ? 0 : 0.0005) }]);
    });
  }
  const rows = [...table].sort(([a], [b]) => (a < b ? -1 : 1)).map(([syllable, signs]) => `${syllable} ${signs.sort((a, b) => b.worth - a.worth).map((each) => each.sign).join('')}`);
  const words = [...new Set(WORDS.trim().split(/\s+/))].filter((word) => word.length > 1).map((word) => `${word} ${pinyin(word, { type: 'array', toneType: 'none', v: true }).join(' ')}`);
  const lines = (parts: string[], per: number): string => Array.from({ length: Math.ceil(parts.length / per) }, (_, i) => parts.slice(i * per, (i + 1) * per).join(';')).join('\n');
  return `// The characters of every pinyin syllable and the words worth a touch, likely ones first. Written by
// test/kiosk-ui/pinyin-source.ts from pinyin-pro; edit that, not this.

/** \`syllable characters\`, parted by semicolons and line ends. */
export const SYLLABLES = \`${lines(rows, 4)}\`;

/** \`word syllable syllable\`, parted likewise. */
export const WORDS = \`${lines(words, 8)}\`;

export const SURNAMES = '${SURNAMES}';
export const ADDRESS_SIGNS = '${ADDRESS}';
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(fileURLToPath(new URL('../../kiosk-ui/pinyin/table.ts', import.meta.url)), tableSource());
