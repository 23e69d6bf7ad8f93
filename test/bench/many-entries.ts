// A content pack with thousands of entries, for the benches: things x aspects, six ways of asking each, in both languages.
import type { Bundle } from '../../flows/protocol/content.ts';

const KINDS = {
  zh: ['红色', '蓝色', '大号', '小号', '儿童', '老人', '家用', '商用', '进口', '国产', '高级', '普通', '便携', '无线', '电动', '手动', '智能', '折叠', '防水', '加厚'],
  en: ['red', 'blue', 'large', 'small', 'children', 'senior', 'home', 'business', 'imported', 'local', 'premium', 'basic', 'portable', 'wireless', 'electric', 'manual', 'smart', 'folding', 'waterproof', 'thick'],
};
const THINGS = {
  zh: ['电饭煲', '洗衣机', '雨伞', '书包', '手表', '台灯', '枕头', '自行车', '帐篷', '水壶', '风扇', '键盘', '耳机', '毛巾', '拖鞋', '地毯', '窗帘', '锅铲', '砧板', '吸尘器', '剃须刀', '体重秤', '温度计', '望远镜', '滑板'],
  en: ['rice cooker', 'washing machine', 'umbrella', 'school bag', 'watch', 'lamp', 'pillow', 'bicycle', 'tent', 'kettle', 'fan', 'keyboard', 'headphones', 'towel', 'slippers', 'carpet', 'curtain', 'spatula', 'chopping board', 'vacuum cleaner', 'razor', 'scale', 'thermometer', 'binoculars', 'skateboard'],
};
const ASPECTS: { zh: string[]; en: string[] }[] = [
  { zh: ['#多少钱', '#怎么卖', '买#要花多少', '#的价格', '#贵吗', '请问#什么价'], en: ['how much is the #', 'price of the #', 'what does the # cost', 'is the # expensive', '# price please', 'tell me the cost of a #'] },
  { zh: ['#在哪里', '#放在哪个货架', '去哪找#', '#怎么走', '找不到#', '请问#摆哪儿'], en: ['where is the #', 'which shelf has the #', 'where can i find a #', 'i cannot find the #', 'location of the #', 'take me to the #'] },
  { zh: ['#保修多久', '#坏了保不保', '#质保期', '#能修吗', '#的保修政策', '#包修几年'], en: ['how long is the warranty on the #', 'warranty for the #', 'is the # guaranteed', 'can you repair the #', '# guarantee period', 'what if the # breaks'] },
  { zh: ['#能退吗', '怎么退#', '#可以换吗', '退#要什么', '#退货', '买了#想退'], en: ['can i return the #', 'how do i return a #', 'exchange the #', 'refund for the #', 'i want to give back the #', 'returning a #'] },
  { zh: ['#有货吗', '#还有没有', '#卖完了吗', '#库存', '还剩几个#', '#什么时候到货'], en: ['is the # in stock', 'do you have the #', 'is the # sold out', 'how many # are left', 'when will the # arrive', '# availability'] },
  { zh: ['#怎么用', '#使用方法', '教我用#', '#说明书', '#如何操作', '第一次用#怎么办'], en: ['how do i use the #', 'instructions for the #', 'teach me to use the #', '# manual', 'operating the #', 'how does the # work'] },
  { zh: ['#怎么清洗', '#脏了怎么办', '#能水洗吗', '洗#', '#保养', '#怎么打理'], en: ['how do i clean the #', 'the # is dirty', 'can the # be washed', 'washing the #', 'care for the #', 'maintenance of the #'] },
  { zh: ['#能送货吗', '#送上门', '#送货费', '#几天送到', '帮我把#送回家', '#配送'], en: ['do you deliver the #', 'delivery of the #', 'delivery fee for the #', 'when is the # delivered', 'bring the # home', 'ship the #'] },
  { zh: ['#有优惠吗', '#打折吗', '#搞活动吗', '#能便宜点吗', '#促销', '#会员价'], en: ['is the # on sale', 'discount on the #', 'any offer for the #', 'can the # be cheaper', '# promotion', 'member price of the #'] },
  { zh: ['#有几种颜色', '#什么颜色', '#有黑色的吗', '#颜色', '#可以选颜色吗', '白色的#有吗'], en: ['which colours does the # have', 'colour of the #', 'is the # available in black', '# colours', 'can i choose the colour of the #', 'a white #'] },
  { zh: ['#多重', '#重量', '#重不重', '#有几斤', '#拿得动吗', '#轻便吗'], en: ['how heavy is the #', 'weight of the #', 'is the # heavy', 'how many kilos is the #', 'can i carry the #', 'is the # light'] },
  { zh: ['#多大', '#尺寸', '#长宽高', '#能放进柜子吗', '#占地方吗', '#有多高'], en: ['how big is the #', 'size of the #', 'dimensions of the #', 'does the # fit in a cupboard', 'does the # take much room', 'how tall is the #'] },
  { zh: ['#什么牌子', '#哪个厂家', '#是哪里产的', '#谁生产的', '#产地', '#品牌'], en: ['which brand is the #', 'who makes the #', 'where is the # made', 'manufacturer of the #', '# brand', 'origin of the #'] },
  { zh: ['#耗电吗', '#功率', '#费电不', '#几瓦', '#一小时几度电', '#省电吗'], en: ['does the # use much power', 'power of the #', 'how many watts is the #', 'is the # energy saving', 'electricity used by the #', '# wattage'] },
  { zh: ['#安全吗', '#有危险吗', '小孩能碰#吗', '#有没有毒', '#会不会漏电', '#质检'], en: ['is the # safe', 'is the # dangerous', 'may children touch the #', 'is the # toxic', 'safety of the #', '# certificate'] },
  { zh: ['#怎么安装', '谁来装#', '#安装费', '#自己能装吗', '装#', '#上门安装'], en: ['how do i install the #', 'who installs the #', 'installation fee of the #', 'can i install the # myself', 'setting up the #', '# assembly'] },
  { zh: ['#配件在哪买', '#零件', '#换电池', '#的滤芯', '#备用件', '配一个#的盖子'], en: ['where are parts for the #', 'spare parts of the #', 'battery for the #', 'filter of the #', '# accessories', 'a new lid for the #'] },
  { zh: ['#能开发票吗', '#发票', '买#开票', '#报销', '#专票', '#收据'], en: ['can i get an invoice for the #', 'receipt for the #', 'tax invoice of the #', '# bill', 'reimburse the #', 'invoice when i buy a #'] },
  { zh: ['#和别的比哪个好', '#好不好用', '#评价', '#值得买吗', '推荐#吗', '#口碑'], en: ['is the # better than others', 'is the # good', 'reviews of the #', 'is the # worth it', 'do you recommend the #', '# ratings'] },
  { zh: ['#可以试用吗', '#能打开看看吗', '试一下#', '#样品', '#能体验吗', '先试#再买'], en: ['can i try the #', 'may i open the #', 'test the #', 'sample of the #', 'demo of the #', 'try the # before buying'] },
];

