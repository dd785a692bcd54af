/**
 * The words of headings, as exports of directories and table programs write them. Compared by `wordKey`: without
 * case, accents and signs. A language is added by its words.
 */

/** Of an address, one of these is in the heading. */
export const ADDRESS_WORDS = [
  ...['email', 'emails', 'mail', 'emailaddress', 'mailaddress', 'emailid', 'mailid'],
  ...['Emailadresse', 'Mailadresse', 'courriel', 'messagerie', 'électronique', 'mél'],
  ...['correo', 'eletrônico', 'posta', 'eposta', 'epost', 'epostadress', 'sähköposti', 'mailadres'],
  ...['почта', 'почты', 'имейл', 'емейл', 'пошта'],
];

/** Of an address, nothing else but these may stand beside it: `Email verified` is none. */
export const BESIDE_ADDRESS = [
  ...['address', 'addr', 'of', 'the', 'your', 'user', 'person', 'employee', 'member', 'account'],
  ...[
    'work',
    'business',
    'company',
    'corporate',
    'office',
    'organization',
    'organisation',
    'primary',
  ],
  ...['main', 'official', 'contact', 'professional', 'login', 'value', '1', 'profile'],
  ...[
    'Adresse',
    'dienstlich',
    'dienstliche',
    'geschäftlich',
    'geschäftliche',
    'berufliche',
    'Arbeit',
  ],
  ...['Firma', 'Firmen', 'Haupt', 'primäre', 'der', 'die', 'des'],
  ...[
    'de',
    'du',
    'd',
    'l',
    'la',
    'le',
    'travail',
    'pro',
    'professionnel',
    'professionnelle',
    'principale',
  ],
  ...['principal', 'entreprise', 'adresses'],
  ...[
    'dirección',
    'electrónico',
    'electrónica',
    'trabajo',
    'laboral',
    'corporativo',
    'corporativa',
    'del',
  ],
  ...['empresa', 'profesional', 'institucional', 'el'],
  ...['endereço', 'eletrônica', 'trabalho', 'profissional', 'do', 'da', 'comercial'],
  ...[
    'indirizzo',
    'elettronica',
    'aziendale',
    'di',
    'lavoro',
    'adres',
    'adress',
    'zakelijk',
    'werk',
  ],
  ...['адрес', 'адреса', 'электронной', 'электронная', 'эл', 'рабочая', 'рабочий', 'рабочей'],
  ...['корпоративная', 'корпоративный', 'основная', 'основной', 'электронный'],
];

/** Of an address of a script without blanks between words, one of these is a part of the heading. */
export const ADDRESS_PARTS = ['メール', '邮箱', '邮件', '電郵', '郵件', '信箱', '이메일', '메일'];

/** Somebody else, or an address that is not the one people work with. */
export const ELSEWHERE_WORDS = [
  ...[
    'manager',
    'managers',
    'supervisor',
    'boss',
    'reports',
    'approver',
    'owner',
    'sponsor',
    'assistant',
  ],
  ...[
    'lead',
    'leader',
    'buddy',
    'referrer',
    'inviter',
    'invited',
    'created',
    'updated',
    'modified',
  ],
  ...['recovery', 'secondary', 'second', 'home', 'personal', 'private', 'alternate', 'alternative'],
  ...[
    'alternates',
    'other',
    'others',
    'backup',
    'new',
    'previous',
    'old',
    'former',
    'emergency',
    'proxy',
  ],
  ...[
    'alias',
    'aliases',
    'forwarding',
    'notification',
    'notifications',
    '2',
    '3',
    'external',
    'parent',
  ],
  ...[
    'Vorgesetzter',
    'Vorgesetzte',
    'Vorgesetzten',
    'Führungskraft',
    'Leiter',
    'Leiterin',
    'Teamleiter',
  ],
  ...[
    'privat',
    'private',
    'persönliche',
    'Wiederherstellung',
    'zweite',
    'alternative',
    'weitere',
    'neue',
    'alte',
  ],
  ...[
    'responsable',
    'supérieur',
    'récupération',
    'secondaire',
    'personnel',
    'personnelle',
    'privé',
    'privée',
  ],
  ...['perso', 'secours', 'autre', 'ancienne', 'nouvelle'],
  ...[
    'gerente',
    'jefe',
    'jefa',
    'supervisora',
    'recuperación',
    'secundario',
    'secundaria',
    'alternativo',
  ],
  ...['alternativa', 'otro', 'nuevo', 'privado', 'particular'],
  ...['gestor', 'gestora', 'chefe', 'recuperação', 'secundário', 'pessoal', 'outro', 'novo'],
  ...['responsabile', 'recupero', 'personale', 'secondario', 'leidinggevende', 'privé'],
  ...['руководитель', 'руководителя', 'менеджер', 'менеджера', 'начальник', 'начальника', 'личная'],
  ...[
    'личный',
    'личной',
    'резервная',
    'резервный',
    'резервной',
    'дополнительная',
    'дополнительный',
  ],
  ...['дополнительной', 'старая', 'новая'],
];

export const ELSEWHERE_PARTS = [
  ...[
    '上司',
    'マネージャ',
    '管理者',
    '個人',
    '予備',
    '副',
    '別',
    '旧',
    '新',
    '再設定',
    '復旧',
    '緊急',
  ],
  ...['主管', '经理', '上级', '个人', '备用', '私人', '관리자', '상사', '개인', '보조', '복구'],
];

