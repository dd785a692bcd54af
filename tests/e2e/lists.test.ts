import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pick } from './support/ask';
import { findViolations } from './support/find-violations';
import { openStage, type Stage } from './support/open-stage';
import { sidewaysOverflow } from './support/sideways-overflow';
import type { Visitor } from './support/visitor';

const EXPORT = [
  'First Name [Required],Last Name [Required],Email Address [Required],Status [READ ONLY],Recovery Email,Manager Email',
  'Grace,Kim,grace.kim@acme.example,Active,grace@home.example,maya.lindqvist@acme.example',
  'Priya,Raman,priya.raman@acme.example,Suspended,priya@home.example,maya.lindqvist@acme.example',
].join('\r\n');

let stage: Stage;
let noah: Visitor;
let panel: FrameLocator;

beforeAll(async () => {
  stage = await openStage();
  await stage.world.connect();
  await stage.world.allow(['frontend']);
  noah = await stage.signInAs('Noah Okafor', { at: '/browse/WEB-1', width: 360, theme: 'dark' });
  panel = noah.panel;
  await panel.getByRole('button', { name: 'Request access' }).click();
  await panel.getByRole('button', { name: 'Paste a list or read a file' }).click();
});
afterAll(() => stage.close());

const box = () => panel.getByLabel('Names or email addresses');
const section = () => panel.getByRole('region', { name: 'List of people' });
const button = (name: string) => section().getByRole('button', { name, exact: true });
const chosen = () => panel.getByRole('list', { name: 'Who is it for?: chosen' });

const book = (name: string) => join(import.meta.dirname, 'support/workbooks', name);

async function readBook(name: string): Promise<void> {
  await box().fill('');
  await section().locator('input[type=file]').setInputFiles(book(name));
  await expect.poll(() => box().inputValue()).not.toBe('');
}

async function read(name: string, text: string | Buffer): Promise<void> {
  const buffer = Buffer.from(text);
  await section().locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
}

async function check(text: string): Promise<void> {
  await box().fill(text);
  await button('Check the list').click();
}

async function expectInOrder(): Promise<void> {
  expect(await sidewaysOverflow(noah.page)).toEqual([]);
  expect(await findViolations(noah, 'app')).toEqual([]);
}

