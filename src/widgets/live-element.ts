/** An element that starts things as it is put into a page, and ends all of them with one signal as it is taken out. */
export abstract class LiveElement extends HTMLElement {
  #controller: AbortController | undefined;

  /** Aborts when the element is taken out; undefined as long as nothing was started. */
  protected get life(): AbortSignal | undefined {
    return this.#controller?.signal;
  }

  /** Starts everything; all of it ends when the signal aborts. */
  protected abstract connect(signal: AbortSignal): void | Promise<void>;

  connectedCallback(): void {
    this.#controller = new AbortController();
    void this.connect(this.#controller.signal);
  }

  disconnectedCallback(): void {
    this.#controller?.abort();
  }
}

/** One that makes connections. Where the browser has none it starts nothing, and `data-unsupported` shows what stands there instead. */
export abstract class ConnectingElement extends LiveElement {
  override connectedCallback(): void {
    if (typeof RTCPeerConnection === 'undefined') this.dataset['unsupported'] = '';
    else super.connectedCallback();
  }
}