/** What people sign in with: an address in some directories, a name in others. */
export const SIGN_IN = [
  ...['login', 'userlogin', 'loginname', 'loginid', 'username', 'signinname', 'logonname'],
  ...['Benutzername', 'Anmeldename', 'identifiant', 'usuario', 'nombredeusuario', 'nomedeusuário'],
  ...[
    'логин',
    'имяпользователя',
    'ログインID',
    'ログイン名',
    'ユーザー名',
    '用户名',
    '登录名',
    '사용자이름',
  ],
];

/** The name of an account in a Microsoft directory, which looks like an address and may be none. */
export const PRINCIPAL_NAME = [
  ...['userprincipalname', 'upn', 'Benutzerprinzipalname', 'nomdutilisateurprincipal'],
  ...['nombreprincipaldeusuario', 'nomeprincipaldousuário', 'имяучастникапользователя'],
  ...['ユーザープリンシパル名', '用户主体名称'],
];

export const WHOLE_NAME = [
  ...[
    'name',
    'fullname',
    'displayname',
    'user',
    'username',
    'person',
    'people',
    'employee',
    'member',
  ],
  ...[
    'employeename',
    'worker',
    'membername',
    'lastnamefirstname',
    'firstnamelastname',
    'userdisplayname',
  ],
  ...[
    'Anzeigename',
    'vollständigerName',
    'Mitarbeiter',
    'Mitarbeiterin',
    'Benutzer',
    'NachnameVorname',
  ],
  ...['nomcomplet', 'nometprénom', 'nomprénom', 'nomaffiché', 'nomdaffichage'],
  ...['nombre', 'nombrecompleto', 'nombreyapellidos', 'nombreparamostrar'],
  ...['nome', 'nomecompleto', 'nomedeexibição', 'naam', 'namn', 'nomecognome'],
  ...['имя', 'ФИО', 'полноеимя', 'отображаемоеимя', 'сотрудник'],
  ...[
    '氏名',
    '名前',
    'お名前',
    '表示名',
    'フルネーム',
    '姓名',
    '全名',
    '显示名称',
    '이름',
    '성명',
    '표시이름',
  ],
];

export const GIVEN_NAME = [
  ...[
    'firstname',
    'givenname',
    'forename',
    'userfirstname',
    'legalfirstname',
    'Vorname',
    'Rufname',
  ],
  ...['prénom', 'nombres', 'primeironome', '名', 'voornaam', 'förnamn', 'etunimi', 'nomeproprio'],
];

export const FAMILY_NAME = [
  ...[
    'lastname',
    'surname',
    'familyname',
    'userlastname',
    'legallastname',
    'Nachname',
    'Familienname',
  ],
  ...[
    'nom',
    'nomdefamille',
    'apellido',
    'apellidos',
    'sobrenome',
    'apelido',
    'cognome',
    'фамилия',
    '姓',
  ],
  ...['achternaam', 'efternamn', 'sukunimi', 'Zuname'],
];

/** Names that are one half where the other half has a column of its own. */
export const GIVEN_BESIDE_FAMILY = ['nombre', 'nome', 'имя', '이름', 'name'];
export const FAMILY_BESIDE_GIVEN = ['name', 'naam', 'namn'];

/** Whether the account is in use, or whose it is. */
export const STATUS = [
  ...[
    'status',
    'userstatus',
    'accountstatus',
    'employmentstatus',
    'employeestatus',
    'accountenabled',
  ],
  ...[
    'enabled',
    'active',
    'isactive',
    'suspended',
    'issuspended',
    'disabled',
    'deactivated',
    'archived',
  ],
  ...[
    'usertype',
    'inactive',
    'userstate',
    'Kontostatus',
    'Benutzerstatus',
    'Kontoaktiviert',
    'aktiv',
  ],
  ...[
    'deaktiviert',
    'gesperrt',
    'statut',
    'actif',
    'estado',
    'activo',
    'situação',
    'ativo',
    'stato',
  ],
  ...['статус', 'активен', 'ステータス', '状態', '状态', '상태'],
];

/** Statuses that say no more than that all is as usual. */
export const USUAL = [
  ...[
    'active',
    'enabled',
    'member',
    'employee',
    'aktiv',
    'aktiviert',
    'Mitglied',
    'actif',
    'activo',
  ],
  ...[
    'ativo',
    'attivo',
    'actief',
    'активен',
    'активный',
    '有効',
    'アクティブ',
    '在籍',
    '活动',
    '활성',
  ],
];

/** Columns whose yes is what others' no is. */
export const OUT_OF_USE = [
  ...[
    'suspended',
    'issuspended',
    'disabled',
    'deactivated',
    'archived',
    'inactive',
    'deaktiviert',
    'gesperrt',
  ],
];

export const YES = [
  'true',
  'yes',
  'y',
  '1',
  'wahr',
  'ja',
  'vrai',
  'oui',
  'verdadero',
  'sí',
  'sim',
  'да',
  'はい',
];
export const NO = [
  'false',
  'no',
  'n',
  '0',
  'falsch',
  'nein',
  'faux',
  'non',
  'falso',
  'não',
  'нет',
  'いいえ',
];