describe('a list, on a narrow and dark screen', () => {
  it('is read from an export: one person a row, by which column, and what it says of them', async () => {
    await read('users.csv', EXPORT);
    await button('Check the list').click();
    await section().getByText('2 entries: 2 found, nothing else.').waitFor();
    const columns = section().getByText('Each row is one person.');
    expect(await columns.textContent()).toBe(
      'Each row is one person. Read by “Email Address [Required]”. Without an address, by “First Name [Required]” and “Last Name [Required]”. Not read: “Recovery Email” and “Manager Email”.',
    );
    await section().getByText('The list says Status: Suspended.').waitFor();
    await expectInOrder();
  });

  it('asks before a file replaces what is there, and takes the same file again', async () => {
    await read('users.csv', 'Grace Kim');
    await section().getByText('Replace what is in the box with users.csv?').waitFor();
    await expectInOrder();
    await button('Keep what is there').click();
    expect(await box().inputValue()).toContain('Recovery Email');
    await read('users.csv', 'Priya Raman');
    await button('Replace').click();
    expect(await box().inputValue()).toBe('Priya Raman');
    await read('empty.csv', ' \n');
    await section().getByText('empty.csv was not read').waitFor();
    await section().getByText('It is empty.').waitFor();
  });

  it('reads a workbook: the first sheet that is shown, without the rows and columns that are hidden', async () => {
    await readBook('excel.xlsx');
    await section()
      .getByText(
        'Read from the sheet “Team”. 1 other sheet was not read: copy what you need of it. 1 row is hidden in it, and not read. 1 column is hidden in it, and not read.',
      )
      .waitFor();
    expect((await box().inputValue()).split('\n')).toEqual([
      'Team Website',
      '\tName\tE-Mail\tManager E-Mail',
      '1\tGrace Kim\tgrace.kim@acme.example\tmaya.lindqvist@acme.example',
      '3\t田中\tpriya.raman@acme.example\tmaya.lindqvist@acme.example',
    ]);
    await button('Check the list').click();
    await section().getByText('3 entries: 2 found, 1 to look at.').waitFor();
    await section().getByText('It is above the column names.').waitFor();
    await readBook('library.xlsx');
    expect(await box().inputValue()).toBe('Email\tActive\ngrace.kim@acme.example\tFALSE');
  });

  it('reads dates as dates, results of formulas, and says of how many there is none', async () => {
    await readBook('leavers.xlsx');
    expect(await box().inputValue()).toBe(
      [
        'Name\tEmail\tLast working day\tNotice',
        'Grace Kim\tgrace.kim@acme.example\t2026-10-31\t30',
        'Priya Raman\t\t2026-11-01\t46327',
      ].join('\n'),
    );
    await section().getByText('1 formula has no result in the file').waitFor();
    await button('Check the list').click();
    await section().getByText('The list says Last working day: 2026-10-31.').waitFor();
  });

  it.each([
    ['writer.docx', 'It is not a table.'],
    ['damaged.xlsx', 'It is damaged.'],
    ['old.xls', 'It is of an older Excel, or has a password.'],
    ['list.pdf', 'It is not a table.'],
    ['page.xls', 'It is not a table.'],
  ])('says of %s what it is, and what to do', async (name, words) => {
    const made: Readonly<Record<string, string>> = {
      'old.xls': 'd0cf11e0a1b11ae1',
      'list.pdf': '255044462d312e37',
      'page.xls': Buffer.from('<html><table>').toString('hex'),
    };
    await box().fill('Grace Kim');
    if (made[name] === undefined)
      await section().locator('input[type=file]').setInputFiles(book(name));
    else await read(name, Buffer.from(made[name], 'hex'));
    await section().getByText(`${name} was not read`).waitFor();
    await section().getByText(words).waitFor();
    expect(await box().inputValue()).toBe('Grace Kim');
  });

  it('asks for the column where two may be meant, and reads another one on demand', async () => {
    await check(
      [
        'Asked by;Team;Given to',
        'maya.lindqvist@acme.example;Legal;grace.kim@acme.example',
        'maya.lindqvist@acme.example;Legal;priya.raman@acme.example',
      ].join('\n'),
    );
    const which = section().getByRole('group', {
      name: 'Which column has the people’s own addresses or account IDs?',
    });
    await which.waitFor();
    await section().getByText('More than one column has addresses.').waitFor();
    await expectInOrder();
    await which.getByRole('radio', { name: 'Given to' }).check();
    await button('Add 2 people').waitFor();
    await which.getByRole('radio', { name: 'Asked by' }).check();
    await button('Add 1 person').waitFor();
    await which.getByRole('radio', { name: 'All of them' }).check();
    await button('Add 3 people').waitFor();
  });

  it('asks where addresses are not like the names beside them, and reads by the names on demand', async () => {
    await check(
      [
        'Name;Granted through',
        'Grace Kim;maya.lindqvist@acme.example',
        'Priya Raman;maya.lindqvist@acme.example',
      ].join('\n'),
    );
    await section().getByText('The addresses are not like the names beside them.').waitFor();
    await section().getByRole('radio', { name: 'None: read by “Name”' }).check();
    await button('Add 2 people').waitFor();
    await expectInOrder();
  });

  it('says of a file whose letters may be others that they may', async () => {
    await box().fill('');
    await read('older.csv', Buffer.from('Jos\xe9', 'latin1'));
    await section().getByText('The file does not say how its letters are encoded.').waitFor();
    expect(await box().inputValue()).toBe('José');
  });

  it('adds each kind by itself, keeps what is left, and asks whom a near name means', async () => {
    await check(
      '"Kim, Grace" <grace.kim@acme.example>; Priya Ramen\nsam.new@acme.example\nTom Becker',
    );
    await button('Add 1 new account').waitFor();
    await expectInOrder();
    await button('Add 1 person').click();
    await chosen().getByText('Grace Kim').waitFor();
    expect(await box().inputValue()).toBe('Priya Ramen\nsam.new@acme.example\nTom Becker');
    expect(await chosen().getByText('sam.new@acme.example').count()).toBe(0);
    const near = section().getByRole('combobox', { name: 'Who line 1 may mean' });
    await near.selectOption({ label: 'Priya Raman (priya.raman@acme.example)' });
    await button('Add 1 person').click();
    await chosen().getByText('Priya Raman').waitFor();
    await button('Add 1 inactive person to remove access').click();
    await chosen().getByText('inactive').waitFor();
    expect(await box().inputValue()).toBe('sam.new@acme.example');
    await button('Add 1 new account').click();
    await chosen().getByText('sam.new@acme.example').waitFor();
    await expect.poll(() => section().count()).toBe(0);
  });

  it('offers somebody who left by the whole name, marked, and takes access from them', async () => {
    const { directory } = stage.world.platform.atlassian;
    const tom = directory.people().find(({ displayName }) => displayName === 'Tom Becker');
    directory.addMember(stage.world.groupId('frontend'), tom?.accountId ?? '');
    await noah.openIssue('WEB-2');
    await panel.getByRole('button', { name: 'Request access' }).click();
    const who = panel.getByRole('combobox', { name: 'Who is it for?' });
    await who.fill('Tom');
    await panel
      .getByText('“Tom” was found. Somebody inactive is found by their whole name only.')
      .waitFor();
    await who.fill(tom?.accountId ?? '');
    await panel.getByRole('option', { name: /Tom Becker/ }).waitFor();
    await who.fill('tom becker');
    await panel.getByText('Inactive: access can only be removed').waitFor();
    await panel.getByRole('option', { name: /Tom Becker/ }).click();
    await chosen().getByText('inactive').waitFor();
    await pick(panel, 'Access to what?', 'frontend');
    const plan = panel.getByRole('region', { name: 'Plan' });
    await panel.getByLabel(/What to do with .*frontend/).selectOption('remove');
    await plan.getByText('1 change.').waitFor();
  });
});
