import { fill } from '#i18n/fill.ts';

/** What Pagefind's bundle gives (pagefind.app/docs/api), as far as it is used here. */
interface Pagefind {
  debouncedSearch(term: string): Promise<{ results: readonly { data(): Promise<Page> }[] } | null>;
}

interface Page {
  url: string;
  excerpt: string;
  meta: { title?: string };
  sub_results: readonly { title: string; url: string; excerpt: string }[];
}

const shown = 8;

/** An excerpt of Pagefind is escaped text with `<mark>` around what was found: it is parsed apart and only the text kept. */
function excerptOf(html: string): HTMLElement {
  const excerpt = document.createElement('p');
  for (const node of new DOMParser().parseFromString(html, 'text/html').body.childNodes) {
    const part = document.createElement(node.nodeName === 'MARK' ? 'mark' : 'span');
    part.textContent = node.textContent;
    excerpt.append(part);
  }
  return excerpt;
}

function resultOf(page: Page): HTMLLIElement {
  const item = document.createElement('li');
  const section = page.sub_results[0];
  const link = document.createElement('a');
  link.href = section?.url ?? page.url;
  link.textContent = page.meta.title ?? page.url;
  if (section && section.title !== page.meta.title) {
    const where = document.createElement('span');
    where.textContent = section.title;
    link.append(where);
  }
  item.append(link, excerptOf(section?.excerpt ?? page.excerpt));
  return item;
}

const isTyping = ({ target }: Event): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

class SiteSearch extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined;

  connectedCallback(): void {
    const opener = this.querySelector('button');
    const dialog = this.querySelector('dialog');
    const input = this.querySelector('input');
    if (!opener || !dialog || !input) throw new Error('site-search lacks its button, dialog or input');
    const open = () => dialog.open || dialog.showModal();
    opener.disabled = false;
    opener.addEventListener('click', open);
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog || (target instanceof Element && target.closest('a, .close'))) dialog.close();
    });
    dialog.addEventListener('submit', (event) => {
      event.preventDefault();
      this.querySelector('a')?.click();
    });
    input.addEventListener('input', () => void this.#search(input.value.trim()));
    // Escape would first empty the field, and only the second one close the dialog.
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      dialog.close();
    });
    document.addEventListener('keydown', (event) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      event.preventDefault();
      open();
    });
  }

  #load(): Promise<Pagefind> {
    this.#pagefind ??= import(/* @vite-ignore */ new URL(this.dataset['index'] ?? '', location.href).href);
    return this.#pagefind;
  }

  async #search(term: string): Promise<void> {
    const list = this.querySelector('ol');
    if (term === '') {
      this.#say('');
      list?.replaceChildren();
      return;
    }
    try {
      const found = await (await this.#load()).debouncedSearch(term);
      if (!found) return;
      const pages = await Promise.all(found.results.slice(0, shown).map((result) => result.data()));
      const { none = '', one = '', many = '' } = this.dataset;
      const sentence = found.results.length === 0 ? none : found.results.length === 1 ? one : many;
      this.#say(fill(sentence, { term, count: found.results.length }));
      list?.replaceChildren(...pages.map(resultOf));
    } catch {
      this.#say(this.dataset['absent'] ?? '');
    }
  }

  #say(sentence: string): void {
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = sentence;
  }
}

customElements.define('site-search', SiteSearch);
