// Paints the living shape on one canvas over the field. It glides to wherever the current view keeps a spot for it, so that
// it is the same being in every view. Honours reduced motion by standing still in the same forms.
import { LitElement, css, html } from 'lit';
import type { Presence } from '../../flows/protocol/screen.ts';
import { BARS, BAR_HALF_WIDTH, LEAVES, barHalfHeight, barX, blend, poseOf } from './presence-shape.ts';
import type { Leaf, Pose, Sound } from './presence-shape.ts';

/** Centre and radius in CSS pixels of the screen; `align` says to which side the voice may grow. */
export interface Spot { x: number; y: number; radius: number; align: 'left' | 'centre' }

const SAMPLE_SECONDS = 0.042;
const HISTORY = BARS + 8;
const SETTLE_SECONDS = 0.075; // 95 % of the way in about 220 ms

export class FoyerPresence extends LitElement {
  static override properties = { presence: { attribute: false } };
  declare presence: Presence;

  static override styles = css`
    :host { position: absolute; inset: 0; pointer-events: none; overflow: hidden; }
    canvas { display: block; width: 100%; height: 100%; }
  `;

  #spot: Spot | null = null;
  #place: Spot | null = null;
  #pose: Pose = poseOf('off', 0, { microphone: [], output: [] }, true);
  #levels = { microphone: 0, output: 0 };
  #smooth = { microphone: 0, output: 0 };
  #history = { microphone: new Array<number>(HISTORY).fill(0), output: new Array<number>(HISTORY).fill(0) };
  #sampleAge = 0;
  #last = 0;
  #frame = 0;
  #colours = ['#ffffff', '#ffffff', '#ffffff'];
  #stillKey = '';
  #reduced = matchMedia('(prefers-reduced-motion: reduce)');
  #resize = new ResizeObserver(() => this.#fit());

  constructor() {
    super();
    this.presence = 'off';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize.observe(this);
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  /** The newest real levels, 0..1. */
  hear(microphone: number, output: number): void {
    this.#levels = { microphone, output };
  }

  /** Where the current view wants the shape; null hides it. */
  goTo(spot: Spot | null): void {
    this.#spot = spot;
    if (spot === null || this.#place === null) this.#place = spot;
    this.#stillKey = '';
  }

  /** Reads the colours again after the palette has changed. */
  recolour(): void {
    const style = getComputedStyle(this);
    this.#colours = ['--on-field', '--field-mark', '--field-mid'].map((name) => style.getPropertyValue(name).trim());
    this.#stillKey = '';
  }

  override render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  override firstUpdated(): void {
    this.recolour();
    this.#fit();
  }

  #canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector('canvas');
  }

  #fit(): void {
    const canvas = this.#canvas();
    if (canvas === null) return;
    const scale = Math.min(2, devicePixelRatio);
    canvas.width = Math.round(this.clientWidth * scale);
    canvas.height = Math.round(this.clientHeight * scale);
    this.#stillKey = '';
  }

  #tick(now: number): void {
    this.#frame = requestAnimationFrame((next) => this.#tick(next));
    const dt = Math.min(0.1, (now - this.#last) / 1000);
    this.#last = now;
    if (this.#reduced.matches) this.#stand();
    else this.#move(now / 1000, dt);
  }

  /** Reduced motion: the same forms, in four steps of loudness, without travel between them. */
  #stand(): void {
    const step = (level: number) => Math.ceil(level * 4 - 0.15) / 4;
    const [microphone, output] = [step(this.#levels.microphone), step(this.#levels.output)];
    const key = `${this.presence} ${microphone} ${output}`;
    if (key === this.#stillKey) return;
    this.#stillKey = key;
    this.#place = this.#spot;
    const sound: Sound = { microphone: new Array<number>(HISTORY).fill(microphone), output: Array.from({ length: HISTORY }, (_, index) => output * (0.55 + 0.45 * Math.abs(Math.cos(index * 1.3)))) };
    this.#pose = poseOf(this.presence, 0, sound, true);
    this.#paint(sound);
  }

  #move(seconds: number, dt: number): void {
    for (const side of ['microphone', 'output'] as const) {
      const rate = this.#levels[side] > this.#smooth[side] ? 0.03 : 0.12; // quick to open, slow to close
      this.#smooth[side] += (this.#levels[side] - this.#smooth[side]) * (1 - Math.exp(-dt / rate));
    }
    this.#sampleAge += dt;
    while (this.#sampleAge >= SAMPLE_SECONDS) {
      this.#sampleAge -= SAMPLE_SECONDS;
      for (const side of ['microphone', 'output'] as const) {
        this.#history[side].unshift(this.#smooth[side]);
        this.#history[side].length = HISTORY;
      }
    }
    this.#history.microphone[0] = this.#smooth.microphone;
    this.#history.output[0] = this.#smooth.output;
    const k = 1 - Math.exp(-dt / SETTLE_SECONDS);
    this.#pose = blend(this.#pose, poseOf(this.presence, seconds, this.#history, false), k);
    if (this.#spot !== null && this.#place !== null) {
      const mix = (a: number, b: number) => a + (b - a) * k;
      this.#place = { x: mix(this.#place.x, this.#spot.x), y: mix(this.#place.y, this.#spot.y), radius: mix(this.#place.radius, this.#spot.radius), align: this.#spot.align };
    }
    this.#paint(this.#history);
  }

  #paint(sound: Sound): void {
    const canvas = this.#canvas();
    const pen = canvas?.getContext('2d');
    if (!canvas || !pen) return;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    const place = this.#place;
    if (place === null) return;
    const scale = Math.min(2, devicePixelRatio);
    pen.setTransform(scale * place.radius, 0, 0, scale * place.radius, scale * place.x, scale * place.y);
    for (let index = LEAVES - 1; index >= 0; index -= 1) {
      const leaf = this.#pose.leaves[index];
      if (leaf !== undefined) this.#paintLeaf(pen, leaf, index, sound, place.align);
    }
  }

  #paintLeaf(pen: CanvasRenderingContext2D, leaf: Leaf, index: number, sound: Sound, align: Spot['align']): void {
    if (leaf.radius < 0.01) return;
    const colour = this.#colours[index] ?? '#ffffff';
    pen.beginPath();
    if (leaf.hole > 0.01) {
      // An open leaf is a ring, drawn as a stroke: rings may cross each other.
      pen.strokeStyle = colour;
      pen.lineWidth = leaf.radius * (1 - leaf.hole);
      pen.arc(leaf.x, leaf.y, (leaf.radius * (1 + leaf.hole)) / 2, 0, Math.PI * 2);
      return pen.stroke();
    }
    pen.fillStyle = colour;
    if (leaf.spread < 0.01) pen.arc(leaf.x, leaf.y, leaf.radius, 0, Math.PI * 2);
    else for (let bar = 0; bar < BARS; bar += 1) {
      const mix = (disc: number, stick: number) => disc + (stick - disc) * leaf.spread;
      const x = mix(leaf.x, barX(bar, align));
      const halfWidth = mix(leaf.radius, BAR_HALF_WIDTH);
      const halfHeight = mix(leaf.radius, barHalfHeight(sound, index, bar));
      pen.roundRect(x - halfWidth, leaf.y * (1 - leaf.spread) - halfHeight, halfWidth * 2, halfHeight * 2, Math.min(halfWidth, halfHeight));
    }
    pen.fill();
  }
}
customElements.define('foyer-presence', FoyerPresence);
