/**
 * What headlines of the trade report, in the words of several languages: one idea per line, so that reports in different words and languages
 * meet. `words` are compared as stems; `parts` are found inside Chinese, Japanese and Korean text.
 */
export interface Idea {
  readonly id: string;
  readonly words: string;
  readonly parts: string;
}

/** What somebody did. Two items of different acts are seldom one event. */
export const ACTS: readonly Idea[] = [
  {
    id: 'sue',
    words:
      'sue sued suing lawsuit suit charge charges accuse allege allegation complaint verklagt klage anklage poursuit plainte demanda acusa processa',
    parts: '起訴 起诉 控告 訴訟 诉讼 提告 指控 提訴 제소 기소 고소',
  },
  { id: 'settle', words: 'settle settlement vergleich', parts: '和解 합의' },
  {
    id: 'fine',
    words:
      'fine fined penalty penalize penalise bussgeld geldbusse amende multa sancion multado sanktion sanction sanctioned pocket',
    parts: '罰款 罚款 罰金 罚金 課徴金 과태료 과징금 벌금 罰 罚',
  },
  { id: 'sanction', words: 'sanction sanctioned designate blocklist', parts: '制裁 제재' },
  {
    id: 'grant',
    words:
      'approve approval approved greenlight grant granted obtain receive secure land win gain clear cleared nod authorise authorize authorisation authorization autorise obtient agrement aprueba autoriza obtiene recibe erhalt erteilt genehmigt zulassung recebe obtem autorizacao autorisation qualify licensed',
    parts: '批准 獲批 获批 發牌 发牌 核發 核准 獲得 获得 取得 認可 承認 승인 인가 허가 획득',
  },
  {
    id: 'deny',
    words:
      'deny denial reject rejection refuse refusal unwarranted ablehnt abgelehnt rejette rechaza rejeita',
    parts: '拒絕 拒绝 駁回 驳回 却下 拒否 거부 기각',
  },
  {
    id: 'delay',
    words: 'delay postpone defer postponement verschiebt vertagt aplaza retrasa adia reporte',
    parts: '推遲 推迟 延後 延后 延期 연기',
  },
  { id: 'extend', words: 'extend extension prolong verlangert prolonge prorroga', parts: '延長 延长 연장' },
  {
    id: 'propose',
    words:
      'propose proposal proposes consultation consult consults draft feedback comment views contemplate mull consider explore seek entwurf konsultation vorschlag projet propose propone propuesta borrador proposta consulta input',
    parts:
      '諮詢 咨询 徵求 征求 草案 擬 拟 提案 パブリックコメント 意見募集 諮問 要望 의견수렴 입법예고 추진 검토',
  },
  {
    id: 'issue',
    words:
      'finalize finalise publish publishes issue issues release releases adopt unveil outline introduce establish mandate roll set sets veroffentlicht publie publica emite legt',
    parts: '發布 发布 公布 出台 頒布 颁布 推出 敲定 公表 発表 발표 공개 시행',
  },
  {
    id: 'guide',
    words:
      'guidance guideline clarify clarification interpretation interpret faq recommendation recommend leitfaden merkblatt orientation guia',
    parts: '指引 指導 指导 準則 准则 指南 ガイドライン 指針 가이드라인 지침',
  },
  {
    id: 'warn',
    words: 'warn warning alert caution flag warnt warnung avertit alerte advierte advertencia alerta',
    parts: '警告 提醒 警示 注意喚起 경고 주의 示警',
  },
  {
    id: 'ban',
    words:
      'ban banned prohibit block blocks bar blacklist illegal outlaw untersagt verbietet verbot interdit prohibe prohibicion proibe bloquea',
    parts: '禁止 封禁 取締 取缔 違法 违法 非法 금지 차단 禁令 禁',
  },
  {
    id: 'halt',
    words: 'halt suspend suspension stop close-only order',
    parts: '暫停 暂停 停止 中止 중단 정지 終止 终止',
  },
  { id: 'freeze', words: 'freeze froze restrain restraining', parts: '凍結 冻结 동결' },
  {
    id: 'pass',
    words:
      'pass passed bill legislation vote senate house parliament lawmaker lawmakers congress gesetz bundestag verabschiedet loi adopte ley senado lei projeto camara duma veto reading upper lower',
    parts: '通過 通过 法案 立法 議院 议院 參議院 眾議院 众议院 可決 成立 통과 법안 국회 투표',
  },
  {
    id: 'rule',
    words: 'judge court ruling verdict gericht urteil tribunal juge juez juiz judgment',
    parts: '法官 法院 裁定 判決 判决 裁判 地裁 법원 판결',
  },
  {
    id: 'dismiss',
    words: 'dismiss dismissal toss einstellung eingestellt',
    parts: '駁回起訴 撤訴 撤诉 撤銷訴訟 撤销诉讼 取り下げ 取下げ 취하 각하',
  },
  {
    id: 'allow',
    words:
      'allow allows permit permits let lets lift lifts lifted open opens reopen unban legalize legalise erlaubt erlauben zulassen hebt aufgehoben autorise permet leve permite permitir levanta libera',
    parts: '允許 允许 准許 准许 開放 开放 解禁 放寬 放宽 解除 容許 허용 해제 풀린다',
  },
  {
    id: 'repeal',
    words: 'repeal rescind revoke overturn scrap withdrawn aufgehoben abroge deroga revoga',
    parts: '廢除 废除 撤銷 撤销 廃止 取消 폐지 철회',
  },
  {
    id: 'effect',
    words: 'effect force commence commencement kraft vigueur vigor',
    parts: '生效 施行 發效 발효 실시',
  },
  {
    id: 'sign',
    words: 'sign signs signed unterzeichnet unterschreibt promulgue sanciona firma',
    parts: '簽署 签署 署名 서명',
  },
  { id: 'pardon', words: 'pardon clemency begnadigt gracie indulta', parts: '赦免 特赦 恩赦 사면' },
  {
    id: 'launch',
    words: 'launch launches debut starts start begin begins startet lance lanza lanca',
    parts: '上線 上线 啟動 启动 開始 推出 試點 试点 출시 개시 착수',
  },
  { id: 'appeal', words: 'appeal berufung appel apelacion', parts: '上訴 上诉 控訴 항소' },
  {
    id: 'hear',
    words: 'hearing oral argument testify testimony anhorung audience audiencia skepticism scrutinize',
    parts: '聽證 听证 公聴会 청문회',
  },
  {
    id: 'exit',
    words: 'exit quit leave withdraw wind shutter verlasst quitte',
    parts: '退出 撤出 撤退 철수',
  },
  {
    id: 'speak',
    words:
      'chair chairman commissioner criticize criticise criticism blast urge opinion dissent remark speech interview governor chief argue slam defend vow demand press question letter lament praise',
    parts: '表示 稱',
  },
  {
    id: 'sentence',
    words:
      'sentence prison jail guilty plead plea pled convict verurteilt schuldig condamne condena culpable',
    parts: '判刑 獲刑 获刑 入獄 入狱 監禁 监禁 認罪 认罪 有罪 懲役 禁錮 징역 실형 유죄',
  },
  { id: 'arrest', words: 'arrest detain verhaftet arrete detenido', parts: '逮捕 被捕 체포' },
  {
    id: 'probe',
    words: 'investigate investigation probe inquiry subpoena ermittelt enquete investiga report',
    parts: '調查 调查 調査 조사 수사',
  },
  {
    id: 'apply',
    words: 'apply application filing submit register registration beantragt solicita',
    parts: '申請 申请 提交 신청 註冊 注册',
  },
  { id: 'bankrupt', words: 'bankruptcy bankrupt insolvency insolvent', parts: '破產 破产 破産 파산' },
  {
    id: 'hire',
    words: 'appoint hire nominate pick tap resign nomination resignation depart ernennt nomme nombra',
    parts: '任命 提名 指名 辭職 辞职 卸任 辞任 임명 지명 사임',
  },
  {
    id: 'seize',
    words: 'seize seizure forfeit forfeiture confiscate beschlagnahmt saisit incauta confisca',
    parts: '沒收 没收 查扣 查封 扣押 押収 没収 압수 몰수',
  },
  {
    id: 'hack',
    words: 'hack hacked exploit theft stolen steal drain hacker',
    parts: '駭客 黑客 被盜 被盗 해킹',
  },
  {
    id: 'market',
    words:
      'price shares stock plunge plummet crash jump spike rally surge soar slump dip slide tumble rise fall fell liquidation liquidations outflow outflows inflow inflows volatility bull bulls trader traders kurs',
    parts: '大跌 暴跌 大漲 大涨 上漲 上涨 下跌 漲 跌 急落 急騰 급락 급등',
  },
  {
    id: 'explain',
    words:
      'why how explain explained explainer analysis means timeline cheatsheet lesson lessons reaction react reacts community preview could might guide opinion',
    parts: '解讀 解读 分析 看懂 盤點 盘点 如何 為何 为何',
  },
];

