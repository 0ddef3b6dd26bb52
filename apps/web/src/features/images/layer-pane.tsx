import type { ImageDetail } from '@plimsoll/contract';
import { NavLink, VisuallyHidden } from '@mantine/core';
import { ChoiceFilter } from '../../ui/filters.tsx';
import { count, instruction } from '../../ui/format.ts';
import { layerNumber, originOf } from './image-words.ts';
import classes from './images.module.css';

interface LayerChoice {
  readonly layers: ImageDetail['layers'];
  readonly chosen: number | undefined;
  readonly onChoose: (layer: number | undefined) => void;
}

/** How many of the layers, from the first on, came from what the image is built on. Null or undefined: not known. */
type BaseLayers = number | null | undefined;

/** The layers, oldest first; choosing one filters what is beside it, choosing it again shows all. */
export function LayerPane({ layers, chosen, onChoose, baseLayers }: LayerChoice & { readonly baseLayers: BaseLayers }) {
  return (
    <aside className={`${classes.layers} roomy-only`} aria-label="Layers, oldest first">
      <div className={`${classes.layersHead} small muted`}>
        <span>Layers, oldest first</span>
        {chosen !== undefined && (
          <button type="button" className={classes.textLink} onClick={() => onChoose(undefined)}>
            Show all
          </button>
        )}
      </div>
      {layers.map((layer) => (
        <NavLink
          key={layer.ordinal}
          component="button"
          type="button"
          active={layer.ordinal === chosen}
          aria-pressed={layer.ordinal === chosen}
          className={classes.layer ?? ''}
          data-origin={originOf(layer.ordinal, baseLayers)}
          title={instruction(layer.instruction)}
          onClick={() => onChoose(layer.ordinal === chosen ? undefined : layer.ordinal)}
          label={
            <span className={classes.layerLine}>
              <span className="faint">{layerNumber(layer.ordinal)}</span>
              <span className="mono clip">{instruction(layer.instruction)}</span>
            </span>
          }
          description={
            <>
              {originOf(layer.ordinal, baseLayers) === 'base' && <VisuallyHidden>of the base, </VisuallyHidden>}
              {layer.findings === 0 ? 'no findings' : count(layer.findings, 'finding')} · {count(layer.packages, 'package')}
            </>
          }
        />
      ))}
      {typeof baseLayers === 'number' && (
        <div className={`${classes.layersLegend} small muted`}>
          <span className={classes.origin}>
            <i className={classes.edge} data-origin="base" aria-hidden="true" />
            base
          </span>
          <span className={classes.origin}>
            <i className={classes.edge} data-origin="application" aria-hidden="true" />
            application
          </span>
        </div>
      )}
    </aside>
  );
}

/** The same choice as a filter, where there is no room for the pane. */
export function LayerFilter({ layers, chosen, onChoose }: LayerChoice) {
  return (
    <span className="cramped-only">
      <ChoiceFilter
        name="Layer"
        value={chosen === undefined ? undefined : String(chosen)}
        options={layers.map((layer) => ({
          value: String(layer.ordinal),
          label: `${layerNumber(layer.ordinal)} · ${instruction(layer.instruction).slice(0, 48)}`,
        }))}
        onChange={(layer) => onChoose(layer === undefined ? undefined : Number(layer))}
      />
    </span>
  );
}
