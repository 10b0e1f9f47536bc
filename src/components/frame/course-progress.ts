import { readProgress, showCounts, standing, storeProgress } from './progress.ts';

/** Marks on every list of lessons what is done and where the reader is, and remembers a lesson whose end was seen. */
class CourseProgress extends HTMLElement {
  connectedCallback(): void {
    const lesson = this.dataset['lessonHere'];
    if (lesson) {
      storeProgress({ ...readProgress(), here: lesson });
      this.#watchEnd(lesson);
    }
    this.#show();
  }

  #watchEnd(lesson: string): void {
    const end = document.querySelector('.pn');
    if (!end) return;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      const { done } = readProgress();
      storeProgress({ done: [...new Set([...done, lesson])], here: lesson });
      this.#show();
    });
    seen.observe(end);
  }

  #show(): void {
    const progress = readProgress();
    const items = [...document.querySelectorAll<HTMLElement>('li[data-lesson]')];
    const written = items.map(({ dataset }) => dataset['lesson'] ?? '');
    const here = this.dataset['lessonHere'] ?? standing(progress, written);
    for (const item of items)
      this.#mark(item, progress.done.includes(item.dataset['lesson'] ?? ''), item.dataset['lesson'] === here);
    showCounts(document, progress);
  }

  #mark(item: HTMLElement, done: boolean, here: boolean): void {
    item.classList.toggle('done', done);
    item.classList.toggle('current', here);
    item.classList.toggle('ahead', !done && !here);
    const state = item.querySelector('[data-state]');
    if (state && (done || here)) state.textContent = (here ? this.dataset['here'] : this.dataset['done']) ?? '';
    if (state?.classList.contains('here')) state.classList.toggle('sr-only', !here);
  }
}

customElements.define('course-progress', CourseProgress);
