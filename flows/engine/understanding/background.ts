// Sentences that visitors say to any kiosk and that mean no entry of most packs. The classifier is trained against them and the
// rejector learns from them what "not meant" looks like; one that a pack does answer (same words in a phrase) is left out there.
import type { Language } from '../../protocol/language.ts';

const SENTENCES: Record<Language, readonly string[]> = {
  zh: [
    '今天天气怎么样', '给我讲个笑话', '你叫什么名字', '你几岁了', '现在几点了', '明天会下雨吗', '唱首歌给我听', '你会做什么', '世界上最高的山是什么', '我好无聊啊',
    '一加一等于几', '帮我定个闹钟', '播放音乐', '你喜欢我吗', '附近有什么好玩的', '我想买一只狗', '怎么学英语', '谁是美国总统', '足球比赛几点开始', '我今天心情不好',
    '你能帮我写作业吗', '给我推荐一部电影', '月亮离地球有多远', '股票怎么买', '我要减肥吃什么好', '怎么修自行车', '打电话给我妈妈', '导航回家', '中午吃什么', '你是机器人吗',
    '我爱你', '房价会跌吗', '怎么做红烧肉', '北京到上海多少公里', '今天星期几', '最近有什么新闻', '游戏怎么下载', '电脑开不了机', '头疼怎么办', '哪里可以钓鱼',
    '这个字怎么念', '把灯关了', '我想学钢琴', '附近的医院在哪', '飞机票多少钱', '怎么种花', '手表坏了去哪里修', '你吃饭了吗', '狗证怎么办', '哪个明星最红',
    '帮我叫一辆车', '怎么申请专利', '彩票在哪里买', '结婚要多少彩礼', '怎么考驾驶证', '地铁末班车是几点', '这附近有银行吗', '我的包多少斤', '怎么开网店', '听不懂你说什么',
  ],
  en: [
    'what is the weather like today', 'tell me a joke', 'what is your name', 'how old are you', 'what time is it now', 'will it rain tomorrow', 'sing me a song', 'what can you do', 'what is the highest mountain in the world', 'i am bored',
    'what is one plus one', 'set an alarm for seven', 'play some music', 'do you like me', 'what is fun to do around here', 'i want to buy a dog', 'how do i learn spanish', 'who is the president', 'when does the football game start', 'i am sad today',
    'can you do my homework', 'recommend a movie', 'how far is the moon', 'how do i buy stocks', 'what should i eat to lose weight', 'how do i fix a bicycle', 'call my mother', 'navigate home', 'what is for lunch', 'are you a robot',
    'i love you', 'will house prices fall', 'how do you cook a steak', 'how many miles from paris to rome', 'what day is it', 'what is in the news', 'how do i download the game', 'my computer does not start', 'i have a headache', 'where can i go fishing',
    'how do you spell necessary', 'turn off the light', 'i want to learn the piano', 'where is the nearest hospital', 'how much is a plane ticket', 'how do i grow tomatoes', 'where can i get my watch repaired', 'did you have dinner', 'do i need a licence for my dog', 'who won the world cup',
    'call me a taxi', 'how do i file a patent', 'where can i buy a lottery ticket', 'how much does a wedding cost', 'how do i pass the driving test', 'when is the last train', 'is there a bank near here', 'how heavy is my bag', 'how do i open an online shop', 'i do not understand you',
  ],
};

/** Things that no counter is about, put in the place of what a phrase is about to make questions that look like the pack's and are not. */
const THINGS: Record<Language, readonly string[]> = {
  zh: ['护照', '钢琴', '狗证', '月球', '篮球', '房产证', '股票', '专利', '鲸鱼', '吉他', '驾照', '签证', '火锅', '签名照', '望远镜', '帐篷', '营业执照', '彩票', '马拉松', '眼镜', '商标', '滑板', '芒果', '毕业证', '恐龙', '无人机', '婚纱', '轮胎', '口红', '摩托车'],
  en: ['passport', 'piano', 'dog licence', 'moon', 'basketball', 'guitar', 'patent', 'whale', 'visa', 'telescope', 'tent', 'lottery', 'marathon', 'glasses', 'skateboard', 'mango', 'diploma', 'dinosaur', 'drone', 'wedding dress', 'tyre', 'lipstick', 'motorbike', 'violin', 'trademark', 'sofa', 'helicopter', 'puppy', 'tattoo', 'fishing rod'],
};

/** The built-in sentences of a language. */
export function backgroundSentences(language: Language): readonly string[] {
  return SENTENCES[language];
}

/** The built-in foreign things of a language. */
export function foreignThings(language: Language): readonly string[] {
  return THINGS[language];
}
