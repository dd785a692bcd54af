import type { DatabaseSync } from 'node:sqlite';
import type { Mail, Notification } from '../atlassian';
import { number, optionalText, text } from './columns';

export interface Mailbox {
  mailOf(accountId: string): readonly Mail[];
  notificationsOf(accountId: string): readonly Notification[];
  send(recipientAccountId: string, mail: Omit<Mail, 'id'>): void;
  notify(recipientAccountId: string, notification: Omit<Notification, 'id' | 'kind'>): void;
}

export function openMailbox(database: DatabaseSync): Mailbox {
  const mail = database.prepare('SELECT * FROM site_mail WHERE recipient = ? ORDER BY id DESC');
  const notifications = database.prepare(
    'SELECT * FROM site_notification WHERE recipient = ? ORDER BY id DESC',
  );
  const send = database.prepare(
    'INSERT INTO site_mail (at, recipient, address, subject, text, html, issue_key, kind) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const notify = database.prepare(
    'INSERT INTO site_notification (at, recipient, issue_key, sender, text, comment_id) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    mailOf: (accountId) =>
      mail.all(accountId).map((row) => ({
        id: text(row, 'id'),
        at: number(row, 'at'),
        to: text(row, 'address'),
        subject: text(row, 'subject'),
        text: text(row, 'text'),
        html: optionalText(row, 'html'),
        issueKey: optionalText(row, 'issue_key'),
        kind: text(row, 'kind'),
      })),
    notificationsOf: (accountId) =>
      notifications.all(accountId).map((row) => ({
        id: text(row, 'id'),
        at: number(row, 'at'),
        kind: 'mention',
        issueKey: text(row, 'issue_key'),
        from: text(row, 'sender'),
        text: text(row, 'text'),
        commentId: text(row, 'comment_id'),
      })),
    send(recipient, entry) {
      send.run(
        entry.at,
        recipient,
        entry.to,
        entry.subject,
        entry.text,
        entry.html ?? null,
        entry.issueKey ?? null,
        entry.kind,
      );
    },
    notify(recipient, entry) {
      notify.run(entry.at, recipient, entry.issueKey, entry.from, entry.text, entry.commentId);
    },
  };
}
