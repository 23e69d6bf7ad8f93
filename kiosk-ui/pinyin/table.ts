// The characters of every pinyin syllable and the words worth a touch, likely ones first. Written by
// test/kiosk-ui/pinyin-source.ts from pinyin-pro; edit that, not this.

/** `syllable characters`, parted by semicolons and line ends. */
export const SYLLABLES = `a 阿啊呵吖嗄腌锕;ai 艾碍爱埃挨哎唉哀皑癌蔼矮隘捱嗳嗌嫒瑷暧砹锿霭;an 安按广鞍氨俺暗岸胺案厂谙埯揞犴庵桉铵鹌黯;ang 肮昂盎仰
ao 敖澳凹熬翱袄傲奥懊嚣坳艹拗嗷岙廒遨媪骜獒聱螯鏊鳌鏖;ba 八把巴吧爸拔芭捌扒叭笆疤跋靶耙坝霸罢茇菝岜灞钯粑鲅魃;bai 白百柏拜摆佰败稗伯捭呗掰擘;ban 办班半搬般板版斑扳颁扮拌伴瓣绊阪坂钣瘢癍舨
bang 帮彭绑棒旁邦梆榜膀磅蚌镑傍谤蒡浜;bao 包报保宝鲍薄抱爆瀑苞胞褒剥雹堡饱暴豹刨炮曝勹葆孢煲鸨褓趵龅;bei 北被备杯背焙碑悲卑辈贝钡倍狈惫臂勃孛陂邶蓓呗悖碚鹎褙鐾鞴;ben 本奔苯笨夯畚坌贲锛
beng 蚌崩绷甭泵蹦迸堋嘣甏;bi 比毕必闭币笔逼鼻鄙彼碧蓖蔽毙毖庇痹敝弊辟壁臂避陛佛拂秘泌匕俾芘荜荸萆薜吡哔狴庳愎滗濞弼妣婢嬖纰璧贲睥畀铋秕裨筚箅篦舭襞跸髀;bian 边便变卞编遍鞭贬扁辨辩辫匾弁苄忭汴缏煸砭碥窆褊蝙笾鳊;biao 表标彪膘婊骠杓飑飙飚灬镖镳瘭裱鳔髟
bie 别鳖憋瘪蹩;bin 宾斌份滨频彬濒摈傧豳缤玢槟殡膑镔髌鬓;bing 并冰病屏兵柄丙秉饼炳禀冫邴摒枋槟;bo 博波播拨玻卜柏薄般剥菠钵勃搏铂箔伯帛舶脖膊渤泊驳簿佛孛亳蕃擗啵饽艴檗擘礴钹鹁簸趵跛踣
bu 不部补卜布步堡捕哺埠簿怖埔卟逋瓿晡钚钸醭;ca 拆擦嚓礤;cai 蔡菜才材财猜裁睬踩采彩;can 餐残参蚕惭惨灿掺孱骖璨粲黪
cang 舱苍仓沧藏伧;cao 曹操糙槽草嘈漕屮螬艚;ce 厕测侧册策栅恻;cen 岑参涔
ceng 曾层蹭噌;cha 查差插茶刹叉茬碴搽察岔诧喳苴嚓猹馇汊姹杈楂槎檫锸镲衩;chai 柴拆差豺侪钗瘥虿;chan 产单颤搀掺蝉馋谗缠铲阐崭冁谄蒇廛忏潺澶孱羼婵骣觇禅镡蟾躔
chang 长场常昌偿猖尝肠厂敞畅唱倡裳倘淌伥鬯苌菖徜怅惝阊娼嫦昶氅鲳;chao 超晁炒吵抄钞朝嘲潮巢绰剿怊焯耖;che 车撤扯掣彻澈尺坼屮砗;chen 陈晨谌沈称郴臣辰尘忱沉趁衬伧谶抻嗔宸琛榇碜龀
cheng 程成城称乘承盛抢净撑橙呈惩澄诚逞骋秤丞埕噌枨柽樘晟塍瞠铖铛裎蛏酲;chi 池迟吃持匙痴弛驰耻齿侈尺赤翅斥炽傺郗坻墀茌叱哧啻嗤彳饬媸柢敕眙眵鸱瘛褫蚩螭笞篪豉踟魑;chong 充种宠重虫冲崇涌茺忡憧铳舂艟;chou 仇抽酬畴踌稠愁筹绸瞅丑臭俦帱惆瘳雠
chu 出处储初褚楚除厨触础助橱躇锄雏滁矗搐畜亍刍怵憷绌杵楮樗蜍蹰黜;chuai 揣搋啜嘬膪踹;chuan 传穿喘川椽船串舛遄巛氚钏舡;chuang 窗床幢创疮闯怆
chui 吹炊捶锤垂椎陲棰槌;chun 春椿醇唇淳纯蠢莼肫鹑蝽;chuo 戳绰淖啜辶辍踔龊;ci 次此差疵茨磁雌辞慈瓷词刺赐伺兹茈呲祠鹚糍
cong 从丛葱聪囱匆苁淙骢琮璁枞;cou 凑楱辏腠;cu 粗醋簇促趋趣卒蔟徂猝殂酢蹙蹴;cuan 蹿篡窜攒汆撺爨镩
cui 崔催摧脆瘁粹淬翠衰萃啐悴璀榱毳隹;cun 村存寸蹲忖皴;cuo 错磋撮搓措挫厝嵯脞锉矬痤瘥鹾蹉;da 大打达答搭瘩惮耷哒嗒怛妲沓疸褡笪靼鞑
dai 带戴代大贷袋待毒呆歹傣殆逮怠诒埭甙呔岱迨骀绐玳棣黛;dan 单但蛋石担弹耽丹郸掸胆旦氮惮淡诞儋萏啖澹殚赕膻眈疸瘅聃箪;dang 当党档挡荡谠凼菪宕砀铛裆;dao 到道导刀倒蹈捣岛祷稻悼盗刂叨帱忉氘焘纛
de 的得德地底锝;dei 得;deng 邓等登灯澄蹬瞪凳噔嶝戥磴镫簦;di 地第的递狄低邸底提抵滴翟堤迪敌笛涤嫡蒂帝弟缔氐籴诋谛坻荻嘀娣柢棣觌砥碲睇镝羝骶
dia 嗲;dian 电点店垫颠掂滇碘典靛佃甸惦奠淀殿阽坫巅玷钿癜癫簟踮;diao 刁掉调碉叼雕凋吊钓铞铫貂鲷;die 跌爹碟蝶迭谍叠佚垤堞揲喋牒瓞耋蹀鲽
ding 丁定订顶盯叮钉鼎锭仃啶玎腚碇町铤疔耵酊;diu 丢铥;dong 东董栋动冻洞懂冬侗恫垌咚岽峒氡胨胴硐鸫;dou 都豆窦抖读兜斗陡逗痘蔸渎钭蚪篼
du 杜度都独读毒堵肚督犊睹赌镀渡妒顿芏嘟渎椟牍蠹竺笃髑黩;duan 段短断端锻缎椴煅簖;dui 对队兑堆敦追怼憝碓镦;dun 墩吨蹲敦顿囤钝盾遁沌炖砘礅盹镦趸
duo 多度隋掇哆夺垛躲朵跺舵剁惰堕驮咄哚隳沲缍柁铎裰踱;e 额阿蛾峨鹅俄讹娥恶厄扼遏鄂饿哦噩谔垩苊莪萼呃愕阏屙婀轭腭锇锷鹗颚鳄;ei 诶;en 恩蒽摁
er 二而儿尔耳饵洱贰佴迩珥铒鸸鲕;fa 发法阀罚筏伐乏珐垡砝;fan 范樊反饭翻番犯藩帆矾钒繁凡烦返贩泛蕃蘩幡梵燔畈蹯;fang 方房坊芳放防访肪妨仿纺匚邡彷枋钫舫鲂
fei 费飞非啡菲肥匪诽吠肺废沸芾狒悱淝妃绯榧腓斐扉砩镄痱蜚篚翡霏鲱;fen 分份粉芬酚吩氛纷坟焚汾奋忿愤粪偾瀵玢棼鲼鼢;feng 冯封峰丰凤风奉枫蜂锋疯烽逢缝讽俸酆葑唪沣砜;fo 佛
fou 不否缶;fu 付府服符伏福傅富复附副妇负腐父麸佛夫敷肤孵扶拂辐幅氟俘浮涪袱弗甫抚辅俯釜斧脯腑赴覆赋阜腹讣缚咐匐凫阝郛芙芾苻茯莩菔拊呋呒幞怫滏宓艴孚驸绂绋桴赙祓砩黻黼罘稃馥蚨蜉蝠蝮趺跗鲋鳆;ga 咖噶嘎胳夹轧尬呷尕尜戛旮钆;gai 改盖该概钙溉芥丐陔垓戤赅胲
gan 甘干感赶杆柑竿肝秆敢赣乾坩苷尴擀泔淦澉绀橄旰矸疳酐;gang 刚港缸钢亢冈肛纲岗杠扛戆罡筻;gao 高告郜糕篙皋膏羔搞镐稿睾诰藁缟槔槁杲锆;ge 个阁葛格各戈合隔盖哥歌搁鸽胳疙割革蛤铬咯鬲仡哿圪塥嗝纥搿膈硌镉袼颌虼舸骼
gei 给;gen 跟根亘茛哏艮;geng 耿更耕庚羹埂梗颈哽赓绠鲠;gong 公工龚共宫巩供功红攻恭躬弓汞拱贡廾珙肱蚣觥
gou 苟勾购狗够钩沟垢构拘句佝诟岣遘媾缑枸觏彀笱篝鞲;gu 顾谷古辜股故贾骨菇咕箍估沽孤姑鼓蛊固雇嘏诂菰呱崮汩梏轱牯牿臌毂瞽罟钴锢鸪鹄痼蛄酤觚鲴鹘;gua 挂刮瓜剐寡褂括卦诖呱栝胍鸹;guai 乖拐怪掴
guan 关管官观馆棺冠罐惯灌贯纶斡倌莞掼涫盥鹳矜鳏;guang 光广逛咣犷潢桄胱;gui 桂柜贵规归瑰圭硅龟闺轨鬼诡癸跪刽傀匦匮刿庋宄妫桧炅晷皈簋鲑鳜;gun 滚辊棍丨衮绲磙鲧
guo 国过郭果裹锅涡馘埚掴呙囗帼崞猓椁虢聒蜾蝈;ha 哈虾蛤铪;hai 还海孩骸氦亥害骇咳嗨胲醢;han 韩涵含阚厂酣憨邯寒函喊罕翰撼捍旱憾悍焊汗汉邗菡撖犴瀚旰晗焓顸颔蚶鼾
hang 行航杭巷亢夯吭沆绗桁颃;hao 号好郝浩皋镐壕嚎豪毫耗貉蒿薅嗥嚆濠灏昊皓颢蚝;he 和何贺合赫核喝盒河盖呵荷菏禾貉阂涸褐鹤苛吓诃劾壑嗬阖纥曷盍颌翮;hei 黑嘿嗨
hen 很痕狠恨哏;heng 行衡哼亨横恒蘅珩桁;hng 哼;hong 红烘轰哄虹鸿洪宏弘黉訇讧荭蕻薨闳泓
hou 后侯候猴喉吼厚堠後逅瘊篌糇鲎骺;hu 胡户和呼护许扈湖核乎忽瑚壶葫蝴狐糊弧虎唬互沪戏冱芴唿囫岵猢怙惚浒滹琥槲轷觳烀煳戽祜瓠鹄鹕鹱虍笏醐斛鹘;hua 花话华化划画滑哗猾豁骅桦砉铧;huai 坏怀槐徊淮踝
huan 换还欢环桓缓患唤痪豢焕涣宦幻郇奂垸萑擐圜獾洹浣漶寰逭缳锾鲩鬟;huang 黄荒慌磺蝗簧皇凰惶煌晃幌恍谎隍徨湟潢遑璜肓癀蟥篁鳇;hui 会回惠辉慧恢汇堕灰挥徽蛔毁悔卉晦贿秽烩讳诲绘溃诙茴荟蕙咴哕喙隳洄浍彗缋珲桧晖恚虺蟪麾;hun 婚棍荤昏魂浑混诨馄阍溷珲
huo 或活霍货和火豁伙获惑祸劐藿攉嚯夥灬钬锪镬耠蠖;ji 机几计记己季纪吉寄及基姬冀期即急积嵇级鸡际给疾集其圾齐激技绩济系革击畸稽箕肌饥迹讥缉极棘辑籍汲嫉挤脊蓟伎祭剂悸寂既忌妓继藉奇丌亟乩剞佶偈诘墼芨芰荠蒺蕺掎叽咭哜唧岌嵴洎彐屐骥畿玑楫殛戟戢赍觊犄齑矶羁稷瘠虮笈笄暨跻跽霁鲚鲫髻麂;jia 家贾加价佳嘉假架驾伽茄枷夹荚颊甲钾稼嫁挟嘏郏哿葭拮岬浃迦珈戛胛恝铗镓痂瘕袷蛱笳袈跏;jian 间件建见简检捡监荐剪减健兼歼坚尖笺煎肩艰奸缄茧柬碱硷拣俭槛鉴践贱键箭舰剑饯渐溅涧浅堑僭谏谫菅蒹搛囝湔蹇謇缣枧楗戋戬牮犍毽腱睑锏鹣裥笕翦趼踺鲣鞯
jiang 蒋姜江将强讲港虹僵浆疆桨奖匠酱降茳洚绛缰犟礓耩糨豇;jiao 交教焦叫缴脚角较椒胶觉校蕉礁郊浇骄娇嚼搅铰矫侥狡饺绞剿酵轿窖佼僬艽茭挢噍峤徼湫姣敫爝皎鹪蛟醮跤鲛;jie 街解接杰结节借界揭家介阶截她劫价皆秸桔捷睫竭洁姐戒藉芥疥诫届楷偈讦诘卩拮哜喈嗟婕孑桀碣疖颉蚧羯鲒骱;jin 金进靳今近晋斤紧禁巾尽筋津襟锦仅谨烬浸劲卺荩堇噤馑廑妗缙瑾槿赆觐钅衿矜
jing 经静景荆井敬镜警晶净境劲兢茎睛鲸京惊精粳颈径痉靖竟竞刭儆阱菁獍憬泾迳弪婧肼胫腈旌箐靓;jiong 炯窘冂迥炅扃;jiu 就九久酒旧救揪究纠玖韭灸厩臼舅咎疚僦啾阄柩桕鸠鹫赳鬏;ju 居据鞠菊车具局举柜且瞿桔拘狙疽驹咀矩沮聚拒巨距踞锯俱句惧炬剧渠倨讵苣苴莒菹掬遽屦琚枸椐榘榉橘犋飓钜锔窭裾趄醵踽龃雎鞫
juan 娟捐鹃倦眷卷绢圈鄄狷涓桊蠲锩镌隽;jue 决觉脚角嚼撅攫抉掘倔爵诀绝厥劂谲矍蕨噘噱崛獗孓珏桷橛爝镢蹶觖鳜;jun 军俊均龟菌钧君峻竣浚郡骏捃皲筠隽麇;ka 卡咖喀咯佧咔胩
kai 开凯揩楷慨岂剀垲蒈忾恺铠锎锴;kan 看阚砍槛刊堪勘坎嵌侃凵莰戡龛瞰;kang 康亢慷糠扛抗炕伉闶钪;kao 考靠拷烤尻栲犒铐
ke 可课柯科客克壳刻坷苛棵磕颗咳渴嗑岢恪溘骒缂珂轲氪瞌钶铪锞稞疴窠颏蚵蝌髁;ken 肯啃垦恳裉龈;keng 坑吭铿;kong 孔空控恐倥崆箜
kou 口寇扣抠芤蔻叩眍筘;ku 库枯哭窟苦酷裤挎刳堀喾绔骷;kua 跨夸垮挎胯侉;kuai 快会块筷侩蒯郐蒉哙狯浍脍
kuan 款宽髋;kuang 况匡邝筐狂框矿眶旷诓诳圹夼哐纩贶;kui 亏盔岿窥葵奎魁傀馈愧溃馗匮夔隗蒉揆喹喟悝愦逵暌睽聩蝰篑跬;kun 坤昆捆困悃阃琨锟醌鲲髡
kuo 适括扩廓阔栝蛞;la 拉辣垃落喇蜡腊啦剌邋旯砬瘌;lai 来莱赖崃徕涞濑赉睐铼疠癞籁;lan 兰蓝拦婪栏篮阑澜谰揽览懒缆烂滥啉岚漤榄斓罱镧褴
lang 郎廊琅榔狼朗浪莨蒗啷阆锒稂螂;lao 老劳乐落络捞牢佬姥酪烙涝潦唠崂栳铑铹痨耢醪;le 了乐勒肋仂叻嘞泐鳓;lei 雷磊类累勒镭蕾儡垒擂肋泪羸诔嘞嫘缧檑耒酹
leng 冷棱楞塄愣;li 里李理利黎丽力立礼栗厉离历璃厘梨犁篱狸漓鲤莉荔吏励砾傈例俐痢粒沥隶哩鬲俪俚郦坜苈莅蓠藜呖唳喱猁悝溧澧逦娌嫠骊缡枥栎轹戾砺砬詈罹锂镉鹂疠疬蛎蜊蠡笠篥粝醴跞雳鲡鳢黧;lia 俩;lian 连练廉莲联链脸镰怜涟帘敛恋炼莶蔹奁潋濂琏楝殓臁裢裣蠊鲢
liang 梁两量亮凉辆俩粮粱良晾谅墚莨椋踉靓魉;liao 廖了料撩聊僚疗燎寥辽潦撂镣蓼尥嘹獠寮缭钌鹩;lie 列裂烈劣猎冽埒捩咧洌趔躐鬣;lin 林蔺琳临邻磷霖鳞淋凛赁吝拎啉嶙廪懔遴檩辚膦瞵粼躏麟
ling 零凌领另龄铃棱玲菱伶羚灵陵岭令酃苓呤囹泠绫柃棂瓴聆蛉翎鲮;liu 刘六柳流留陆溜琉榴硫馏瘤碌浏遛骝绺旒熘锍镏鹨鎏;lo 咯;long 龙隆弄聋咙笼窿垄拢陇垅茏泷珑栊胧砻癃
lou 楼娄漏露搂篓陋偻蒌喽嵝镂瘘耧蝼髅;lu 路卢陆鲁芦璐录鹿逯六露炉绿颅庐掳卤虏麓碌赂潞禄戮垆蓼撸噜泸渌漉栌橹轳辂辘氇胪镥鸬鹭簏舻鲈;luan 栾乱峦挛孪滦卵脔娈鸾銮;lun 论轮抡伦仑沦纶囵
luo 罗骆落络咯烙萝螺逻锣箩骡裸洛倮蠃荦捋摞猡泺漯珞椤脶硌镙瘰跞雒;lv 吕率旅绿滤律驴铝侣履屡缕虑氯偻捋闾榈膂稆褛;lve 掠略锊;m 呒
ma 吗马码麻么妈玛蚂骂嘛摩抹犸杩蟆;mai 买麦卖埋迈脉劢荬唛霾;man 满慢漫埋瞒馒蛮蔓曼谩墁幔缦熳镘颟螨鳗鞔;mang 忙盲芒茫氓莽邙漭硭蟒
mao 毛茅猫冒锚矛铆卯茂帽貌贸袤茆峁泖瑁昴牦耄旄懋瞀蝥蟊髦;me 么麽;mei 没梅美每煤玫枚酶霉眉媒镁昧寐妹媚糜谜莓嵋猸浼湄楣镅鹛袂魅;men 门们瞒闷扪汶焖懑钔鞔
meng 孟蒙萌氓檬盟锰猛梦勐甍瞢懵朦礞虻蜢蟒蠓艋艨;mi 米密眯醚靡糜迷谜弥秘觅泌蜜幂芈冖谧蘼咪嘧猕汨宓弭脒祢敉糸縻麋;mian 面免棉眠绵冕勉娩缅沔渑湎宀腼眄黾;miao 苗描瞄藐秒渺庙妙喵邈缈杪淼眇鹋
mie 灭蔑乜咩蠛篾;min 敏民闵抿皿悯闽苠岷泯缗玟珉愍黾鳘;ming 明名铭命螟鸣冥茗溟暝瞑酩;miu 缪谬
mo 莫么没末万无膜冒貉嘿脉摸摹蘑模磨摩魔抹墨默沫漠寞陌谟茉蓦馍嫫嬷殁镆秣瘼耱蟆貊貘麽;mou 牟缪谋某侔厶哞眸蛑鍪;mu 牟穆目母慕幕莫木姥模拇牡亩姆墓暮募睦牧仫坶苜沐毪钼;na 哪那娜拿内南呐钠纳捺肭镎衲
nai 能哪奶氖乃耐奈鼐佴艿萘柰;nan 南难男喃囝囡楠腩蝻赧;nang 囊攮囔馕曩;nao 脑挠恼闹淖孬垴呶猱瑙桡硇铙蛲
ne 哪呢讷疒;nei 内哪那馁;nen 嫩恁;neng 能
ng 唔嗯;ni 你倪疑呢妮霓泥尼拟匿腻逆溺伲坭猊怩昵旎睨铌鲵;nian 年蔫拈碾撵捻念粘辗廿埝辇黏鲇鲶;niang 娘酿
niao 尿溺鸟茑嬲脲袅;nie 聂摄捻捏孽啮镊镍涅乜陧蘖嗫颞臬蹑;nin 您恁;ning 宁柠狞凝拧泞佞咛甯聍
niu 牛扭钮纽拗狃忸妞;nong 弄农脓浓侬哝;nou 耨;nu 奴努怒帑弩胬孥驽
nuan 暖;nuo 诺娜难挪懦糯傩搦喏锘;nv 女恧钕衄;nve 虐疟
o 哦喔噢;ou 欧区鸥殴藕呕偶沤禺讴怄瓯耦;pa 爬怕扒耙啪趴帕琶葩杷钯筢;pai 排牌拍派徘湃迫俳蒎哌
pan 潘盘般番扳拌攀磐盼畔判叛胖拚丬爿泮袢襻蟠蹒;pang 庞旁膀磅乓耪胖彷滂逄螃;pao 跑泡抛咆刨炮袍匏狍庖脬疱;pei 裴赔配陪培坏呸胚佩沛辔帔淠妃旆锫醅霈
pen 喷盆湓;peng 彭鹏朋棚亨砰抨烹澎蓬硼篷膨捧碰苹堋嘭怦蟛;pi 皮被批坏罢辟否坯砒霹披劈琵毗啤脾疲匹痞僻屁譬丕仳陴邳郫圮埤鼙芘擗吡噼庀淠濞媲纰枇甓睥罴铍癖裨疋蚍蜱貔;pian 片骗便扁篇偏谝骈缏犏胼翩蹁
piao 票朴飘漂瓢剽莩嘌嫖骠缥殍瞟螵;pie 撇瞥丿苤氕;pin 品聘频拼贫拚姘嫔榀牝颦;ping 平屏萍冯瓶凭评乒坪苹俜娉枰鲆
po 破坡婆朴泊繁泼颇魄迫粕叵陂鄱泺珀钋钷皤笸;pou 剖裒掊;pu 普朴浦瀑卜堡暴脯扑铺仆莆葡菩蒲埔圃谱曝匍噗溥濮璞攴氆攵镤镨蹼;qi 期起七其齐气器祁戚琪漆亓汽企骑启棋揭稽缉伎欺栖妻凄柒沏奇歧畦崎脐旗祈岂乞契砌迄弃泣讫枝丌亟俟圻芑芪荠萁萋葺蕲啐嘁屺岐汔淇骐绮琦杞桤槭耆欹祺憩碛颀蛴蜞綦綮蹊鳍麒
qia 卡掐恰洽葜袷髂;qian 前钱倩签欠千歉牵扦钎铅迁仟谦乾黔钳潜遣浅谴堑嵌纤佥阡凵芊芡茜荨掮岍悭慊骞搴褰缱椠犍肷愆钤虔箝羟;qiang 强抢墙将疆枪呛腔羌蔷戕嫱樯戗炝锖锵镪襁蜣羟跄;qiao 桥乔壳橇锹敲悄瞧侨巧鞘撬翘峭俏窍雀劁诮谯荞峤愀憔缲樵硗跷鞒
qie 切且茄契砌怯窃伽郄惬慊妾挈锲箧趄;qin 秦覃琴亲钦侵勤芹擒禽寝沁芩堇揿吣嗪噙廑溱檎锓螓衾;qing 请情清卿轻庆青亲氢倾擎晴氰顷苘圊檠磬蜻罄箐綮謦鲭黥;qiong 琼穷邛茕穹蛩筇跫銎
qiu 邱求裘仇龟秋丘球囚酋泅俅巯艽犰湫逑遒楸赇虬蚯蝤糗鳅鼽;qu 区去取曲屈瞿趋蛆躯驱渠娶龋趣戌诎劬苣蕖蘧岖衢阒璩觑氍朐祛磲鸲癯蛐蠼麴黢;quan 全权券犬圈颧醛泉痊拳劝诠荃犭悛绻辁畎铨蜷筌鬈;que 确却阙缺炔瘸鹊榷雀芍阕悫
qun 裙群逡麇;ran 然冉燃染苒蚺髯;rang 让瓤壤攘嚷禳穰;rao 饶扰绕荛娆桡
re 热若惹喏;ren 人任认仁壬忍韧刃妊纫亻仞荏葚饪轫稔衽;reng 扔仍;ri 日
rong 荣容戎融茸蓉熔溶绒冗嵘狨榕肜蝾;rou 肉揉柔糅蹂鞣;ru 如入茹乳女蠕儒孺辱汝褥蓐薷嚅洳溽濡缛铷襦颥;ruan 阮软朊
rui 睿瑞芮兑蕊锐蕤枘蚋;run 闰润;ruo 若弱偌箬;sa 撒洒萨卅仨挲脎飒
sai 思腮鳃塞赛噻;san 三散伞参叁馓毵糁;sang 桑嗓丧搡磉颡;sao 扫骚搔嫂梢埽缫缲臊瘙鳋
se 色塞瑟涩啬槭铯穑;sen 森;seng 僧;sha 沙杀啥刹莎砂纱傻煞杉厦唼嗄挲歃铩痧裟霎鲨
shai 色筛晒酾;shan 山单闪删掺掸珊苫杉煽衫陕擅赡膳善汕扇缮栅剡讪鄯埏芟彡潸姗嬗骟膻禅钐疝蟮舢跚鳝;shang 上商尚汤伤墒赏晌裳垧绱殇熵觞;shao 少邵稍绍烧召鞘梢捎芍勺韶哨劭苕潲杓蛸筲艄
she 社设佘摄折奢赊蛇舌舍赦射慑涉拾厍揲猞滠歙畲麝;shei 谁;shen 什身沈申神信审参谌砷呻伸深娠绅婶甚肾慎渗诜谂莘葚吲哂渖椹胂矧蜃糁;sheng 省生声盛升剩乘甸甥牲绳胜圣嵊渑晟眚笙
shi 是时十市室事石师史施实使式世试识失什诗视食适驶示始湿狮泽匙尸虱拾蚀矢屎士柿拭誓逝势嗜噬仕侍释饰氏恃硕似嘘栅殖峙谥埘莳蓍弑饣轼耆贳炻礻铈螫舐筮酾豕鲥鲺;shou 手收受首售熟守寿授瘦兽扌狩绶艏;shu 舒数书束术淑朱输蔬暑疏熟殊俞枢梳抒叔赎孰薯曙署蜀黍鼠属述树戍竖墅庶漱恕倏塾菽摅沭澍姝纾毹腧殳秫;shua 刷耍唰
shuai 帅摔率衰甩蟀;shuan 栓拴闩涮;shuang 双霜爽泷孀;shui 水谁说税睡氵
shun 吮瞬顺舜;shuo 说数硕朔烁蒴搠妁槊铄;si 四司思斯死私寺食撕嘶丝肆嗣伺似饲巳厮俟兕厶咝汜泗澌姒驷纟缌祀锶鸶耜蛳笥糸;song 宋送松耸怂颂讼诵凇菘崧嵩忪悚淞竦
sou 搜艘擞嗽叟薮嗖嗾馊溲飕瞍锼螋;su 苏宿粟诉素速酥俗僳塑溯肃缩夙谡蔌嗉愫涑簌觫稣;suan 算蒜酸狻;sui 隋岁随碎尿虽绥髓穗遂隧祟谇荽濉邃燧眭睢
sun 孙损笋荪狲飧榫隼;suo 所索些锁莎蓑梭唆缩琐唢嗦嗍娑桫睃羧;ta 他她它塌塔獭挞蹋踏拓嗒闼溻漯遢榻沓铊趿鳎;tai 台太邰态胎抬苔泰酞汰薹呔骀肽炱钛跆鲐
tan 谭谈檀弹覃坍摊贪瘫滩坛痰潭坦毯袒碳探叹炭郯澹宕昙忐钽锬镡;tang 唐汤堂糖趟塘搪棠膛倘躺淌烫傥帑饧惝溏瑭樘铴镗耥螗螳羰醣;tao 陶涛套逃跳掏滔绦萄桃淘讨鼗叨啕洮韬焘饕;te 特忒忑慝铽
tei 忒;teng 滕藤腾疼誊;ti 提体题梯替弟剔踢锑蹄啼嚏惕涕剃屉倜荑悌逖绨缇鹈裼醍;tian 天田填佃甸添甜恬舔腆掭忝阗殄畋钿
tiao 条调跳挑迢眺佻苕祧窕蜩笤粜龆鲦髫;tie 铁贴帖萜餮;ting 庭停听厅婷烃汀廷亭挺艇莛葶梃町铤蜓霆;tong 同通童统佟仝彤桶洞侗恫桐酮瞳铜捅筒痛僮垌茼嗵峒恸潼砼
tou 头投偷透愉亠钭骰;tu 涂屠途图突凸秃徒土吐兔堍荼菟钍酴;tuan 团揣湍抟彖疃;tui 退推腿弟颓蜕褪煺
tun 吞囤褪屯臀氽饨暾豚;tuo 托拖脱鸵陀驮驼椭妥拓唾乇佗坨庹沲沱柝柁橐砣铊箨酡跎鼍;wa 娃凹挖哇蛙洼瓦袜佤娲腽;wai 外歪崴
wan 万湾晚完玩碗蔓豌弯顽丸烷挽皖惋宛婉腕剜芄莞菀纨绾琬脘畹蜿箢;wang 王汪网忘望往亡枉旺妄罔尢惘辋魍;wei 为位魏韦伟卫危微尉维味围喂违委未尾威巍桅唯惟潍苇萎伪纬蔚畏胃渭谓慰遗倭偎诿隈隗圩葳薇囗帏帷崴嵬猥猬闱沩洧涠逶娓玮韪軎炜煨痿艉鲔;wen 文问温闻纹稳瘟蚊吻紊刎阌汶玟璺韫雯
weng 翁嗡瓮蓊蕹;wo 我挝蜗涡窝斡卧握沃倭莴喔幄渥肟硪龌;wu 吴五务无物武伍午巫邬乌於误舞屋雾恶亡呜钨污诬芜梧吾毋捂侮坞戊晤勿悟兀仵阢圬芴唔庑怃忤浯寤迕妩婺骛杌牾焐鹉鹜痦蜈鋈鼯;xi 西系席洗息奚希曦吸习溪夕腊栖洒鳃昔熙析硒矽晰嘻锡牺稀悉膝惜熄烯汐犀檄袭媳喜铣隙戏细僖兮诶隰郄郗茜菥葸蓰咭唏徙饩忾阋浠淅屣嬉玺樨觋欷歙熹禊禧皙穸裼蜥螅蟋舄舾羲粞翕醯蹊鼷
xia 下夏霞虾唬夹瞎匣辖暇峡侠狭厦吓呷狎遐瑕柙硖瘕罅黠;xian 县现先线鲜冼险限显见洗掺铣掀锨仙纤咸贤衔舷闲涎弦嫌献腺馅羡宪陷苋莶藓岘彡猃暹娴氙燹祆锬鹇痫蚬筅籼酰跣跹霰;xiang 乡想巷向相项箱香像象祥响享详羊降厢镶襄湘翔橡芗葙饷庠骧缃蟓鲞飨;xiao 小肖晓消销效校俏萧硝霄削哮嚣宵淆孝啸笑哓崤潇逍姣骁绡枭枵蛸筱箫魈
xie 谢些叶写解泄鞋携血契楔歇蝎协挟邪斜胁谐械卸蟹懈泻屑偕亵勰燮薤撷獬廨渫瀣邂绁缬榭榍颉躞鲑;xin 新信心辛欣鑫馨薪芯锌忻衅囟莘忄昕歆;xing 行邢性省形幸星型姓醒腥猩惺兴刑杏陉荇荥擤饧悻硎;xiong 熊兄凶胸匈汹雄芎
xiu 修秀休宿臭羞朽嗅锈袖绣咻岫馐庥溴鸺貅髹;xu 徐许胥需续序须休邪墟戌虚嘘蓄酗叙旭畜恤絮婿绪吁诩勖圩蓿洫浒溆顼栩朐煦砉盱糈醑;xuan 轩宣选县萱券喧悬旋玄癣眩绚儇谖揎泫渲漩璇楦暄炫煊碹铉镟痃;xue 学薛雪血削靴穴谑噱彐泶踅鳕
xun 询孙训浚勋熏循旬寻驯巡殉汛讯逊迅巽郇埙荀荨蕈薰峋徇獯恂洵浔曛窨醺鲟;ya 压押呀牙邪鸦鸭丫芽蚜崖衙涯雅哑亚讶轧伢垭揠吖岈迓娅琊桠氩砑碣睚痖疋;yan 闫严艳颜燕晏烟鄢眼验延妍言宴殷铅焉咽阉淹盐研蜒岩阎炎沿奄掩衍演堰厌砚雁唁彦焰谚厣赝剡俨偃兖讠谳阽郾埏芫菸崦恹阏湮滟嫣琰檐胭腌焱罨筵酽魇餍鼹;yang 杨样洋阳羊养详殃央鸯秧扬佯疡氧仰痒漾徉怏泱炀烊恙蛘鞅
yao 要姚幺么瑶尧药陶钥约遥乐侥疟邀腰妖摇窑谣咬舀耀夭爻吆崾徭珧杳轺曜肴铫鹞窈窕繇鳐;ye 也业叶冶夜页液喝射邪咽椰噎耶爷野掖曳腋拽靥谒邺揶晔烨铘;yi 一以意易已义衣怡宜伊椅依医议移异仪益疑译艾驿食泄尾蛾疙蛇射壹揖铱颐夷遗胰沂姨彝蚁倚乙矣艺抑邑屹亿役臆逸肄疫亦裔毅忆溢诣谊翼翌绎刈劓仡佚佾诒圯埸懿苡荑薏弈奕挹弋呓咦咿嗌噫峄嶷猗饴怿悒漪迤缢殪轶贻欹旖熠眙钇镒镱痍瘗癔翊衤蜴舣羿翳酏黟;yin 尹因殷银印音阴饮隐引茵荫姻吟淫寅胤鄞廴圻垠堙茚吲喑狺夤洇湮氤铟瘾窨蚓霪龈
ying 应英颖莹营婴迎影硬景樱鹰缨萤荧蝇赢盈映嬴郢茔荥莺萦蓥撄嘤膺滢潆瀛瑛璎楹媵鹦瘿颍罂;yo 育哟唷;yong 用勇雍拥佣臃痈庸踊蛹咏泳涌永恿俑壅墉喁慵邕镛甬鳙饔;you 有右由游又尤优油友邮幽悠忧铀犹酉佑釉诱幼卣攸侑莠莜莸尢呦囿宥柚猷牖铕疣蚰蚴蝣蝤繇鱿黝鼬
yu 于余玉雨俞与语喻宇预虞郁禹鱼浴谷育遇逾瑜尉奥蔚吾邪迂淤盂榆愚舆愉渝渔隅予娱屿羽域芋吁峪御愈欲狱誉寓裕豫驭粥於禺毓伛俣谀谕萸菀蓣揄喁圄圉嵛狳饫馀庾阈鬻妪妤纡昱觎腴欤煜熨燠肀聿钰鹆鹬瘐瘀窬窳蜮蝓竽臾舁雩龉;yuan 元苑院袁园员原远源援宛鸳渊冤垣辕圆猿缘愿怨垸塬芫掾圜沅媛瑗橼爰眢鸢螈箢鼋;yue 月约岳说悦乐钥兑曰越跃粤阅龠哕瀹栎樾刖钺;yun 云运员孕晕耘郧匀陨允蕴酝韵郓芸狁恽愠纭韫殒昀氲熨筠
za 匝砸杂咱扎咋拶咂;zai 在再载灾栽哉宰仔崽甾;zan 昝暂堑咱攒赞拶瓒簪糌趱錾;zang 臧脏藏赃葬奘驵
zao 早澡遭糟凿藻枣蚤躁噪造皂灶燥唣;ze 泽则责侧择咋仄赜啧帻迮昃笮箦舴;zei 贼;zen 怎谮
zeng 曾增憎赠综缯甑罾锃;zha 闸查诈炸蜡扎喳渣札轧铡眨栅榨咋乍柞揸吒咤哳喋馇怍楂砟痄蚱齄;zhai 翟齐侧责祭择摘斋宅窄债寨砦瘵豸;zhan 战詹展站湛栈颤瞻毡粘沾盏斩辗崭蘸占绽谵搌旃
zhang 张章账障长掌涨樟彰漳杖丈帐仗胀瘴仉鄣幛嶂獐嫜璋蟑;zhao 赵找照招着兆召朝嘲昭沼罩肇爪诏啁濯棹钊笊;zhe 这着者折遮哲蛰辙锗蔗浙著乇谪摺柘辄磔鹧褶蜇螫赭;zhei 这
zhen 镇真甄珍震填斟砧臻贞针侦枕疹诊振阵帧圳蓁浈溱缜桢椹榛轸赈胗朕祯畛稹鸩箴;zheng 郑证正政争丁整征蒸挣睁狰怔拯症诤峥徵钲铮筝鲭;zhi 之只知智制直支至志指值治址植置质纸执止职识氏拓芝枝吱蜘肢脂汁织殖侄趾旨挚掷致帜峙秩稚炙痔滞窒卮陟郅郦埴芷摭帙徵夂忮彘咫骘栉枳栀桎轵轾贽胝膣祉祗黹雉鸷痣蛭絷酯跖踬踯豸觯;zhong 中钟种重仲众盅忠衷终肿冢夂忪锺蚣螽舯踵
zhou 周调舟州洲诌粥轴肘帚咒皱宙昼骤荮啁妯纣绉胄碡籀酎;zhu 朱主住祝助注竹猪煮术褚属珠株蛛诸诛逐烛拄瞩嘱著柱蛀贮铸筑驻丶伫侏邾苎茱洙渚潴澍杼槠橥炷铢疰瘃竺箸舳翥躅麈;zhua 挝抓爪;zhuai 转拽
zhuan 转专传砖撰赚篆啭馔沌颛;zhuang 庄幢装桩妆撞壮状僮奘戆;zhui 揣椎锥追赘坠缀惴骓缒隹;zhun 准淳屯谆肫窀
zhuo 卓桌着缴淖著捉拙琢茁酌啄灼浊倬诼擢浞涿濯棹焯禚斫镯;zi 子自资梓字咨齐吱兹姿滋淄孜紫仔籽滓渍谘茈呲嵫姊孳缁甾辎赀恣眦锱秭耔笫粢趑觜訾龇鲻髭;zong 总宗鬃棕踪综纵偬枞腙粽;zou 走邹奏揍诹陬鄹驺楱鲰
zu 组祖租足卒族诅阻俎菹镞;zuan 赚钻纂攥缵躜;zui 最咀嘴醉罪蕞觜;zun 尊遵撙樽鳟
zuo 左座作做坐昨撮琢佐柞阼唑嘬怍胙祚笮酢`;

