"""Chooses the base vocabulary (text/vocabulary-*.txt) from Debian's jieba and scowl word lists plus the templates.

The result is committed, so this runs only when the lists themselves are to change.
"""
import os
import re

import jieba
import template_sentences as templates

CHINESE_WORDS, CHINESE_CHARACTERS = 3800, 2600
SCOWL = "/usr/share/dict/scowl/"
LETTERS = list("abcdefghijklmnopqrstuvwxyz")
EXTRA_ENGLISH = """
i'd i'll i'm i've you'd you'll you're you've he's she's it's that's there's here's what's where's who's how's when's we're we'd we'll
we've they're they've they'll don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't weren't haven't hasn't shouldn't let's
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
thousand million first second third fourth fifth sixth seventh eighth ninth tenth half quarter dollar dollars cents yuan euro euros pound
pounds kilo kilos gram grams liter liters meter meters percent beijing shanghai guangzhou shenzhen hangzhou london paris boston chicago
tokyo china chinese english mandarin passport passports visa visas residency renew renewal renewing apply applying applied wifi app online
email qr kiosk kiosks queue restroom restrooms toilets elevator escalator lobby atm photocopy photocopier photocopies refund refunds exchange
receipt receipts invoice invoices coupon coupons voucher vouchers discount discounts aisle shampoo toothpaste yogurt noodles gluten vegan
snacks biscuits detergent battery batteries charger umbrella diapers tissues pork beef lamb shrimp tofu bananas apples oranges grapes
strawberries tomatoes potatoes onions garlic ginger vinegar soy sauce cola soda juice beer wine pensioner disability retirement notarize
notary pension provident fund subsidy subsidies allowance household registration permit permits license licence licences photos fingerprint
fingerprints appointment appointments reschedule newborn marriage divorce birth certificate certificates hukou taxes taxpayer landlord tenant
parking wheelchair stroller lost found locker lockers opening closing weekend weekends lunchtime oclock o'clock mister missus miss please
thanks hi hey hello okay ok yeah yep nope bye goodbye um uh er excuse sorry wang li zhang liu chen yang zhao huang zhou wu
""".split()
EXTRA_CHINESE = """
小厅 小店 小助手 小智 身份证 社保卡 居住证 营业执照 户口本 护照 驾照 驾驶证 公积金 医保卡 通行证 结婚证 离婚证 出生证 许可证 补办 换领 办理 代办 申领 挂失 续期
补贴 低保 残疾证 老年证 退休金 养老金 医保 社保 落户 迁户口 户口 户籍 新生儿 准生证 无犯罪证明 公证 复印件 原件 照片 指纹 表格 填表 材料 手续费 工本费 窗口 取号 排队
叫号 过号 大厅 办事 办事员 工作人员 人工 客服 咨询 咨询台 服务台 预约 改约 取消 进度 查询 受理 办结 几点 上班 下班 开门 关门 午休 周末 节假日 星期一 星期二
星期三 星期四 星期五 星期六 星期天 星期日 周一 周二 周三 周四 周五 周六 周日 礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 礼拜天 上午 下午 中午 晚上 早上 今天 明天 后天
大后天 下周 这周 下周一 下周二 下周三 下周四 下周五 月底 几号 多少钱 多少 怎么 怎么办 怎么走 哪里 哪儿 哪边 在哪 在哪儿 什么 为什么 什么时候 多久 几天 请问 麻烦 我想 我要
想要 帮我 能不能 可不可以 可以 是不是 有没有 要不要 需不需要 需要 不用 不要 不是 是的 好的 好吧 行 没有 没关系 谢谢 谢谢你 再见 你好 您好 喂 嗯 那个 这个 就是
货架 收银台 收银 结账 买单 打折 优惠 优惠券 促销 特价 买一送一 满减 会员 会员卡 积分 办卡 兑换 退货 换货 退款 退钱 保修 发票 小票 购物袋 塑料袋 购物车 存包 寄存 储物柜
洗手间 卫生间 厕所 电梯 扶梯 停车场 停车 停车费 出口 入口 试衣间 母婴室 牛奶 酸奶 面包 大米 面粉 鸡蛋 酱油 醋 食用油 洗衣粉 洗衣液 洗发水 沐浴露 牙膏 牙刷 毛巾 卫生纸
纸巾 抽纸 尿不湿 奶粉 饼干 零食 薯片 巧克力 方便面 矿泉水 可乐 啤酒 白酒 红酒 果汁 咖啡 茶叶 水果 苹果 香蕉 橙子 葡萄 西瓜 草莓 蔬菜 白菜 土豆 西红柿 黄瓜 猪肉
牛肉 羊肉 鸡肉 海鲜 鱼 虾 豆腐 雨伞 电池 充电器 充电宝 数据线 拖鞋 衣服 鞋子 玩具 文具 蛋糕 冰淇淋 有货 缺货 没货 库存 价格 便宜 贵 保质期 过期 新鲜 进口 国产
扫码 微信 支付宝 现金 刷卡 银行卡 信用卡 手机号 电话 号码 密码 验证码 身份证号 姓名 地址 英文 中文 普通话 大声 小声 慢一点 再说一遍 重复 返回 上一步 下一步 继续 确认
一百 两百 一千 一万 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 三十 四十 五十 六十 七十 八十 九十 幺 两 块 元 角 分 毛 斤 公斤 克 升 瓶 盒 包 袋 件 箱 张 份
北京 上海 广州 深圳 杭州 成都 武汉 南京 西安 重庆 天津 苏州 长沙 郑州 青岛 大连 厦门 宁波 昆明 王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 先生 女士 小姐
""".split()