/** Acts that need two English words. */
export const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bpush(?:es|ed)? (?:back|deadline|its|decision|ruling)\b/, 'v:delay'],
  [/\b(?:puts? off|kicks? the can)\b/, 'v:delay'],
  [/\btakes? \S+ to court\b/, 'v:sue'],
  [/\b(?:turns? down|says? no)\b/, 'v:deny'],
  [/\b(?:green[- ]?lights?|gives? (?:the )?nod)\b/, 'v:grant'],
  [/\b(?:gets?|scores?) .{0,30}\b(?:licen[cs]e|approval|registration)\b/, 'v:grant'],
  [/\bmore time\b/, 'v:extend'],
  [/\b\d+ (?:years|months)(?:'|’)? (?:in prison|behind bars|in jail|for )|\bjahren haft\b/, 'v:sentence'],
  [/\b(?:steps?|stepping|stepped) down\b|\bto leave (?:sec|cftc|fca|agency)\b/, 'v:hire'],
  [/\b(?:restraining|emergency) order\b/, 'v:freeze'],
  [/\bextend(?:s|ed)? (?:(?:its|the|their) )?(?:review|decision|deadline|ruling|timeline)/, 'v:delay'],
  [
    /\bdrop(?:s|ped)? .{0,40}\b(?:lawsuit|suit|case|charges?|probe|investigation|appeal|complaint)\b/,
    'v:dismiss',
  ],
  [/\b(?:drops?|dropped) (?:below|under|to|by|\d)/, 'v:market'],
  [/\b(?:takes?|took|comes?|came|goes|go|went|enters?) (?:in)?to? ?(?:effect|force|live)\b/, 'v:effect'],
  [/\b(?:kicks? in|in force)\b/, 'v:effect'],
  [/\b(?:opens? (?:the )?door|no longer need|end(?:s|ed)? (?:its |the )?ban)/, 'v:allow'],
  [/\bhacks?\b|\bexploits?\b|\bloses? .{0,20}(?:hack|exploit|theft)\b/, 'v:hack'],
  [/\b(?:sets?|lays?) out\b/, 'v:issue'],
  [/\b(?:throws?|thrown|tossed|tosses) (?:out)?\b/, 'v:dismiss'],
  [/\bwind(?:s|ing)? down\b/, 'v:exit'],
  [/\bchapter 11\b/, 'v:bankrupt'],
  [/\bcracks? down\b/, 'v:ban'],
  [/\?\s*$|？/, 'v:explain'],
  [/\b(?:what(?:'|’)?s? next|here(?:'|’)?s what|what .{0,40}\bmeans?)\b/, 'v:explain'],
];
