/** Tables that sort, long ones that are filtered as one types, buttons that copy. Everything works without it. */
const words = {
  it: {
    filter: 'Filtra le righe',
    shown: (shown, all) => `${shown} righe su ${all}`,
    copy: 'Copia',
    copied: 'Copiato',
    failed: 'Non è stato possibile copiare: seleziona il testo e copialo',
  },
  en: {
    filter: 'Filter the rows',
    shown: (shown, all) => `${shown} of ${all} rows`,
    copy: 'Copy',
    copied: 'Copied',
    failed: 'It could not be copied: select the text and copy it',
  },
};
const language = document.documentElement.lang === 'en' ? 'en' : 'it';
const told = words[language];

function element(name, attributes, text = '') {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.textContent = text;
  return made;
}

/** Told to those who do not see it. */
const live = element('p', { class: 'visually-hidden', role: 'status' });
document.body.append(live);

const order = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });

/** `1.234,5` in Italian. */
const numberOf = (text) =>
  Number.parseFloat(language === 'it' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', ''));

/** What is not known is undefined. */
function read(row, column, isNumber) {
  const cell = row.cells[column];
  const given = cell?.dataset.value;
  const text = (given ?? cell?.textContent ?? '').trim();
  if (text === '' || text === '–') return undefined;
  if (!isNumber) return text;
  const number = given === undefined ? numberOf(text) : Number(given);
  return Number.isNaN(number) ? undefined : number;
}

const compare = (one, other) => (typeof one === 'number' ? one - other : order.compare(one, other));

function sortBy(table, heading, isNumber) {
  const isDescending = heading.getAttribute('aria-sort') === 'ascending';
  for (const other of table.tHead.querySelectorAll('[aria-sort]')) other.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
  const [body] = table.tBodies;
  const rows = Array.from(body.rows, (row) => ({ row, value: read(row, heading.cellIndex, isNumber) }));
  rows.sort((one, other) => {
    // What is not known comes last, whichever the direction.
    if (one.value === undefined || other.value === undefined)
      return Number(one.value === undefined) - Number(other.value === undefined);
    return isDescending ? compare(other.value, one.value) : compare(one.value, other.value);
  });
  body.append(...rows.map(({ row }) => row));
}

for (const heading of document.querySelectorAll('th[data-sort]')) {
  const table = heading.closest('table');
  if (table.tBodies[0].rows.length < 2) continue;
  const button = element('button', { type: 'button', class: 'v-sort' }, heading.textContent);
  button.addEventListener('click', () => sortBy(table, heading, heading.dataset.sort === 'number'));
  heading.replaceChildren(button);
}

/** Fewer rows are seen at once. */
const leastRows = 10;

for (const table of document.querySelectorAll('table[data-filter]')) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < leastRows) continue;
  const id = `${table.id}-filter`;
  const field = element('input', { type: 'search', id, 'aria-controls': table.id, autocomplete: 'off' });
  const box = element('div', { class: 'v-filter' });
  box.append(element('label', { for: id }, told.filter), field);
  field.addEventListener('input', () => {
    const wanted = field.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !wanted.every((word) => text.includes(word));
    }
    live.textContent = told.shown(rows.filter((row) => !row.hidden).length, rows.length);
  });
  (table.closest('.v-scroll') ?? table).before(box);
}

/** `source`: gives what to copy. */
function copyButton(source, label) {
  const button = element('button', { type: 'button', class: 'v-button v-button-quiet v-copy' }, told.copy);
  if (label) button.append(element('span', { class: 'visually-hidden' }, `: ${label}`));
  const name = button.firstChild;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(await source());
      name.textContent = told.copied;
    } catch {
      name.textContent = told.failed;
    }
    live.textContent = name.textContent;
    setTimeout(() => {
      name.textContent = told.copy;
    }, 4000);
  });
  return button;
}

for (const block of document.querySelectorAll('[data-copy]'))
  block.prepend(copyButton(() => block.querySelector('pre, textarea').textContent, block.dataset.copy));

async function fetchText(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw answer;
  return answer.text();
}

for (const link of document.querySelectorAll('a[data-copy-from]'))
  link.after(copyButton(() => fetchText(link.href), link.textContent));