def _jieba_entries():
    path = os.path.join(os.path.dirname(jieba.__file__), "dict.txt")
    with open(path, encoding="utf8") as file:
        for line in file:
            parts = line.split()
            if len(parts) == 3 and re.fullmatch("[\u4e00-\u9fff]+", parts[0]):
                yield parts[0], int(parts[1])


def chinese():
    """-> {word: weight}: frequent words, then frequent characters, then the domain's own words."""
    entries = list(_jieba_entries())
    long_words = sorted((e for e in entries if 2 <= len(e[0]) <= 4), key=lambda e: -e[1])[:CHINESE_WORDS]
    characters = {}
    for word, count in entries:
        for character in word:
            characters[character] = characters.get(character, 0) + count
    frequent = sorted(characters.items(), key=lambda item: -item[1])[:CHINESE_CHARACTERS]
    single = dict(e for e in entries if len(e[0]) == 1)
    weights = {word: count for word, count in long_words}
    weights.update({character: max(single.get(character, 0), count // 20, 3) for character, count in frequent})
    known = dict(entries)
    domain = set(EXTRA_CHINESE) | templates.Templates("zh").words()
    for word in domain:
        weights.setdefault(word, known.get(word, 20))
        for character in word:
            weights.setdefault(character, 3)
    return weights


def english():
    """-> {word: weight}; scowl gives classes of frequency only, so weights are coarse."""
    weights = {}
    for name, weight in (("english-words.10", 3), ("american-words.10", 3)):
        with open(SCOWL + name, encoding="latin1") as file:
            for word in file.read().lower().split():
                if re.fullmatch("[a-z]+", word) and (len(word) > 1 or word in "ai"):
                    weights[word] = weight
    for word in set(EXTRA_ENGLISH) | set(LETTERS) | templates.Templates("en").words():
        weights[word] = 12
    return weights


def main():
    for language, weights in (("zh", chinese()), ("en", english())):
        with open(os.path.join(templates.FOLDER, "vocabulary-%s.txt" % language), "w", encoding="utf8") as file:
            for word, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
                file.write("%s %d\n" % (word, weight))
        print(language, len(weights), "words")


if __name__ == "__main__":
    main()
