import { describe, expect, test } from 'vitest';
import { type ColumnMeaning, columnMeaning } from './column-meaning';

const HEADINGS: Readonly<Record<ColumnMeaning, readonly string[]>> = {
  address: [
    ...[
      'Email',
      'E-Mail',
      'e mail',
      'EMAIL ADDRESS',
      'Email Address [Required]',
      'user.email',
      'Mail',
    ],
    ...[
      'Work Email',
      'Email - Work',
      'Primary email',
      'E-mail 1 - Value',
      'Email (work)\nnot private',
    ],
    ...['E-Mail-Adresse', 'Mailadresse', 'E-Mail (geschäftlich)', 'Dienstliche E-Mail'],
    ...[
      'Adresse e-mail',
      'Courriel professionnel',
      'Adresse électronique',
      'Adresse de messagerie',
    ],
    ...['Correo electrónico', 'Correo corporativo', 'Endereço de e-mail', 'E-mail do trabalho'],
    ...[
      'Indirizzo email',
      'Posta elettronica',
      'E-posta',
      'E-post',
      'メールアドレス',
      '電子メール',
      '邮箱地址',
    ],
    ...['Электронная почта', 'Адрес эл. почты', 'Рабочая почта', '이메일'],
  ],
  elsewhere: [
    ...[
      'Manager',
      'Manager Email',
      'Recovery Email',
      'Home Secondary Email',
      'Work Secondary Email',
    ],
    ...[
      'New Primary Email [UPLOAD ONLY]',
      'alternateEmailAddress',
      'user.secondEmail',
      'E-mail 2 - Value',
    ],
    ...[
      'Email (private)',
      'Home Email',
      'Personal e-mail',
      'Supervisor',
      'Created by',
      'Proxy addresses',
    ],
    ...[
      'E-Mail privat',
      'E-Mail des Vorgesetzten',
      'Führungskraft',
      'E-mail personnel',
      'Responsable',
    ],
    ...[
      'Correo del jefe',
      'E-mail do gestor',
      'E-mail pessoal',
      '上司のメールアドレス',
      '個人メール',
    ],
    ...['Почта руководителя', 'Личная почта', '관리자 이메일', '备用邮箱'],
  ],
  signIn: ['Login', 'user.login', 'Sign-in name', 'Benutzername', 'Логин', 'ログイン名'],
  principalName: ['userPrincipalName', 'User principal name', 'UPN', 'Benutzerprinzipalname'],
  wholeName: [
    ...['Name', 'Full name', 'displayName', 'Display Name', 'User name', 'Last name, First name'],
    ...[
      'Anzeigename',
      'Nom complet',
      'Nombre completo',
      'Nome completo',
      'ФИО',
      '氏名',
      '姓名',
      '이름',
    ],
  ],
  givenName: ['First Name [Required]', 'givenName', 'Vorname', 'Prénom', 'user.firstName', '名'],
  familyName: ['Last Name', 'surname', 'Nachname', 'Nom', 'Apellidos', 'Фамилия', '姓'],
  status: [
    'Status [READ ONLY]',
    'User status',
    'accountEnabled',
    'Suspended',
    'userType',
    '状態',
    'Статус',
  ],
  notKnown: [
    ...[
      '',
      'Employee ID',
      'Employee #',
      'Mailing address',
      'Email verified',
      'E-mail 1 - Type',
      'Team',
    ],
    ...[
      'Work Address',
      'Mobile Phone [MUST BE IN THE E.164 FORMAT]',
      'User id',
      'Groups',
      'Email opt-in',
    ],
  ],
};

describe.each(Object.entries(HEADINGS))('%s', (meaning, headings) => {
  test.each(headings)('%j', (heading) => expect(columnMeaning(heading)).toBe(meaning));
});
