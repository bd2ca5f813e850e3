/** Tables and notes in languages beyond the nine whose texts are read: tables wait for an editor, and say why where it is known. */

import { describe, expect, test } from 'vitest';
import { fate, text } from '../support/one-piece.ts';

type Told = readonly [language: string, header: string, out: readonly string[], held: readonly string[]];

describe.each<Told>([
  ['Russian', 'Заголовок;Текст;Дата;Статус', ['Опубликовано'], ['Черновик', 'Удалено', 'Запланировано', 'Странно']],
  ['Russian, by a yes', 'Заголовок;Текст;Дата публикации;Опубликовано', ['да'], ['нет']],
  ['Russian, by a yes to a draft', 'Заголовок;Текст;Дата публикации;Черновик', ['нет'], ['да']],
  ['Ukrainian', 'Заголовок;Текст;Дата публікації;Стан', ['Опубліковано'], ['Чернетка']],
  ['Japanese', 'タイトル;本文;公開日;ステータス', ['公開'], ['下書き', '非公開', '予約', '未公開']],
  ['Japanese, by a yes to what is private', 'タイトル;本文;公開日;非公開', ['いいえ'], ['はい']],
  ['Japanese, by an embargo', 'タイトル;本文;公開日;解禁日時', ['2025/01/01'], ['2099/01/01']],
  ['Chinese', '标题;正文;日期;状态', ['已发布'], ['草稿', '待审核', '已删除']],
  ['Korean', '제목;본문;게시일;상태', ['게시됨'], ['초안', '비공개']],
  ['Czech', 'Název;Text;Datum vydání;Stav', ['Publikováno'], ['Koncept', 'Zamítnuto']],
  ['Hungarian', 'Cím;Szöveg;Megjelenés;Állapot', ['Közzétéve'], ['Piszkozat']],
  ['Romanian', 'Titlu;Conținut;Data publicării;Status', ['Publicat'], ['Ciornă']],
  ['Turkish', 'Başlık;Metin;Tarih;Durum', ['Yayınlandı'], ['Taslak', 'Silindi']],
  ['Greek', 'Τίτλος;Κείμενο;Ημερομηνία;Κατάσταση', ['Δημοσιευμένο'], ['Πρόχειρο']],
  ['Indonesian', 'Judul;Isi;Tanggal;Status', ['Terbit'], ['Draf']],
  ['Vietnamese', 'Tiêu đề;Nội dung;Ngày đăng;Trạng thái', ['Đã xuất bản'], ['Bản nháp']],
])('a table in %s', (_, header, out, held) => {
  const fateOf = (value: string) => fate(`${header}\nPier shut;"${text}";2026-03-02;${value}\n`, 'a.csv');

  test.each(out)('waits for an editor where it says %s, since not all names of gates are known', async (value) => {
    expect(await fateOf(value)).toMatch(/in a language in which/);
  });

  test.each(held)('says %s where that is why it stays in', async (value) => {
    expect(await fateOf(value)).not.toMatch(/in a language in which/);
    expect(await fateOf(value)).not.toBeNull();
  });
});

test.each([
  ['Эмбарго до 5 мая, 10:00', true],
  ['Эмбарго: 5 мая', true],
  ['Не для публикации', true],
  ['엠바고: 5월 1일', true],
  ['解禁日時：5月1日', true],
  ['情報解禁：5月20日午前5時', true],
  ['情報解禁：５月２０日午前５時', true],
  ['解禁日：2026年5月20日', true],
  ['本日18時解禁', true],
  ['情報解禁は5月20日18時です', true],
  ['Embargo hingga 20 Mei pukul 10.00', true],
  ['Embargo până la 20 mai ora 18.00', true],
  ['엠바고 5월 20일 오전 6시', true],
  ['Под эмбарго до 20 мая', true],
  ['5月20日前禁止发布', true],
  ['アユ漁が解禁、6月1日から', false],
  ['Embargoul petrolului a durat 20 de ani', false],
  ['Эмбарго на нефть вступило в силу 5 декабря', false],
  ['【情報解禁日時】5月20日 05:00', true],
  ['5月20日（水）午前5時 情報解禁', true],
  ['エンバーゴ：会見まで', true],
  ['禁运：2026年5月20日', true],
  ['禁运至5月20日上午6时', true],
  ['媒体禁发：发布会前', true],
  ['보도유예: 5월 20일', true],
  ['ΕΜΠΑΡΓΚΟ έως 20 Μαΐου 2026, 06:00', true],
  ['Εμπάργκο: 20 Μαΐου', true],
  ['Cấm vận: 6 giờ ngày 20 tháng 5', true],
  ['CẤM VẬN đến 20/5/2026', true],
  ['Embargo: 20. května 2026, 6:00', true],
  ['Embargo: 2026. május 20.', true],
  ['Embargo hingga 20 Mei 2026', true],
  ['Эмбарго на нефть продлили на год', false],
  ['情報解禁：新しい桟橋の名前が決まった', false],
  ['アユ釣りが6月1日に解禁された', false],
  ['禁运持续五年，油价上涨', false],
  ['美国解除对该国的禁运', false],
  ['Cấm vận dầu mỏ kéo dài 5 năm', false],
  ['Embargo: a history of oil and power', false],
])('a text whose first line is “%s” is withheld: %s', async (line, expected) => {
  const row = JSON.stringify({ title: 'Pier shut', date: '2026-03-02', body: `${line}\n\n${text}` });
  expect((await fate(row, 'a.ndjson')) !== null).toBe(expected);
});
