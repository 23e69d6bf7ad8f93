// Every incident by its code, in both languages: a title, what it means and what mends it, and where facts came with it the
// same with them. The text is made here, where it is read; what a kiosk or the hub wrote down is kept beside it.
// A test reads the sources of hub, device and engine and holds every code they can record against this table.

/** Title; sentence; sentence with facts as {names}, used when all of them are known. */
export type Said = readonly [title: string, sentence: string, full?: string];
type Both = Readonly<Record<'zh' | 'en', Said>>;

const both = (zh: Said, en: Said): Both => ({ zh, en });

/** Facts whose values are words of ours. */
export const FACT_WORDS: Readonly<Record<string, Readonly<Record<string, readonly [zh: string, en: string]>>>> = {
  act: {
    'restart-part': ['已重新启动这一部分', 'it was started again'], 'restart-process': ['终端程序已重新启动', 'the kiosk started again'], 'give-up': ['重新启动没有用，请到现场看看', 'starting it again did not help; look at the machine'],
    'not-from-here': ['终端自己救不了它，请到现场看看', 'the kiosk cannot start it; look at the machine'],
  },
  gate: { 'no-match': ['没听懂的更多了', 'more was not understood'], unanswered: ['没答上的更多了', 'more was not answered'], escalation: ['转人工的更多了', 'more were sent to a person'], latency: ['出声更慢了', 'it was slower to speak'], crash: ['崩溃中断的更多了', 'more was cut off by a crash'] },
  message: { 'up/state': ['状态', 'state'], 'up/event': ['记录', 'events'], 'up/metric': ['运行数据', 'figures'], 'up/reported': ['内容回报', 'report of content'], 'up/escalate': ['转人工', 'raised hand'], 'up/call': ['接口请求', 'connector call'], 'up/result': ['指令结果', 'result of a command'] },
};

const lamp = (zh: string, en: string): Both => both([`${zh}出了故障`, '到终端页面看原因和办法。', '{reason}。{mend}。'], [`Its ${en} ${en === 'ears' ? 'are' : 'is'} faulty`, 'The kiosk\'s page says why and what mends it.', '{reason}. {mend}.']);
const lampAgain = (zh: string, en: string): Both => both([`${zh}恢复了`, '不用再处理。', '{reason}。'], [`Its ${en} ${en === 'ears' ? 'are' : 'is'} well again`, 'Nothing is left to do.', '{reason}.']);
const watch = (zh: string, en: string): Both => both([`看门狗：${zh}`, '终端正在自己处理，访客仍可触摸操作。', '{seconds} 秒没有回应：{act}。'], [`Watchdog: ${en}`, 'The kiosk mends it by itself; visitors can go on by touch.', 'For {seconds} s: {act}.']);
const lost = (zh: string, en: string): Both => both([`看门狗：${zh}`, '终端已经试过重新启动，请到现场看看。', '{seconds} 秒没有回应：{act}。'], [`Watchdog: ${en}`, 'Starting it again did not help; look at the machine.', 'For {seconds} s: {act}.']);
const rollout = (zh: string, en: string, zhMore = '到内容页的“发布”里看经过。', enMore = 'The rollout tab of the content tells how it went.'): Both => both([`发布：${zh}`, zhMore, `{pack} {version}：${zhMore}`], [`Rollout: ${en}`, enMore, `{pack} {version}. ${enMore}`]);

