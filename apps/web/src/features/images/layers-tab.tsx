import type { ImageDetail } from '@plimsoll/contract';
import { CopyShort } from '../../ui/copy.tsx';
import { bytes, count, instruction, number, shortDigest } from '../../ui/format.ts';
import { Facts, Panel } from '../../ui/panel.tsx';
import { layerNumber } from './image-words.ts';
import classes from './images.module.css';

/** How the image was built: each layer with its instruction, and the instructions between that made none. */
export function LayersTab({ image, onChoose }: { image: ImageDetail; onChoose: (layer: number) => void }) {
  return (
    <div className={classes.stack}>
      <Panel title="Layers" aside={`${count(image.layers.length, 'layer')}, oldest first · ${bytes(image.sizeBytes)}`}>
        <ol className={classes.build}>
          {image.layers.map((layer) => (
            <li key={layer.ordinal} className={classes.buildLayer}>
              <span className="faint">{layerNumber(layer.ordinal)}</span>
              <div className={classes.buildBody}>
                <div className="mono">{instruction(layer.instruction)}</div>
                {layer.emptyInstructions?.map((text, index) => (
                  <div key={index} className="mono faint">
                    {instruction(text)}
                  </div>
                ))}
                <div className={`${classes.buildFacts} small muted`}>
                  <CopyShort short={shortDigest(layer.digest)} whole={layer.digest} what="digest of the layer" />
                  <span>{bytes(layer.sizeBytes)}</span>
                  <span>{count(layer.packages, 'package')}</span>
                  {layer.findings > 0 ? (
                    <button type="button" className={classes.textLink} onClick={() => onChoose(layer.ordinal)}>
                      {number(layer.findings)} {layer.findings === 1 ? 'finding' : 'findings'}
                    </button>
                  ) : (
                    <span>no findings</span>
                  )}
                </div>
              </div>
            </li>
          ))}
        </ol>
      </Panel>
      {image.config !== undefined && (
        <Panel title="Configuration">
          <Facts
            rows={[
              {
                name: 'Runs as',
                value: image.config.user === '' ? 'root (no user is set)' : <span className="mono">{image.config.user}</span>,
              },
              { name: 'Entrypoint', value: <span className="mono">{image.config.entrypoint.join(' ') || 'none'}</span> },
              { name: 'Command', value: <span className="mono">{image.config.command.join(' ') || 'none'}</span> },
              { name: 'Exposes', value: <span className="mono">{image.config.exposedPorts.join(', ') || 'nothing'}</span> },
            ]}
          />
        </Panel>
      )}
    </div>
  );
}