/** `word syllable syllable`, parted likewise. */
export const WORDS = `小区 xiao qu;花园 hua yuan;新村 xin cun;家园 jia yuan;公寓 gong yu;大厦 da sha;大楼 da lou;广场 guang chang
中心 zhong xin;大道 da dao;大街 da jie;街道 jie dao;公路 gong lu;胡同 hu tong;社区 she qu;单元 dan yuan
号楼 hao lou;号院 hao yuan;门口 men kou;一号 yi hao;二号 er hao;三号 san hao;四号 si hao;五号 wu hao
六号 liu hao;七号 qi hao;八号 ba hao;九号 jiu hao;十号 shi hao;一楼 yi lou;二楼 er lou;三楼 san lou
一单元 yi dan yuan;二单元 er dan yuan;三单元 san dan yuan;四单元 si dan yuan;东门 dong men;西门 xi men;南门 nan men;北门 bei men
东路 dong lu;西路 xi lu;南路 nan lu;北路 bei lu;中路 zhong lu;东街 dong jie;西街 xi jie;南街 nan jie
北街 bei jie;一路 yi lu;二路 er lu;三路 san lu;环路 huan lu;二环路 er huan lu;三环路 san huan lu;一段 yi duan
二段 er duan;三段 san duan;四段 si duan;别墅 bie shu;山庄 shan zhuang;宿舍 su she;学校 xue xiao;医院 yi yuan
大学 da xue;中学 zhong xue;小学 xiao xue;幼儿园 you er yuan;酒店 jiu dian;宾馆 bin guan;商场 shang chang;超市 chao shi
银行 yin hang;车站 che zhan;火车站 huo che zhan;地铁站 di tie zhan;汽车站 qi che zhan;机场 ji chang;工业园 gong ye yuan;开发区 kai fa qu
高新区 gao xin qu;科技园 ke ji yuan;产业园 chan ye yuan;公园 gong yuan;体育馆 ti yu guan;图书馆 tu shu guan;派出所 pai chu suo;居委会 ju wei hui
物业 wu ye;人民路 ren min lu;解放路 jie fang lu;中山路 zhong shan lu;建设路 jian she lu;和平路 he ping lu;幸福路 xing fu lu;文化路 wen hua lu
新华路 xin hua lu;胜利路 sheng li lu;友谊路 you yi lu;长江路 chang jiang lu;黄河路 huang he lu;南京路 nan jing lu;北京路 bei jing lu;上海路 shang hai lu
天府大道 tian fu da dao;人民南路 ren min nan lu;人民北路 ren min bei lu;人民东路 ren min dong lu;人民西路 ren min xi lu;中山东路 zhong shan dong lu;中山西路 zhong shan xi lu;解放大道 jie fang da dao
建国路 jian guo lu;建国门 jian guo men;长安街 chang an jie;学院路 xue yuan lu;大学路 da xue lu;科技路 ke ji lu;工业路 gong ye lu;滨江路 bin jiang lu
滨河路 bin he lu;沿江路 yan jiang lu;江滨路 jiang bin lu;湖滨路 hu bin lu;环城路 huan cheng lu;迎宾路 ying bin lu;迎宾大道 ying bin da dao;世纪大道 shi ji da dao
朝阳路 chao yang lu;朝阳区 chao yang qu;光明路 guang ming lu;青年路 qing nian lu;健康路 jian kang lu;团结路 tuan jie lu;东风路 dong feng lu;红旗路 hong qi lu
五一路 wu yi lu;八一路 ba yi lu;民主路 min zhu lu;民生路 min sheng lu;富强路 fu qiang lu;振兴路 zhen xing lu;兴业路 xing ye lu;金融街 jin rong jie
春熙路 chun xi lu;玉林路 yu lin lu;桂花苑 gui hua yuan;桂花路 gui hua lu;阳光小区 yang guang xiao qu;阳光花园 yang guang hua yuan;幸福小区 xing fu xiao qu;幸福里 xing fu li
幸福家园 xing fu jia yuan;锦绣花园 jin xiu hua yuan;翠苑 cui yuan;丽苑 li yuan;梅园 mei yuan;兰园 lan yuan;竹园 zhu yuan;菊园 ju yuan
牡丹园 mu dan yuan;万科城 wan ke cheng;恒大 heng da;碧桂园 bi gui yuan;保利 bao li;金地 jin di;龙湖 long hu;中海 zhong hai
绿地 lv di;融创 rong chuang;华润 hua run;北京 bei jing;北京市 bei jing shi;上海 shang hai;上海市 shang hai shi;天津 tian jin
天津市 tian jin shi;重庆 chong qing;重庆市 chong qing shi;河北省 he bei sheng;山西省 shan xi sheng;辽宁省 liao ning sheng;吉林省 ji lin sheng;黑龙江省 hei long jiang sheng
江苏省 jiang su sheng;浙江省 zhe jiang sheng;安徽省 an hui sheng;福建省 fu jian sheng;江西省 jiang xi sheng;山东省 shan dong sheng;河南省 he nan sheng;湖北省 hu bei sheng
湖南省 hu nan sheng;广东省 guang dong sheng;海南省 hai nan sheng;四川省 si chuan sheng;贵州省 gui zhou sheng;云南省 yun nan sheng;陕西省 shan xi sheng;甘肃省 gan su sheng
青海省 qing hai sheng;台湾 tai wan;内蒙古 nei meng gu;广西 guang xi;西藏 xi zang;宁夏 ning xia;新疆 xin jiang;香港 xiang gang
澳门 ao men;河北 he bei;山西 shan xi;辽宁 liao ning;吉林 ji lin;黑龙江 hei long jiang;江苏 jiang su;浙江 zhe jiang
安徽 an hui;福建 fu jian;江西 jiang xi;山东 shan dong;河南 he nan;湖北 hu bei;湖南 hu nan;广东 guang dong
海南 hai nan;四川 si chuan;贵州 gui zhou;云南 yun nan;陕西 shan xi;甘肃 gan su;青海 qing hai;石家庄 shi jia zhuang
太原 tai yuan;沈阳 shen yang;大连 da lian;长春 chang chun;哈尔滨 ha er bin;南京 nan jing;苏州 su zhou;无锡 wu xi
常州 chang zhou;杭州 hang zhou;宁波 ning bo;温州 wen zhou;合肥 he fei;福州 fu zhou;厦门 xia men;泉州 quan zhou
南昌 nan chang;济南 ji nan;青岛 qing dao;烟台 yan tai;郑州 zheng zhou;洛阳 luo yang;武汉 wu han;长沙 chang sha
广州 guang zhou;深圳 shen zhen;珠海 zhu hai;佛山 fo shan;东莞 dong guan;海口 hai kou;三亚 san ya;成都 cheng du
成都市 cheng du shi;绵阳 mian yang;贵阳 gui yang;昆明 kun ming;拉萨 la sa;西安 xi an;兰州 lan zhou;西宁 xi ning
银川 yin chuan;乌鲁木齐 wu lu mu qi;呼和浩特 hu he hao te;南宁 nan ning;桂林 gui lin;海淀区 hai dian qu;西城区 xi cheng qu;东城区 dong cheng qu
丰台区 feng tai qu;浦东新区 pu dong xin qu;黄浦区 huang pu qu;徐汇区 xu hui qu;静安区 jing an qu;武侯区 wu hou qu;锦江区 jin jiang qu;青羊区 qing yang qu
金牛区 jin niu qu;成华区 cheng hua qu;天河区 tian he qu;越秀区 yue xiu qu;福田区 fu tian qu;南山区 nan shan qu;罗湖区 luo hu qu;江北区 jiang bei qu
渝中区 yu zhong qu;历下区 li xia qu;鼓楼区 gu lou qu;玄武区 xuan wu qu;西湖区 xi hu qu;滨江区 bin jiang qu;欧阳 ou yang;司马 si ma
上官 shang guan;诸葛 zhu ge;东方 dong fang;皇甫 huang fu;尉迟 wei chi;公孙 gong sun;慕容 mu rong;令狐 ling hu
司徒 si tu;夏侯 xia hou;端木 duan mu;长孙 zhang sun;宇文 yu wen;南宫 nan gong;先生 xian sheng;女士 nv shi
小姐 xiao jie;小明 xiao ming;小红 xiao hong;小王 xiao wang;小李 xiao li;建国 jian guo;建军 jian jun;志强 zhi qiang
志明 zhi ming;国强 guo qiang;国庆 guo qing;文静 wen jing;晓明 xiao ming;晓东 xiao dong;丽华 li hua;秀英 xiu ying
桂英 gui ying;玉兰 yu lan;淑芬 shu fen;海燕 hai yan;雪梅 xue mei;春梅 chun mei;子轩 zi xuan;浩然 hao ran
梓涵 zi han;欣怡 xin yi;雨欣 yu xin;子涵 zi han;一诺 yi nuo;思远 si yuan;嘉怡 jia yi;佳琪 jia qi
王伟 wang wei;李娜 li na;张伟 zhang wei;王芳 wang fang;李强 li qiang;张敏 zhang min;刘洋 liu yang;陈静 chen jing
杨帆 yang fan;赵磊 zhao lei;黄丽 huang li;周杰 zhou jie;吴刚 wu gang;徐明 xu ming;王小明 wang xiao ming;李小红 li xiao hong
张三 zhang san;李四 li si;王五 wang wu;我要 wo yao;我想 wo xiang;请问 qing wen;怎么 zen me;什么 shen me
多少 duo shao;多少钱 duo shao qian;哪里 na li;在哪里 zai na li;什么时候 shen me shi hou;几点 ji dian;可以 ke yi;不可以 bu ke yi
需要 xu yao;不需要 bu xu yao;办理 ban li;查询 cha xun;预约 yu yue;取消 qu xiao;修改 xiu gai;退款 tui kuan
退货 tui huo;换货 huan huo;投诉 tou su;建议 jian yi;缴费 jiao fei;充值 chong zhi;开户 kai hu;挂失 gua shi
补办 bu ban;身份证 shen fen zheng;户口本 hu kou ben;护照 hu zhao;驾照 jia zhao;银行卡 yin hang ka;信用卡 xin yong ka;手机号 shou ji hao
电话 dian hua;地址 di zhi;姓名 xing ming;密码 mi ma;发票 fa piao;收据 shou ju;会员 hui yuan;会员卡 hui yuan ka
优惠 you hui;打折 da zhe;活动 huo dong;停车 ting che;停车场 ting che chang;车牌 che pai;行李 xing li;寄件 ji jian
取件 qu jian;快递 kuai di;包裹 bao guo;房间 fang jian;房卡 fang ka;入住 ru zhu;退房 tui fang;早餐 zao can
午餐 wu can;晚餐 wan can;菜单 cai dan;点菜 dian cai;外卖 wai mai;米饭 mi fan;面条 mian tiao;饮料 yin liao
啤酒 pi jiu;热水 re shui;空调 kong tiao;冰箱 bing xiang;洗衣机 xi yi ji;电视 dian shi;热水器 re shui qi;油烟机 you yan ji
维修 wei xiu;安装 an zhuang;保修 bao xiu;漏水 lou shui;不制冷 bu zhi leng;不工作 bu gong zuo;坏了 huai le;停电 ting dian
没电 mei dian;电线 dian xian;电表 dian biao;电费 dian fei;水费 shui fei;燃气 ran qi;宽带 kuan dai;网络 wang luo
流量 liu liang;套餐 tao can;话费 hua fei;登机 deng ji;登机口 deng ji kou;航班 hang ban;值机 zhi ji;托运 tuo yun
安检 an jian;门票 men piao;景区 jing qu;导游 dao you;讲解 jiang jie;课程 ke cheng;报名 bao ming;学费 xue fei
老师 lao shi;孩子 hai zi;家长 jia zhang;作业 zuo ye;考试 kao shi;今天 jin tian;明天 ming tian;后天 hou tian
上午 shang wu;下午 xia wu;晚上 wan shang;现在 xian zai;马上 ma shang;谢谢 xie xie;您好 nin hao;你好 ni hao
再见 zai jian;没有 mei you;不是 bu shi;是的 shi de;好的 hao de;不要 bu yao;不用 bu yong;这里 zhe li
那里 na li;附近 fu jin;旁边 pang bian;对面 dui mian;楼上 lou shang;楼下 lou xia;卫生间 wei sheng jian;洗手间 xi shou jian
厕所 ce suo;出口 chu kou;入口 ru kou;电梯 dian ti;楼梯 lou ti;服务 fu wu;服务员 fu wu yuan;工作人员 gong zuo ren yuan
人工 ren gong;帮助 bang zhu;麻烦 ma fan;一点 yi dian;少放 shao fang;不放 bu fang;辣椒 la jiao;香菜 xiang cai
打包 da bao;堂食 tang shi;靠窗 kao chuang;安静 an jing;包间 bao jian;儿童 er tong;座椅 zuo yi;轮椅 lun yi
老人 lao ren;宝宝 bao bao;生日 sheng ri;蛋糕 dan gao`;

export const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由';
export const ADDRESS_SIGNS = '省市区县镇乡村路街道巷弄号楼单元室栋幢座苑园院里大门期层组队庄桥口坊湾城府庭居阁轩花新东西南北中前后上下左右内外一二三四五六七八九十百零幺';