export interface Entry { id: string; zh: string[]; en: string[] }

/** The first `count` (at most 10,000) entries. */
export function manyEntries(count: number): Entry[] {
  const entries: Entry[] = [];
  for (let kind = 0; kind < KINDS.zh.length; kind++) {
    for (let thing = 0; thing < THINGS.zh.length; thing++) {
      for (const aspect of ASPECTS) {
        if (entries.length === count) return entries;
        const ask = (language: 'zh' | 'en', name: string): string[] => aspect[language].map((way) => way.replace('#', name));
        entries.push({ id: `entry-${entries.length}`, zh: ask('zh', `${KINDS.zh[kind]!}${THINGS.zh[thing]!}`), en: ask('en', `${KINDS.en[kind]!} ${THINGS.en[thing]!}`) });
      }
    }
  }
  return entries;
}

/** The entries as the files of a pack, a hundred to a file, beside the other files of `base`. */
export function packOf(entries: readonly Entry[], base: Bundle): Bundle {
  const files: Bundle = { ...base };
  const lines = (indent: string, items: readonly string[]): string => items.map((item) => `${indent}- ${item}\n`).join('');
  for (let from = 0; from < entries.length; from += 100) {
    files[`knowledge/many-${from / 100}.yaml`] = `entries:\n${entries.slice(from, from + 100).map((entry) => `  - id: ${entry.id}\n    questions:\n      zh:\n${lines('        ', entry.zh)}      en:\n${lines('        ', entry.en)}    answer:\n      zh: 这是第${entry.id.slice(6)}条，请到服务台。\n      en: This is number ${entry.id.slice(6)}, please ask the service desk.\n`).join('')}`;
  }
  return files;
}