export const INCIDENTS: Readonly<Record<string, Both>> = {
  // lamps, told by the hub
  'health-ears': lamp('耳朵', 'ears'), 'health-mouth': lamp('嘴', 'mouth'), 'health-screen': lamp('屏幕', 'screen'), 'health-disk': lamp('磁盘', 'disk'), 'health-clock': lamp('时钟', 'clock'),
  'health-ears-again': lampAgain('耳朵', 'ears'), 'health-mouth-again': lampAgain('嘴', 'mouth'), 'health-screen-again': lampAgain('屏幕', 'screen'), 'health-disk-again': lampAgain('磁盘', 'disk'), 'health-clock-again': lampAgain('时钟', 'clock'),

  // the kiosk's watchdog
  'watchdog-recognizer': watch('识别器没有回应', 'the recogniser did not answer'), 'watchdog-conversation': watch('对话没有回应', 'the conversation did not answer'), 'watchdog-loudspeaker': watch('声音放不完', 'a sound did not end'), 'watchdog-screen': watch('没有屏幕页面', 'no page of the screen'),
  'watchdog-gave-up-recognizer': lost('识别器救不回来', 'the recogniser cannot be helped'), 'watchdog-gave-up-conversation': lost('对话救不回来', 'the conversation cannot be helped'), 'watchdog-gave-up-loudspeaker': lost('喇叭救不回来', 'the loudspeaker cannot be helped'), 'watchdog-gave-up-screen': lost('屏幕一直没有回来', 'the screen has not come back'),

  // sound and speech at the kiosk
  'no-microphone': both(['没有麦克风', '访客仍可触摸。检查麦克风的插头和 --mic；终端会自己重试。'], ['No microphone', 'Visitors can go on by touch. Check its plug and --mic; the kiosk tries again by itself.']),
  'microphone-silent': both(['麦克风没有声音', '检查它的插头，看看是否被静音。'], ['The microphone is silent', 'Check its plug, and whether it is muted.']),
  'microphone-back': both(['麦克风恢复了', '不用再处理。'], ['The microphone is back', 'Nothing is left to do.']),
  'connector-slow': both(['接口答复太慢', '访客等得久了。看看那边的系统。'], ['A connector answers slowly', 'Visitors had to wait. Look at the system behind it.']),
  'no-loudspeaker': both(['没有喇叭', '访客仍可看屏幕。检查喇叭的插头和 --speaker。'], ['No loudspeaker', 'Visitors still read the screen. Check its plug and --speaker.']),
  'no-voice': both(['没有语音', '终端说不出话，访客仍可看屏幕。在终端上运行 foyer doctor。'], ['No voice', 'The kiosk cannot speak; visitors still read the screen. Run foyer doctor at the kiosk.']),
  'no-model': both(['没有语音模型', '终端听不懂话，访客仍可触摸。用 foyer models 安装一个。'], ['No speech model', 'The kiosk cannot understand speech; visitors go on by touch. Install one with foyer models.']),
  'model-broken': both(['语音模型损坏', '用 foyer models install 重新安装。'], ['The speech model is damaged', 'Install it again with foyer models install.']),
  'unknown-word': both(['有词不在语音模型里', '这些词听不出来。换一种说法，或换大一些的模型。'], ['Words that the speech model does not know', 'They cannot be heard. Say it otherwise, or install a larger model.']),
  'recognizer-crashed': both(['识别器崩溃，已重启', '终端自己恢复了。常常如此就取日志来看。'], ['The recogniser crashed and was started again', 'The kiosk is well again. If it happens often, fetch its log.']),
  'loudspeaker-crashed': both(['放音程序崩溃，已重启', '终端自己恢复了。常常如此就取日志来看。'], ['The loudspeaker\'s process crashed and was started again', 'The kiosk is well again. If it happens often, fetch its log.']),
  'no-browser': both(['没有浏览器', '终端的屏幕打不开。在终端上运行 foyer doctor。'], ['No browser', 'The kiosk\'s screen cannot open. Run foyer doctor at the kiosk.']),
  'no-cjk-font': both(['没有中文字体', '屏幕上的中文显示不出来。在终端上运行 foyer doctor。'], ['No Chinese font', 'Chinese cannot be shown on the screen. Run foyer doctor at the kiosk.']),
  'sensitive-word': both(['敏感词', '有访客说到了需要留意的事，请看这次来访。', '规则“{rule}”，词“{word}”。请看这次来访。'], ['A sensitive word', 'A visitor said something that needs attention. Look at the visit.', 'Rule “{rule}”, word “{word}”. Look at the visit.']),

  // its disk, clock and program
  'disk-full': both(['磁盘满了', '记录先存在内存里。清理磁盘；有空间后会自己写下。'], ['The disk is full', 'Records wait in memory. Free some space; they are written by themselves.']),
  'data-folder-not-writable': both(['数据文件夹不可写', '记录先存在内存里。改好文件夹的权限，或用 --data 换一个。'], ['The data folder cannot be written', 'Records wait in memory. Make it writable, or choose another with --data.']),
  'store-corrupt': both(['数据库损坏', '损坏的文件已另存，终端用新的继续工作。看看磁盘是否要换。', '损坏的文件已另存为 {file}，终端用新的继续工作。看看磁盘是否要换。'], ['Its database was damaged', 'The damaged file was set aside and a new one made. See whether the disk must be replaced.', 'The damaged file is kept as {file}, and a new one was made. See whether the disk must be replaced.']),
  'clock-wrong': both(['时钟不可信', '设好时间或打开对时。其间的记录会标明时间不可靠，日程暂不生效。', '终端的时钟是 {time}。设好时间或打开对时；其间的记录会标明时间不可靠，日程暂不生效。'], ['Its clock cannot be believed', 'Set the time or switch on synchronisation. Events are marked as unsure and the schedule does not hold meanwhile.', 'Its clock says {time}. Set the time or switch on synchronisation; events are marked as unsure and the schedule does not hold meanwhile.']),
  'internal': both(['程序出错', '终端自己继续工作。请取日志，连同这条记录一起反馈。'], ['An error of the program', 'The kiosk goes on. Fetch its log and report it together with this entry.']),
  'port-taken': both(['端口被占用', '机器上有别的程序占着端口，或程序开了两次。'], ['A port is taken', 'Another program holds it, or this one was started twice.']),
  'usage': both(['启动参数不对', '看启动这台终端的命令行。'], ['Wrong flags', 'Look at the command line that starts this kiosk.']),
  'outbox-dropped': both(['积压太多，精简了记录', '终端离线太久，少记了一些细节；来访和转人工都在。看看它与中枢的网络。'], ['Records were thinned, the backlog was too large', 'It was offline for very long and kept fewer details; visits and raised hands are all there. Look at its line to the hub.']),
  'outbox-forgotten': both(['中枢丢失的记录，终端也没有了', '中枢从较早的备份恢复，这一条谁也没有了。'], ['Records that the hub lost are gone at the kiosk too', 'The hub came back from an old backup; nobody has this record any more.']),
  'session-erased': both(['一次来访的内容已抹去', '按要求抹去，只留下编号。'], ['A visit was erased', 'As somebody asked; only its number is left.']),
  'session-crashed': both(['来访因崩溃中断', '终端已重新启动，并向仍在的访客致歉。'], ['A visit ended by a crash', 'The kiosk started again and apologised to whoever was still there.']),

  // content at the kiosk
  'content-refused': both(['没有采用新内容', '终端仍用原来的内容。原因见下面的原文。', '终端没有采用第 {version} 版，仍用原来的内容。原因见下面的原文。'], ['New content was not taken', 'The kiosk keeps what it had. Why stands below, as recorded.', 'The kiosk did not take version {version} and keeps what it had. Why stands below, as recorded.']),
  'content-rolled-back': both(['新内容有问题，终端自己退回了旧内容', '访客照常得到回答。先改好内容再发布。', '{pack} {from} 已退回 {to}。访客照常得到回答；先改好内容再发布。'], ['New content failed; the kiosk went back by itself', 'Visitors are answered as before. Mend the content, then publish again.', '{pack} {from} was taken back for {to}. Visitors are answered as before; mend the content, then publish again.']),
  'content-damaged': both(['内容文件损坏', '终端照常回答，坏掉的会自己修好或重新取来。看看磁盘是否要换。', '磁盘上的 {pack} {version} 损坏了。终端用别的内容继续，并会重新取来；看看磁盘是否要换。'], ['Files of its content were damaged', 'Visitors are answered as before; what is damaged is mended or fetched again. See whether the disk must be replaced.', '{pack} {version} on its disk is damaged. It goes on with other content and fetches it again; see whether the disk must be replaced.']),
  'content-root-lost': both(['内容的根证明全部损坏', '终端用现有内容照常回答，但不再采用新的。用 --content-root 给它一次根文件（foyer hub keys show --root），再看看磁盘是否要换。'], ['Every copy of its content\'s root is damaged', 'Visitors are answered with what it has; it takes nothing new. Give it the root file once with --content-root (foyer hub keys show --root), and see whether the disk must be replaced.']),
  'content-untrusted': both(['内容的签名不可信，没有采用', '内容不是本中枢签的，或路上被改过。若是换过中枢，请重新认领这台终端。'], ['Content was not signed as it must be', 'It is not of this hub, or was changed on its way. If the hub was replaced, claim this kiosk again.']),
  'content-expired': both(['内容的签名过期，不再安装新的', '让中枢和终端连上一次，签名会自己更新；也看看两边的时钟。'], ['Signed metadata has expired; nothing new is installed', 'Once kiosk and hub are connected it renews itself; look at both clocks too.']),
  'carried-release-refused': both(['没有采用 U 盘上的内容', '原因见下面的原文。'], ['Content from USB was not taken', 'Why stands below, as recorded.']),
  'checksum-wrong': both(['下载的文件校验不符', '已丢弃，会重新下载。'], ['A downloaded file is not what was signed', 'It was thrown away and is fetched again.']),
  'download-broken': both(['下载中断', '会从断开的地方继续。'], ['A download broke off', 'It goes on where it stopped.']),
  'pack-invalid': both(['内容包有错误', '在内容页检查并改好，再发布。'], ['The pack has errors', 'Check and mend it on the content page, then publish.']),
  'notice-unknown': both(['通知不存在', '中枢要播的通知，这台终端的内容包里没有。先发布带有它的内容。', '中枢要播“{name}”，但 {pack} {version} 里没有这个通知。先发布带有它的内容。'], ['A notice that the pack does not have', 'The hub began a notice that this kiosk\'s pack does not have. Publish content that has it.', 'The hub began “{name}”, which {pack} {version} does not have. Publish content that has it.']),
  'not-approved': both(['内容还没有批准', '先在内容页送审。'], ['Content is not approved', 'Send it for review on the content page.']),

  // the line between kiosk and hub
  'hub-unreachable': both(['连不上中枢', '终端照常接待，记录留着以后送。检查网络和中枢。'], ['The hub could not be reached', 'The kiosk serves as before and keeps its records. Check network and hub.']),
  'hub-refused': both(['被中枢拒绝', '名称、密钥或权限不对。若钥匙换过，请重新认领。', '来自 {remote}。名称、密钥或权限不对；若钥匙换过，请重新认领。'], ['Refused by the hub', 'The name, the key or the rights do not fit. If its key was changed, claim it again.', 'From {remote}. The name, the key or the rights do not fit; if its key was changed, claim it again.']),
  'kiosk-key-mended': both(['终端的密钥文件损坏，已修好', '用备份的那一份修好了，不用重新认领。看看磁盘是否要换。', '损坏的文件已另存为 {file}，用备份的那一份修好了，不用重新认领。看看磁盘是否要换。'], ['Its key file was damaged and is mended', 'It was made whole from its second copy; no new claim is needed. See whether the disk must be replaced.', 'The damaged file is kept as {file}; it was made whole from its second copy and needs no new claim. See whether the disk must be replaced.']),
  'kiosk-key-lost': both(['终端的密钥丢失，换了新的', '两份都损坏了，终端重新认领过。看看磁盘是否要换。', '两份都损坏了（{file}），终端重新认领过。看看磁盘是否要换。'], ['Its key was lost; it has a new one', 'Both copies were damaged, so it was claimed again. See whether the disk must be replaced.', 'Both copies were damaged ({file}), so it was claimed again. See whether the disk must be replaced.']),
  'hub-key-followed': both(['中枢换了密钥，终端已跟上', '终端离线期间中枢换过密钥，旧密钥为新密钥作了证。不用处理。', '终端离线期间中枢换了 {handovers} 次密钥，旧的为新的作了证，现在是 {key}。不用处理。'], ['The hub changed its key; the kiosk followed', 'The hub changed its key while the kiosk was away; the old one has vouched for the new. Nothing to do.', 'The hub changed its key {handovers} times while the kiosk was away; its own keys have vouched for {key}. Nothing to do.']),
  'hub-behind': both(['中枢来自备份，终端重新上传', '中枢比终端知道的少，终端会把缺的再送一遍。不用处理。', '中枢有到第 {has} 条，终端已送到第 {told} 条；终端会把缺的再送一遍。不用处理。'], ['The hub came back from a backup; the kiosk sends again', 'The hub has less than the kiosk was told; the rest is sent again. Nothing to do.', 'The hub has events up to {has}, the kiosk was told {told}; the rest is sent again. Nothing to do.']),
  'numbers-given-twice': both(['记录编号重复，都已保留', '终端的数据库坏过。什么也没有丢。', '{count} 条新记录用了已有的编号：终端的数据库坏过。都已保留，什么也没有丢。'], ['Numbers of records were given twice; all are kept', 'The kiosk\'s database was damaged. Nothing is lost.', '{count} new records came under numbers that others have: the kiosk\'s database was damaged. All are kept; nothing is lost.']),
  'event-unreadable': both(['有记录读不懂，已保留', '多半是终端的程序比中枢新。升级中枢后可以再读。', '第 {seq} 条（{type}）读不懂，已原样保留。多半是终端的程序比中枢新。'], ['A record could not be read; it is kept', 'The kiosk\'s program is probably newer than the hub. Update the hub.', 'Record {seq} ({type}) could not be read and is kept as it came. The kiosk\'s program is probably newer than the hub.']),
  'message-malformed': both(['发来的消息格式不对', '没有采用。多半是终端的程序版本不同。', '“{message}”消息的格式不对，没有采用。多半是终端的程序版本不同。'], ['A message had the wrong form', 'It was not used. The kiosk\'s program is probably of another version.', 'A message (“{message}”) had the wrong form and was not used. The kiosk\'s program is probably of another version.']),
  'message-too-large': both(['发来的消息过大', '没有采用。', '“{message}”消息有 {bytes} 字节，没有采用。'], ['A message was too large', 'It was not used.', 'A message (“{message}”) of {bytes} bytes was not used.']),
  'version-unknown': both(['版本不认识', '终端的程序比中枢新，请升级中枢。', '“{message}”消息的版本不认识：终端的程序比中枢新，请升级中枢。'], ['An unknown version', 'The kiosk\'s program is newer than the hub. Update the hub.', 'The version of a message (“{message}”) is not known: the kiosk\'s program is newer than the hub. Update the hub.']),
  'identity-takeover': both(['连接被接替', '同一台终端的新连接接替了旧的。偶尔如此是正常的。', '来自 {remote} 的新连接接替了来自 {replaced} 的。偶尔如此是正常的。'], ['A connection was replaced', 'A new connection of the same kiosk took the place of the old one. Now and then that is usual.', 'A new connection from {remote} replaced one from {replaced}. Now and then that is usual.']),
  'identity-twice': both(['同一身份出现在两台机器', '两台机器轮流用一个名字。给其中一台单独认领。'], ['One identity on two machines', 'Two machines use it in turn. Claim one of them under a name of its own.']),
  'duplicate-identity': both(['同一身份出现在两台机器，都已隔离', '查明哪一台是真的，在下面的“身份与钥匙”里解除隔离，或重新认领。'], ['One identity on two machines; both are held off', 'Find out which is the right one, then release it under “Identities and keys”, or claim it again.']),
  'database-unreachable': both(['数据库连不上', '中枢先不确认记录，终端留着，恢复后自己送来。检查数据库。'], ['The database is away', 'Nothing is acknowledged, kiosks keep their records and send them later. Check the database.']),
  'database-refused': both(['数据库不合要求', '看中枢启动时的说明。'], ['The database is not as it must be', 'Read what the hub said at its start.']),
  'not-signed-in': both(['没有凭证', '请求没有带凭证，没有执行。'], ['No credential', 'A request came without one and was not done.']),
  'not-allowed': both(['没有权限', '请求没有执行。'], ['Not allowed', 'The request was not done.']),
  'sign-in-unfinished': both(['登录没有完成', '请求没有执行。'], ['Sign-in not finished', 'The request was not done.']),
  'proof-needed': both(['需要再次确认身份', '请求没有执行。'], ['Proof needed', 'The request was not done.']),
  'not-found': both(['找不到', '要的东西不在这里。'], ['Not found', 'What was asked for is not here.']),
  'conflict': both(['与现状冲突', '请求没有执行。'], ['In conflict with what is', 'The request was not done.']),

  // rollouts
  'rollout-refused': rollout('有终端拒收', 'a kiosk refused it'), 'rollout-rolled-back-itself': rollout('有终端自行退回', 'a kiosk went back by itself'), 'rollout-silent': rollout('有终端到时限没有回音', 'a kiosk did not answer in time'), 'rollout-went-silent': rollout('有终端采用后失联', 'a kiosk fell silent after applying it'),
  'rollout-restarting': rollout('有终端反复重启', 'a kiosk restarts over and over'), 'rollout-over-budget': rollout('没成的终端太多，已停下', 'too many kiosks failed; it was halted'),
  'rollout-worse': both(['发布：访客感受变差，已停下', '到内容页的“发布”里看比较。', '{pack} {version}：{gate}。到内容页的“发布”里看比较。'], ['Rollout: worse for visitors; it was halted', 'The rollout tab of the content shows the comparison.', '{pack} {version}: {gate}. The rollout tab of the content shows the comparison.']),
  'rollout-too-few': rollout('来的人太少，等人来定', 'too few visitors came; it waits for staff'), 'rollout-nobody-reachable': rollout('没有联系得上的终端', 'no kiosk can be reached'), 'rollout-download-failing': rollout('有终端一直下载不到，会继续尝试', 'a kiosk cannot fetch it and tries on'),
  'rollout-staff': rollout('由人停下', 'halted by staff'), 'rollout-newer-rollout': rollout('被更新的发布取代', 'a newer rollout took its place'), 'rollout-emergency': rollout('紧急发布，已到全部终端', 'an emergency: sent to all at once'), 'rollout-not-restored': rollout('没能全部退回', 'could not be taken back everywhere', '请逐台查看，必要时重新发布。', 'Look at each kiosk; publish again where needed.'),
  'rollout-hub-back': rollout('中枢重启，接着来', 'the hub restarted and goes on'), 'rollout-signed': rollout('签名到齐', 'signatures complete'),
};
