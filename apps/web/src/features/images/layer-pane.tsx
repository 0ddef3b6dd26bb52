import type { ImageDetail } from '@plimsoll/contract';
import { NavLink } from '@mantine/core';
import { count, instruction, number } from '../../ui/format.ts';
import { layerNumber } from './image-words.ts';
import classes from './images.module.css';

/** The layers, oldest first; choosing one filters what is beside it, choosing it again shows all. */
export function LayerPane({
  layers,
  chosen,
  onChoose,
}: {
  layers: ImageDetail['layers'];
  chosen: number | undefined;
  onChoose: (layer: number | undefined) => void;
}) {
  return (
    <aside className={classes.layers} aria-label="Layers, oldest first">
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
          data-empty={(layer.findings === 0 && layer.packages === 0) || undefined}
          title={instruction(layer.instruction)}
          onClick={() => onChoose(layer.ordinal === chosen ? undefined : layer.ordinal)}
          label={
            <span className={classes.layerLine}>
              <span className="faint">{layerNumber(layer.ordinal)}</span>
              <span className="mono clip">{instruction(layer.instruction)}</span>
            </span>
          }
          description={`${layer.findings === 0 ? 'no findings' : count(layer.findings, 'finding')} · ${number(layer.packages)} ${layer.packages === 1 ? 'package' : 'packages'}`}
        />
      ))}
    </aside>
  );
}
